package dev.acmesdk.blackbox;

import static dev.acmesdk.testing.assertion.AcmeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.dns.DnsStub;
import dev.acmesdk.testing.junit.AcmeCa;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients of other projects get, renew and revoke certificates at the embedded CA. It is a strict
 * one: what it refuses to all of them is more likely its own mistake.
 */
@AcmeCa(lifecycle = Lifecycle.PER_METHOD, nonceRejectPercent = 10)
@Timeout(300)
class OtherClientsIT {
  private static final String NAME = "a.example.com";

  @TempDir private Path folder;
  private EmbeddedAcmeServer ca;
  private Path trusted;

  @BeforeEach
  void trust(EmbeddedAcmeServer server) throws IOException {
    ca = server;
    trusted = Files.writeString(folder.resolve("ca.pem"), server.trustAnchorPem());
  }

  private String run(Map<String, String> environment, List<String> line) throws Exception {
    Programs.Result result = Programs.run(line, environment);
    assertThat(result.status()).as("%s%n%s", line, result.output()).isZero();
    return result.output();
  }

  private String directory() {
    return ca.directory().toString();
  }

  private Path script(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("hook.sh"), "#!/bin/sh\n" + text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  private static String curl(String url, String name, String value) {
    return "curl -fsS -d '{\"fqdn\":\"'\"%s\"'\",\"value\":\"'\"%s\"'\"}' %s"
        .formatted(name, value, url);
  }

  private void assertRevoked(Path pem) throws Exception {
    try (InputStream in = Files.newInputStream(pem)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      assertThat(ca.crl().getRevokedCertificate(certificate)).isNotNull();
    }
  }

  private String certbot(String verb, String... options) throws Exception {
    List<String> line = new ArrayList<>(List.of("certbot", verb, "--non-interactive"));
    for (String directory : List.of("config", "work", "logs")) {
      line.addAll(List.of("--" + directory + "-dir", folder.resolve(directory).toString()));
    }
    line.addAll(List.of(options));
    return run(
        Map.of(
            "REQUESTS_CA_BUNDLE", trusted.toString(),
            "XDG_CONFIG_HOME", folder.resolve("none").toString()),
        line);
  }

  private String[] certbotOptions(String... more) {
    List<String> options = new ArrayList<>(List.of("-d", NAME, "--server", directory()));
    options.addAll(List.of("--agree-tos", "--register-unsafely-without-email"));
    options.addAll(List.of(more));
    return options.toArray(String[]::new);
  }

  @Test
  @RequiresProgram(value = "certbot", product = "Certbot")
  void servesCertbot() throws Exception {
    String port = Integer.toString(ca.httpPort());
    certbot("certonly", certbotOptions("--standalone", "--http-01-port", port));
    certbot("renew", "--force-renewal", "--no-random-sleep-on-renew");
    Path certificate = folder.resolve("config/live/" + NAME + "/cert.pem");
    certbot(
        "revoke",
        "--cert-path",
        certificate.toString(),
        "--server",
        directory(),
        "--no-delete-after-revoke");

    assertThat(ca).hasAccounts(1).hasOrders(2).hasCertificates(2);
    assertRevoked(certificate);
  }

  @Test
  @AcmeCa
  @RequiresProgram(value = "certbot", product = "Certbot")
  @RequiresProgram("curl")
  void servesCertbotByDns(DnsStub dns) throws Exception {
    try (TxtService service = new TxtService(dns)) {
      Path hook =
          script(
              curl(
                  service.url() + "/present",
                  "_acme-challenge.$CERTBOT_DOMAIN",
                  "$CERTBOT_VALIDATION"));
      certbot(
          "certonly",
          certbotOptions(
              "-d",
              "*." + NAME,
              "--manual",
              "--preferred-challenges",
              "dns",
              "--manual-auth-hook",
              hook.toString()));
    }

    assertThat(ca).hasOrders(1).hasCertificates(1);
  }

  private String lego(Map<String, String> more, String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of("lego", "--server", directory()));
    line.addAll(List.of("--accept-tos", "--email", "a@example.com", "-d", NAME));
    line.addAll(List.of("--path", folder.resolve("lego").toString()));
    line.addAll(List.of(words));
    Map<String, String> environment = new HashMap<>(more);
    environment.put("LEGO_CA_CERTIFICATES", trusted.toString());
    return run(environment, line);
  }

  @Test
  @RequiresProgram("lego")
  void servesLego() throws Exception {
    String listen = "127.0.0.1:" + ca.httpPort();
    lego(Map.of(), "--http", "--http.port", listen, "run");
    lego(Map.of(), "--http", "--http.port", listen, "renew", "--days", "100", "--no-random-sleep");
    Path certificate = folder.resolve("lego/certificates/" + NAME + ".crt");
    lego(Map.of(), "revoke", "--keep");

    assertThat(ca).hasAccounts(1).hasOrders(2).hasCertificates(2);
    assertRevoked(certificate);
  }

