package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
  private static final int DNS_NAME = 2;
  private static Http01Responder responder;

  @BeforeAll
  static void start() {
    responder = new Http01Responder();
  }

  @AfterAll
  static void stop() {
    responder.close();
  }

  private static EmbeddedAcmeServerBuilder builder() {
    return EmbeddedAcmeServer.builder().httpPort(responder.port());
  }

  private static String certificateUrl(RawClient client, KeyPair key, String... names) {
    Reply order = client.newOrder(names);
    client.validate(order, responder);
    client.finalizeOrder(order, TestCsr.of(key, names).der());
    return client.await(order.location(), "processing").text("certificate");
  }

  private static List<X509Certificate> issue(EmbeddedAcmeServer server, KeyPair key) {
    RawClient client = new RawClient(server).withAccount();
    String url = certificateUrl(client, key, "a.example.com", "b.example.com");
    return Chains.parse(client.read(url).body());
  }

  @Test
  void rfc5280Section4_2_makesProperLeaves() throws Exception {
    MutableClock clock = new MutableClock(Instant.parse("2031-05-01T12:00:00Z"));
    try (EmbeddedAcmeServer server = builder().clock(clock).start()) {
      KeyPair key = TestKey.elliptic("secp384r1");
      X509Certificate leaf = issue(server, key).get(0);
      JcaX509CertificateHolder holder = new JcaX509CertificateHolder(leaf);

      assertThat(leaf.getPublicKey()).isEqualTo(key.getPublic());
      assertThat(leaf.getSubjectX500Principal().getName()).isEmpty();
      assertThat(leaf.getCriticalExtensionOIDs())
          .contains(Extension.subjectAlternativeName.getId());
      assertThat(leaf.getSubjectAlternativeNames())
          .extracting(name -> name.get(0), name -> name.get(1))
          .containsExactlyInAnyOrder(
              tuple(DNS_NAME, "a.example.com"), tuple(DNS_NAME, "b.example.com"));
      assertThat(leaf.getBasicConstraints()).isEqualTo(-1);
      assertThat(leaf.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
      assertThat(leaf.getKeyUsage()).startsWith(true, false, false);
      assertThat(holder.getExtension(Extension.subjectKeyIdentifier)).isNotNull();
      assertThat(holder.getExtension(Extension.authorityKeyIdentifier)).isNotNull();
      assertThat(leaf.getNotBefore().toInstant()).isEqualTo("2031-05-01T11:00:00Z");
      assertThat(leaf.getNotAfter().toInstant()).isEqualTo("2031-07-30T12:00:00Z");
    }
  }

  @Test
  void letsRsaKeysEncipher() {
    try (EmbeddedAcmeServer server = builder().start()) {
      assertThat(issue(server, TestKey.rsa(2048)).get(0).getKeyUsage())
          .startsWith(true, false, true);
    }
  }

  @Test
  void issuesForAsLongAsWasAskedForWithSerialNumbersOfItsOwn() {
    MutableClock clock = new MutableClock(Instant.parse("2031-05-01T12:00:00Z"));
    try (EmbeddedAcmeServer server =
        builder().clock(clock).certificateValidity(Duration.ofHours(160)).start()) {
      KeyPair key = TestKey.elliptic("secp256r1");
      X509Certificate first = issue(server, key).get(0);
      clock.advance(Duration.ofHours(159));
      X509Certificate second = issue(server, key).get(0);

      assertThat(first.getNotAfter().toInstant()).isEqualTo("2031-05-08T04:00:00Z");
      assertThat(second.getNotAfter().toInstant()).isEqualTo("2031-05-14T19:00:00Z");
      assertThat(first.getSerialNumber()).isPositive().isNotEqualTo(second.getSerialNumber());
      assertThat(first.getSerialNumber().bitLength()).isGreaterThan(64).isLessThan(160);
    }
  }

  @ParameterizedTest
  @CsvSource({"PT1H, PT0S", "PT24H, PT1H", "P6D, PT1M", "P45D, PT1H", "P64D, PT1H", "P90D, P1D"})
  void isValidForAsLongAndFromAsEarlyAsWasAskedFor(Duration validity, Duration backdating) {
    Instant now = Instant.parse("2031-05-01T12:00:00Z");
    try (EmbeddedAcmeServer server =
        builder()
            .clock(new MutableClock(now))
            .certificateValidity(validity)
            .backdating(backdating)
            .start()) {
      X509Certificate leaf = issue(server, TestKey.elliptic("secp256r1")).get(0);

      assertThat(leaf.getNotBefore().toInstant()).isEqualTo(now.minus(backdating));
      assertThat(leaf.getNotAfter().toInstant()).isEqualTo(now.plus(validity));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void rfc8555Section7_4_2_givesTheChainWithoutTheRoot(int intermediates) {
    try (EmbeddedAcmeServer server = builder().chainLength(intermediates).start()) {
      List<X509Certificate> chain = issue(server, TestKey.elliptic("secp256r1"));

      assertThat(chain).hasSize(intermediates + 1).doesNotContain(server.issuerRoot());
      assertThat(Chains.isTrusted(chain, server.issuerRoot())).isTrue();
      assertThat(Chains.isTrusted(chain, Chains.parse(server.trustAnchorPem()).get(0))).isFalse();
      for (int i = 1; i < chain.size(); i++) {
        assertThat(chain.get(i - 1).getIssuerX500Principal())
            .isEqualTo(chain.get(i).getSubjectX500Principal());
      }
    }
  }

  @Test
  void rfc8555Section7_4_2_givesCertificatesToTheirOwnersByPost() {
    try (EmbeddedAcmeServer server = builder().start()) {
      RawClient client = new RawClient(server).withAccount();
      RawClient other = new RawClient(server).withAccount();
      String url = certificateUrl(client, TestKey.elliptic("secp256r1"), "a.example.com");
      Reply download = client.read(url);

      assertThat(download.status()).isEqualTo(200);
      assertThat(download.header("Content-Type")).contains("application/pem-certificate-chain");
      assertThat(download.link("index")).isPresent();
      assertThat(client.post(url, "{}").refusal()).isEqualTo("400 malformed");
      assertThat(client.get(url).refusal()).isEqualTo("405 malformed");
      assertThat(other.read(url).refusal()).isEqualTo("403 unauthorized");
      assertThat(client.read(url + "x").refusal()).isEqualTo("404 malformed");
    }
  }

  @Test
  void opensslAcceptsTheChain(@TempDir Path directory) throws Exception {
    assumeThat(hasOpenssl()).as("openssl is installed").isTrue();
    try (EmbeddedAcmeServer server = builder().chainLength(2).start()) {
      RawClient client = new RawClient(server).withAccount();
      String url = certificateUrl(client, TestKey.elliptic("secp256r1"), "a.example.com");
      Path chain = Files.writeString(directory.resolve("chain.pem"), client.read(url).body());
      Path root = Files.writeString(directory.resolve("root.pem"), server.issuerRootPem());

      assertThat(run(verify(root, chain, "a.example.com"))).isZero();
      assertThat(run(verify(root, chain, "b.example.com"))).isNotZero();
    }
  }

  private static ProcessBuilder verify(Path root, Path chain, String name) {
    return new ProcessBuilder(
        "openssl",
        "verify",
        "-x509_strict",
        "-purpose",
        "sslserver",
        "-verify_hostname",
        name,
        "-CAfile",
        root.toString(),
        "-untrusted",
        chain.toString(),
        chain.toString());
  }

  private static boolean hasOpenssl() throws InterruptedException {
    try {
      return run(new ProcessBuilder("openssl", "version")) == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static int run(ProcessBuilder command) throws IOException, InterruptedException {
    Process process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }
}
