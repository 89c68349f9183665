package dev.acmesdk.dns01.lookup;

import dev.acmesdk.dns01.lookup.DnssecVerdict.Status;
import java.io.IOException;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Type;

/**
 * Tells whether the signatures of a zone (DNSSEC) are in the way: CAs validate, and see nothing of
 * a zone whose signatures do not fit. It asks the client's resolvers, which should validate.
 *
 * <p>It is immutable and thread-safe.
 */
public final class DnssecCheck {
  private final DnsClient client;

  private DnssecCheck(DnsClient client) {
    this.client = client;
  }

  /**
   * A check.
   *
   * @param client whose resolvers are asked
   * @return a check
   */
  public static DnssecCheck of(DnsClient client) {
    return new DnssecCheck(client);
  }

  /**
   * Looks at the zone of a name. Ask for the domain, not for the name of a challenge that is yet to
   * be added.
   *
   * @param domain the whole name
   * @return how it is
   * @throws IOException if resolvers cannot be asked
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if it is no name
   */
  public DnssecVerdict check(String domain) throws IOException, InterruptedException {
    Name name = Words.name(domain);
    Reply reply = ask(name, Type.SOA, Question.Kind.VALIDATOR);
    if (reply.hasCode(Rcode.SERVFAIL)) {
      return broken(domain, ask(name, Type.SOA, Question.Kind.UNCHECKED));
    }
    if (!reply.isConclusive()) {
      return new DnssecVerdict(
          Status.FAILING,
          "",
          "The resolver tells nothing of %s: %s.".formatted(domain, reply.complaint()));
    }
    Name zone = reply.all(Type.SOA).stream().map(Record::getName).findFirst().orElse(name);
    return reply.has(Flags.AD)
        ? new DnssecVerdict(
            Status.VALID,
            Words.text(zone),
            "%s is signed, and its signatures fit.".formatted(Words.text(zone)))
        : notValidated(zone);
  }

  private static DnssecVerdict broken(String domain, Reply unchecked) {
    return unchecked.isConclusive()
        ? new DnssecVerdict(
            Status.BOGUS,
            "",
            "The DNSSEC signatures of %s do not fit: a validating resolver sees nothing of it, and neither do CAs. Repair them, or remove the DS record at the registrar."
                .formatted(domain))
        : new DnssecVerdict(
            Status.FAILING,
            "",
            "The resolver gets no answer about %s, with or without DNSSEC: its name servers fail. Repair them, or the delegation to them."
                .formatted(domain));
  }

  private DnssecVerdict notValidated(Name zone) throws IOException, InterruptedException {
    String text = Words.text(zone);
    if (ask(zone, Type.DNSKEY, Question.Kind.UNCHECKED).answers(zone, Type.DNSKEY).isEmpty()) {
      return new DnssecVerdict(Status.UNSIGNED, text, "%s is not signed.".formatted(text));
    }
    return ask(zone, Type.DS, Question.Kind.UNCHECKED).answers(zone, Type.DS).isEmpty()
        ? new DnssecVerdict(
            Status.UNANCHORED,
            text,
            "%s is signed, but the zone above has no DS record for it, so nobody looks at the signatures."
                .formatted(text))
        : new DnssecVerdict(
            Status.NOT_VALIDATED,
            text,
            "%s is signed, but this resolver does not validate, so it is not known whether the signatures fit."
                .formatted(text));
  }

  private Reply ask(Name name, int type, Question.Kind kind)
      throws IOException, InterruptedException {
    return client.resolvers().ask(new Question(name, type, kind));
  }
}
