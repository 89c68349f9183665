package dev.acmesdk.dns01.lookup;

import dev.acmesdk.dns01.lookup.CaaVerdict.Outcome;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.CAARecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Type;

/**
 * Tells before an order whether CAA records let the CA issue (RFC 8659), for this account and by
 * this way of proving control (RFC 8657). It spares an order that would fail; the CA decides.
 *
 * <p>It is immutable and thread-safe.
 */
public final class CaaCheck {
  private static final int MAX_ALIASES = 8;

  private final DnsClient client;
  private final boolean isAskingServers;

  private CaaCheck(DnsClient client, boolean isAskingServers) {
    this.client = client;
    this.isAskingServers = isAskingServers;
  }

  /**
   * A check that asks the client's resolvers.
   *
   * @param client asks
   * @return a check
   */
  public static CaaCheck of(DnsClient client) {
    return new CaaCheck(client, false);
  }

  /**
   * The same that asks the name servers of the zones, past the caches of resolvers.
   *
   * @return a changed copy
   */
  public CaaCheck askingNameServers() {
    return new CaaCheck(client, true);
  }

  /**
   * Looks for the records that count, from the name itself up to the top, and judges them.
   *
   * @param identifier what the certificate is to be for; a wildcard goes by {@code issuewild} if
   *     there is one
   * @param issuers the CA's names, as {@code Directory.Meta.caaIdentities} has them
   * @param account the account's URL; {@code null} if there is none yet
   * @param method how control is to be proved: the type of challenge, for example {@code dns-01}
   * @return what is to be expected, also if name servers do not answer
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public CaaVerdict check(
      Identifier identifier, List<String> issuers, @Nullable URI account, String method)
      throws InterruptedException {
    if (!(identifier.withoutWildcard() instanceof Identifier.Dns dns)) {
      return none("CAA does not apply to %s, which is not a DNS name.".formatted(identifier));
    }
    Name name = Words.name(dns.value());
    for (int strip = 0; strip < name.labels() - 1; strip++) {
      Name ancestor = new Name(name, strip);
      List<CaaProperty> properties;
      try {
        properties = properties(ancestor);
      } catch (IOException e) {
        return unknown(ancestor, e);
      }
      if (!properties.isEmpty()) {
        return new CaaPolicy(identifier, Words.text(ancestor), properties)
            .verdict(issuers, account, method);
      }
    }
    return none("No CAA record restricts who may issue for %s.".formatted(identifier));
  }

  private static CaaVerdict none(String sentence) {
    return new CaaVerdict(Outcome.ALLOWED, "", List.of(), sentence);
  }

  private static CaaVerdict unknown(Name name, IOException reason) {
    return new CaaVerdict(
        Outcome.UNKNOWN,
        "",
        List.of(),
        "The CAA records of %s could not be read, and a CA that cannot read them either must not issue: %s"
            .formatted(Words.text(name), reason.getMessage()));
  }

  private List<CaaProperty> properties(Name start) throws IOException, InterruptedException {
    Name name = start;
    for (int i = 0; i < MAX_ALIASES; i++) {
      Reply reply = reply(name);
      Name last = reply.lastAlias(name);
      List<CaaProperty> properties =
          reply.answers(last, Type.CAA).stream()
              .map(record -> CaaProperty.of((CAARecord) record))
              .toList();
      if (!properties.isEmpty() || last.equals(name) || !isAskingServers) {
        return properties;
      }
      name = last;
    }
    throw new AliasLoopException(
        "More than %d aliases (CNAME) follow each other from %s"
            .formatted(MAX_ALIASES, Words.text(start)));
  }

  private Reply reply(Name name) throws IOException, InterruptedException {
    if (isAskingServers) {
      return client.walk().to(name).ask(client.transport(), Question.authority(name, Type.CAA));
    }
    Reply reply = client.resolvers().ask(Question.resolver(name, Type.CAA));
    if (!reply.isConclusive()) {
      throw new IOException("the resolver says: " + reply.complaint());
    }
    return reply;
  }
}
