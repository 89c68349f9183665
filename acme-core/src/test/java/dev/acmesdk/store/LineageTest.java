package dev.acmesdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineageTest {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final URI DIRECTORY = URI.create("https://ca.example/directory");
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "RSA_2048"})
  void neitherLineageNorNewVersionShowsTheKey(KeyAlgorithm algorithm) {
    TestCa.Issued issued = issued(algorithm);
    PrivateKey key = issued.key().getPrivate();
    String chain =
        "CertificateChain[[example.com], issuer=CN=Test Intermediate 1,"
            + " notAfter=2026-05-30T00:00:00Z, length=2]";
    assertThat(lineage(issued, null)).hasToString("Lineage[example.com, version=3, " + chain + "]");
    assertThat(newVersion(issued, Map.of("manual_auth_hook", "/hook --password secret")))
        .hasToString("NewVersion[example.com, " + chain + "]");
    for (String secret : secrets(key)) {
      assertThat(lineage(issued, null).toString()).doesNotContain(secret);
      assertThat(newVersion(issued, Map.of()).toString()).doesNotContain(secret);
    }
  }

  @Test
  void endsWithItsCertificate() {
    assertThat(lineage(issued(KeyAlgorithm.EC_P256), null).notAfter())
        .isEqualTo(START.plus(Duration.ofDays(90)));
  }

  @Test
  void mayHaveFiles() {
    Path live = Path.of("live", "example.com");
    Lineage.Files files =
        new Lineage.Files(
            live.resolve("fullchain.pem"),
            live.resolve("privkey.pem"),
            live.resolve("cert.pem"),
            live.resolve("chain.pem"));
    TestCa.Issued issued = issued(KeyAlgorithm.EC_P256);
    assertThat(lineage(issued, files).paths()).contains(files);
    assertThat(lineage(issued, null).paths()).isEmpty();
  }

  @Test
  void newVersionKeepsACopyOfItsParameters() {
    Map<String, String> parameters = new HashMap<>(Map.of("authenticator", "standalone"));
    NewVersion version = newVersion(issued(KeyAlgorithm.EC_P256), parameters);
    parameters.clear();
    assertThat(version.renewalParameters()).containsEntry("authenticator", "standalone");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> version.renewalParameters().clear());
  }

  private static TestCa.Issued issued(KeyAlgorithm algorithm) {
    return CA.leaf("example.com").key(algorithm).valid(START, Duration.ofDays(90)).issue();
  }

  private static Lineage lineage(TestCa.Issued issued, Lineage.Files files) {
    return new Lineage(
        "example.com", 3, issued.chain(), issued.key().getPrivate(), DIRECTORY, files);
  }

  private static NewVersion newVersion(TestCa.Issued issued, Map<String, String> parameters) {
    return new NewVersion(
        "example.com",
        issued.chain(),
        issued.key().getPrivate(),
        DIRECTORY,
        URI.create("https://ca.example/account/1"),
        parameters);
  }

  private static List<String> secrets(PrivateKey key) {
    BigInteger number =
        key instanceof ECPrivateKey ec ? ec.getS() : ((RSAPrivateCrtKey) key).getPrivateExponent();
    return List.of(
        key.toString(),
        number.toString(),
        number.toString(16),
        Base64.getEncoder().encodeToString(key.getEncoded()));
  }
}
