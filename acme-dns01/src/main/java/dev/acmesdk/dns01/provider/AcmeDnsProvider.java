package dev.acmesdk.dns01.provider;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.dns01.ZoneCheck;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Shows values through an acme-dns server, a small name server that has nothing but TXT records: a
 * human puts one CNAME record into the zone of each domain, once, and no program needs a right to
 * change that zone.
 *
 * <p>Each domain has an account there, which is registered when it is needed first. The message
 * then says which CNAME record to make; with a {@link dev.acmesdk.dns01.Dns01Solver} that happens
 * before an order is placed. Accounts are kept in a file of JSON that lego and goacmedns
 * understand, which nobody but its owner can read.
 *
 * <p>An acme-dns server keeps the last two values of an account, which is enough for a name and its
 * wildcard, and forgets them only for newer ones; so nothing is removed.
 *
 * <p>Instances are immutable and thread-safe; methods that change something return a copy.
 */
public final class AcmeDnsProvider implements DnsProvider, ZoneCheck {
  private static final Duration TIME_LIMIT = Duration.ofSeconds(30);
  private static final String LABEL = "_acme-challenge.";

  private final HttpEndpoint server;
  private final AcmeDnsAccounts accounts;
  private final List<String> allowFrom;

  private AcmeDnsProvider(HttpEndpoint server, AcmeDnsAccounts accounts, List<String> allowFrom) {
    this.server = server;
    this.accounts = accounts;
    this.allowFrom = List.copyOf(allowFrom);
  }

  /**
   * An acme-dns server that has 30 seconds for each answer.
   *
   * @param server where its API is, such as {@code https://auth.acme-dns.io}
   * @param accounts the file of accounts; it is made when the first one is registered
   * @return a provider
   * @throws IllegalArgumentException if the address cannot be one; the message says why
   */
  public static AcmeDnsProvider at(URI server, Path accounts) {
    return new AcmeDnsProvider(
        new HttpEndpoint(server, TIME_LIMIT),
        new AcmeDnsAccounts(accounts.toAbsolutePath()),
        List.of());
  }

  /**
   * Sets from where accounts that are registered from now on can be used.
   *
   * @param networks addresses with the lengths of prefixes, such as {@code 192.0.2.0/24}
   * @return a copy with them
   */
  public AcmeDnsProvider allowFrom(String... networks) {
    return new AcmeDnsProvider(server, accounts, List.of(networks));
  }

  /**
   * Sets how long the server has to answer.
   *
   * @param limit some time, for each request
   * @return a copy with it
   * @throws IllegalArgumentException if it is not positive, or many days
   */
  public AcmeDnsProvider timeLimit(Duration limit) {
    return new AcmeDnsProvider(server.timeLimit(limit), accounts, allowFrom);
  }

  /**
   * The account of a domain; if there is none yet, it is registered.
   *
   * @param domain the domain, without {@code *.} and {@code _acme-challenge.}
   * @return the account, which says what CNAME record there has to be
   * @throws IOException if it cannot be registered or kept; the message says why
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  public AcmeDnsAccount register(String domain) throws IOException, InterruptedException {
    return accounts.findOrRegister(
        domain.toLowerCase(Locale.ROOT),
        server.base(),
        () -> {
          Map<String, Object> body =
              allowFrom.isEmpty() ? Map.of() : Map.of("allowfrom", allowFrom);
          return read(server.post("/register", Map.of(), Json.write(body), List.of()));
        });
  }

  private Map<String, Object> read(String answer) throws IOException {
    try {
      return Json.read(answer);
    } catch (IOException e) {
      throw new IOException(
          "the answer of %s is none of an acme-dns server: %s".formatted(server, e.getMessage()),
          e);
    }
  }

  /** Registers accounts that are missing, and tells of all of them together. */
  @Override
  public void check(List<String> names) throws IOException, InterruptedException {
    List<String> missing = new ArrayList<>();
    for (String name : names.stream().distinct().toList()) {
      if (accounts.find(domain(name)).isEmpty()) {
        missing.add(register(domain(name)).cname());
      }
    }
    if (!missing.isEmpty()) {
      throw new IOException(
          "accounts have been registered at %s, to which no CNAME record can lead yet; put these into DNS and try again: %s"
              .formatted(server, String.join("; ", missing)));
    }
  }

  @Override
  public void addTxt(TxtRecord record) throws IOException, InterruptedException {
    Optional<AcmeDnsAccount> account = accounts.find(domain(record.name()));
    if (account.isEmpty()) {
      check(List.of(record.name()));
    } else {
      update(account.get(), record.value());
    }
  }

  private void update(AcmeDnsAccount account, String value)
      throws IOException, InterruptedException {
    String answer =
        server.post(
            "/update",
            Map.of("X-Api-User", account.user(), "X-Api-Key", account.password()),
            Json.write(Map.of("subdomain", account.subdomain(), "txt", value)),
            List.of(account.user(), account.password()));
    if (!value.equals(read(answer).get("txt"))) {
      throw new IOException(
          "%s does not confirm the value for %s".formatted(server, account.domain()));
    }
  }

  /** Does nothing: the server forgets values by itself, and has no other way to. */
  @Override
  public void removeTxt(TxtRecord record) {}

  private static String domain(String name) {
    return name.startsWith(LABEL) ? name.substring(LABEL.length()) : name;
  }

  /** Shows the address, never a secret. */
  @Override
  public String toString() {
    return "AcmeDnsProvider[" + server + "]";
  }
}
