package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import java.math.BigInteger;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateIdTest {
  /** The example certificate of RFC 9773, appendix A. */
  private static final String EXAMPLE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBQzCB66ADAgECAgUAh2VDITAKBggqhkjOPQQDAjAVMRMwEQYDVQQDEwpFeGFt
      cGxlIENBMCIYDzAwMDEwMTAxMDAwMDAwWhgPMDAwMTAxMDEwMDAwMDBaMBYxFDAS
      BgNVBAMTC2V4YW1wbGUuY29tMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEeBZu
      7cbpAYNXZLbbh8rNIzuOoqOOtmxA1v7cRm//AwyMwWxyHz4zfwmBhcSrf47NUAFf
      qzLQ2PPQxdTXREYEnKMjMCEwHwYDVR0jBBgwFoAUaYhba4dGQEHhs3uEe6CuLN4B
      yNQwCgYIKoZIzj0EAwIDRwAwRAIge09+S5TZAlw5tgtiVvuERV6cT4mfutXIlwTb
      +FYN/8oCIClDsqBklhB9KAelFiYt9+6FDj3z4KGVelYM5MdsO3pK
      -----END CERTIFICATE-----
      """;

  @Test
  void rfc9773Section4_1_identifiesTheExampleCertificate() {
    assertThat(CertificateId.of(CertificateChain.fromPem(EXAMPLE).leaf()))
        .hasValueSatisfying(
            id -> assertThat(id).hasToString("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE"));
  }

  @Test
  void rfc9773Section4_1_keepsTheZeroThatMakesASerialNumberPositive() {
    byte[] keyId = HexFormat.of().parseHex("69885b6b87464041e1b37b847ba0ae2cde01c8d4");
    TestCa.Leaf leaf = TestCa.root().leaf("example.com").authorityKeyId(keyId);
    assertThat(id(leaf.serial(new BigInteger("8765432100", 16))))
        .isEqualTo("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyEA");
    assertThat(id(leaf.serial(new BigInteger("7f", 16))))
        .isEqualTo("aYhba4dGQEHhs3uEe6CuLN4ByNQ.fw");
  }

  private static String id(TestCa.Leaf leaf) {
    return CertificateId.of(leaf.issue().leaf()).orElseThrow().value();
  }

  @Test
  void rfc9773Section2_aCertificateWithoutAuthorityKeyIdentifierHasNone() {
    assertThat(CertificateId.of(TestCa.root().rootCertificate())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "abc", "abc.", ".abc", "a.b.c", "a=.b", "a/b.c", "a.b\n"})
  void rfc9773Section4_1_refusesOtherForms(String text) {
    assertThat(CertificateId.parse(text)).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CertificateId(text))
        .withMessageContaining("RFC 9773 section 4.1");
  }

  @Test
  void readsWhatItWrites() {
    assertThat(CertificateId.parse("a-_9.AIdl")).contains(new CertificateId("a-_9.AIdl"));
  }
}
