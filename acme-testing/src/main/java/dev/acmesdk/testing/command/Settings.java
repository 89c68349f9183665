package dev.acmesdk.testing.command;

import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** All options that set the CA up. */
final class Settings {
  static final String SEED = "--seed";

  private Settings() {}

  static List<Setting> all() {
    List<Setting> all = new ArrayList<>();
    all.addAll(ports());
    all.addAll(names());
    all.addAll(accounts());
    all.addAll(certificates());
    all.addAll(manners());
    return List.copyOf(all);
  }

  private static List<Setting> ports() {
    return List.of(
        Setting.of(
            "--listen",
            "ADDRESS:PORT",
            "Where the API is served. Default: 127.0.0.1:14000",
            (ca, value) -> ca.listen(Values.socket(value))),
        Setting.of(
            "--http-port",
            "PORT",
            "Where HTTP-01 connects to. Default: 5002",
            (ca, value) -> ca.httpPort(Values.port(value))),
        Setting.of(
            "--tls-port",
            "PORT",
            "Where TLS-ALPN-01 connects to. Default: 5001",
            (ca, value) -> ca.tlsPort(Values.port(value))));
  }

  private static List<Setting> names() {
    return List.of(
        Setting.of(
            "--dns",
            "ADDRESS:PORT",
            "Who is asked about DNS, by UDP and TCP, for challenges of DNS and for CAA."
                + " Default: nobody",
            Settings::dnsServer),
        Setting.flag(
            "--hosts-by-dns",
            "Asks DNS also where names lead that --resolve does not tell",
            (ca, value) -> ca.hostsByDns(true)),
        Setting.of(
            "--caa-identity",
            "NAME",
            "What the CA is called in CAA records. Default: acme-ca.test",
            EmbeddedAcmeServerBuilder::caaIdentities),
        Setting.of(
                "--resolve",
                "NAME=ADDRESS",
                "Where a name leads to when it is validated; repeatable. Default: 127.0.0.1",
                Settings::resolve)
            .repeatable(),
        Setting.of(
                "--unresolvable",
                "NAME",
                "A name that does not exist in DNS; repeatable",
                EmbeddedAcmeServerBuilder::unresolvable)
            .repeatable());
  }

  private static void dnsServer(EmbeddedAcmeServerBuilder ca, String value) {
    InetSocketAddress server = Values.socket(value);
    if (server.getPort() == 0) {
      throw new IllegalArgumentException("nobody can be asked at port 0: " + value);
    }
    ca.dnsServer(server);
  }

  private static void resolve(EmbeddedAcmeServerBuilder ca, String value) {
    String[] parts = Values.pair(value, "NAME=ADDRESS");
    ca.resolve(parts[0], Values.address(parts[1]));
  }

  private static void externalAccount(EmbeddedAcmeServerBuilder ca, String value) {
    String[] parts = Values.pair(value, "KID=KEY");
    ca.externalAccount(parts[0], Base64.getUrlDecoder().decode(parts[1]));
  }

  private static void profile(EmbeddedAcmeServerBuilder ca, String value) {
    String[] parts = Values.pair(value, "NAME=TIME");
    ca.profile(parts[0], "Valid for " + parts[1], Values.time(parts[1]));
  }

  private static List<Setting> accounts() {
    return List.of(
        Setting.of(
            "--terms",
            "URL",
            "Terms of service that accounts have to agree to",
            (ca, value) -> ca.termsOfService(URI.create(value))),
        Setting.flag(
            "--eab-required",
            "Makes accounts only with an external account binding",
            (ca, value) -> ca.externalAccountRequired(true)),
        Setting.of(
                "--eab",
                "KID=KEY",
                "An external account, and its MAC key in base64url; repeatable",
                Settings::externalAccount)
            .repeatable(),
        Setting.of(
            "--orders-per-page",
            "NUMBER",
            "How many orders of an account are listed at a time. Default: 10",
            (ca, value) -> ca.ordersPerPage(Values.number(value))),
        Setting.of(
            "--rate-limits",
            "LIMITS",
            "letsencrypt, or some of orders=300/3h,duplicates=5/7d,failures=5/1h. Default: none",
            (ca, value) -> ca.rateLimits(LimitWords.read(value))));
  }

  private static List<Setting> certificates() {
    return List.of(
        Setting.of(
            "--validity",
            "TIME",
            "How long certificates are valid, for example 90d, 12h or 5m. Default: 90d",
            (ca, value) -> ca.certificateValidity(Values.time(value))),
        Setting.of(
            "--backdating",
            "TIME",
            "How long before their issuance they begin to be valid. Default: 1h",
            (ca, value) -> ca.backdating(Values.time(value))),
        Setting.of(
            "--chain-length",
            "NUMBER",
            "Intermediates between certificate and root, 0 to 9. Default: 1",
            (ca, value) -> ca.chainLength(Values.number(value))),
        Setting.of(
            "--alternate-chains",
            "NUMBERS",
            "Intermediates of each other chain that is offered, such as 1,2. Default: none",
            (ca, value) ->
                ca.alternateChains(
                    Stream.of(value.split(",", -1)).mapToInt(Values::number).toArray())),
        Setting.flag("--rsa", "The CA has RSA keys, not P-256", (ca, value) -> ca.rsaIssuer(true)),
        Setting.of(
                "--profile",
                "NAME=TIME",
                "A profile that orders can choose, and its validity; the first one is for orders"
                    + " that choose none; repeatable",
                Settings::profile)
            .repeatable());
  }

  private static List<Setting> manners() {
    return List.of(
        Setting.of(
            "--nonce-reject",
            "PERCENT",
            "How many of a hundred good nonces are refused. Default: 0",
            (ca, value) -> ca.nonceRejectPercent(Values.number(value))),
        Setting.of(
            "--processing-polls",
            "NUMBER",
            "How many polls see an order being processed. Default: 1",
            (ca, value) -> ca.processingPolls(Values.number(value))),
        Setting.of(
            "--retry-after",
            "TIME",
            "How long clients are asked to wait between polls. Default: 0s",
            (ca, value) -> ca.retryAfter(Values.time(value))),
        Setting.flag(
            "--no-renewal-info",
            "Does not tell when to renew (RFC 9773)",
            (ca, value) -> ca.renewalInfo(false)),
        Setting.of(
            "--renewal-info-retry-after",
            "TIME",
            "When to ask again when to renew. Default: 6h",
            (ca, value) -> ca.renewalInfoRetryAfter(Values.time(value))),
        Setting.flag(
            "--replaced-when-finalized",
            "A certificate counts as replaced only when the new order was finalized",
            (ca, value) -> ca.replacedWhenFinalized(true)),
        Setting.of(
            SEED,
            "NUMBER",
            "Makes what is left to chance the same in every run",
            (ca, value) -> ca.random(new Random(Values.seed(value)))));
  }
}
