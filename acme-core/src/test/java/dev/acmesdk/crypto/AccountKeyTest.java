package dev.acmesdk.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.RSAPrivateCrtKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AccountKeyTest {
  private static final byte[] INPUT = "eyJhbGciOiJFUzI1NiJ9.e30".getBytes(UTF_8);

  @Test
  void rfc8555Section6_2_theDefaultIsWhatEveryServerSupports() {
    AccountKey key = AccountKey.generate();
    assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.EC_P256);
    assertThat(key.algorithm().jwsAlgorithm()).isEqualTo("ES256");
  }

  /** A number in 256 is short; in DER it would be written in fewer octets. */
  @ParameterizedTest
  @CsvSource({"EC_P256,64", "EC_P384,96", "EC_P521,132"})
  void rfc7518Section3_4_signaturesHaveAFixedLength(KeyAlgorithm algorithm, int octets)
      throws Exception {
    AccountKey key = AccountKey.generate(algorithm);
    Signature verifier =
        Signature.getInstance(key.algorithm().signatureAlgorithm() + "inP1363Format");
    for (int i = 0; i < 150; i++) {
      byte[] input = ("input " + i).getBytes(UTF_8);
      byte[] signature = key.sign(input);
      assertThat(signature).hasSize(octets);
      verifier.initVerify(key.publicKey());
      verifier.update(input);
      assertThat(verifier.verify(signature)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void everyKindSurvivesPemAndJwk(KeyAlgorithm algorithm) {
    AccountKey key = AccountKey.of(Keys.shared(algorithm));
    assertThat(AccountKey.fromPem(key.toPem())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(AccountKey.fromPrivateJwk(key.toPrivateJwk())).isEqualTo(key);
    assertThat(AccountKey.fromPem(key.toPem()).toPrivateJwk()).isEqualTo(key.toPrivateJwk());
    assertThat(key.toPem())
        .startsWith("-----BEGIN PRIVATE KEY-----\n")
        .endsWith("\n-----END PRIVATE KEY-----\n");
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void generatesADifferentKeyEachTime(KeyAlgorithm algorithm) {
    assertThat(AccountKey.generate(algorithm)).isNotEqualTo(AccountKey.generate(algorithm));
  }

  @Test
  void takesAnExistingPair() {
    KeyPair pair = KeyAlgorithm.EC_P384.generate();
    AccountKey key = AccountKey.of(pair);
    assertThat(key.publicKey()).isEqualTo(pair.getPublic());
    assertThat(key.jwk()).isEqualTo(JsonWebKey.of(pair.getPublic()));
    assertThat(key.thumbprint()).isEqualTo(key.jwk().thumbprint()).hasSize(43);
  }

  @Test
  void equalsByThePublicHalf() {
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    assertThat(AccountKey.of(pair))
        .isEqualTo(AccountKey.of(pair))
        .isNotEqualTo(AccountKey.generate())
        .isNotEqualTo("a key");
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "RSA_2048"})
  void showsItsThumbprintAndNothingPrivate(KeyAlgorithm algorithm) {
    KeyPair pair = Keys.shared(algorithm);
    AccountKey key = AccountKey.of(pair);
    assertThat(key.toString())
        .isEqualTo("AccountKey[" + algorithm + ", thumbprint=" + key.thumbprint() + "]");
    for (String name : new String[] {"d", "p", "q", "dp", "dq", "qi"}) {
      String member = key.toPrivateJwk().get(name);
      if (member != null) {
        assertThat(key.toString()).doesNotContain(member);
      }
    }
    assertThat(key.toString()).doesNotContain(privateNumber(pair));
  }

  @Test
  void signaturesAreForTheInputAlone() throws Exception {
    AccountKey key = AccountKey.generate();
    Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
    verifier.initVerify(key.publicKey());
    verifier.update("something else".getBytes(UTF_8));
    assertThat(verifier.verify(key.sign(INPUT))).isFalse();
  }

  private static String privateNumber(KeyPair pair) {
    return pair.getPrivate() instanceof ECPrivateKey ec
        ? ec.getS().toString()
        : ((RSAPrivateCrtKey) pair.getPrivate()).getPrivateExponent().toString();
  }
}