  @Test
  @RequiresProgram("lego")
  void servesLegoByTlsAlpn() throws Exception {
    lego(Map.of(), "--tls", "--tls.port", "127.0.0.1:" + ca.tlsPort(), "run");

    assertThat(ca).hasOrders(1).hasCertificates(1);
  }

  @Test
  @RequiresProgram("lego")
  void servesLegoByDns(DnsStub dns) throws Exception {
    String resolver = "127.0.0.1:" + dns.address().getPort();
    try (TxtService service = new TxtService(dns)) {
      lego(
          Map.of("HTTPREQ_ENDPOINT", service.url()),
          "--dns",
          "httpreq",
          "--dns.disable-cp",
          "--dns.resolvers",
          resolver,
          "run");
    }

    assertThat(ca).hasOrders(1).hasCertificates(1);
  }

  @Test
  @RequiresProgram({"acme-tiny", "openssl"})
  void servesAcmeTiny() throws Exception {
    Path key = folder.resolve("account.key");
    Path csr = folder.resolve("csr.pem");
    run(Map.of(), List.of("openssl", "genrsa", "-out", key.toString(), "2048"));
    run(
        Map.of(),
        List.of(
            "openssl",
            "req",
            "-new",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-keyout",
            folder.resolve("own.key").toString(),
            "-subj",
            "/CN=" + NAME,
            "-addext",
            "subjectAltName=DNS:" + NAME,
            "-out",
            csr.toString()));
    Path challenges = Files.createDirectories(folder.resolve("www/.well-known/acme-challenge"));
    List<String> line =
        List.of(
            "acme-tiny",
            "--account-key",
            key.toString(),
            "--csr",
            csr.toString(),
            "--acme-dir",
            challenges.toString(),
            "--directory-url",
            directory(),
            "--disable-check",
            "--quiet");
    try (Webroot webroot = new Webroot(folder.resolve("www"), ca.httpPort())) {
      assertThat(webroot.port()).isEqualTo(ca.httpPort());
      for (int time = 0; time < 2; time++) {
        assertThat(run(Map.of("SSL_CERT_FILE", trusted.toString()), line))
            .startsWith("-----BEGIN CERTIFICATE-----");
      }
    }

    assertThat(ca).hasAccounts(1).hasOrders(2).hasCertificates(2);
  }

  private String dehydrated(String... words) throws Exception {
    List<String> line = new ArrayList<>(List.of("dehydrated", "--config"));
    line.add(folder.resolve("dehydrated.conf").toString());
    line.addAll(List.of(words));
    return run(Map.of(), line);
  }

  private void configureDehydrated() throws Exception {
    Files.createDirectories(folder.resolve("www/.well-known/acme-challenge"));
    Files.writeString(
        folder.resolve("dehydrated.conf"),
        """
        CA="%1$s"
        BASEDIR="%2$s"
        WELLKNOWN="%2$s/www/.well-known/acme-challenge"
        KEY_ALGO=prime256v1
        ACCOUNT_KEYSIZE=2048
        CURL_OPTS="--cacert %3$s"
        """
            .formatted(directory(), folder, trusted));
    dehydrated("--register", "--accept-terms");
  }

  /** It does not try again when its nonce is refused. */
  @Test
  @AcmeCa
  @RequiresProgram("dehydrated")
  void servesDehydrated() throws Exception {
    configureDehydrated();
    try (Webroot webroot = new Webroot(folder.resolve("www"), ca.httpPort())) {
      assertThat(webroot.port()).isEqualTo(ca.httpPort());
      dehydrated("--cron", "-d", NAME);
      dehydrated("--cron", "--force", "-d", NAME);
    }
    Path link = folder.resolve("certs/" + NAME + "/cert.pem");
    Path certificate = Files.copy(link.toRealPath(), folder.resolve("copy.pem"));
    dehydrated("--revoke", link.toString());

    assertThat(ca).hasAccounts(1).hasOrders(2).hasCertificates(2).refusedNothing();
    assertRevoked(certificate);
  }

  @Test
  @AcmeCa
  @RequiresProgram({"dehydrated", "curl"})
  void servesDehydratedByDns(DnsStub dns) throws Exception {
    configureDehydrated();
    try (TxtService service = new TxtService(dns)) {
      Path hook =
          script(
              "[ \"$1\" = deploy_challenge ] || exit 0\n"
                  + curl(service.url() + "/present", "_acme-challenge.$2", "$4"));
      dehydrated("--cron", "-d", NAME, "--challenge", "dns-01", "--hook", hook.toString());
    }

    assertThat(ca).hasOrders(1).hasCertificates(1).refusedNothing();
  }
}
