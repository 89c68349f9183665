package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reading private keys from files that OpenSSL 3 made, for example with {@code openssl ecparam
 * -name prime256v1 -genkey}; the password of the encrypted ones is "secret".
 */
class PemKeyPairTest {

  @ParameterizedTest
  @CsvSource({
    "rsa2048-pkcs8.pem,RSA_2048,rsa2048-public.pem",
    "rsa2048-pkcs1.pem,RSA_2048,rsa2048-public.pem",
    "p256-pkcs8.pem,EC_P256,p256-public.pem",
    "p256-sec1.pem,EC_P256,p256-public.pem",
    "p256-sec1-with-parameters.pem,EC_P256,p256-public.pem",
    "p256-sec1-without-public.pem,EC_P256,p256-public.pem",
    "p256-bundle.pem,EC_P256,p256-public.pem",
    "p256-pkcs12-export.pem,EC_P256,p256-public.pem",
    "p384-pkcs8.pem,EC_P384,p384-public.pem",
    "p384-sec1.pem,EC_P384,p384-public.pem",
    "p521-pkcs8.pem,EC_P521,p521-public.pem",
    "p521-sec1.pem,EC_P521,p521-public.pem"
  })
  void readsEveryFormThatOpenSslWrites(String file, KeyAlgorithm algorithm, String publicFile) {
    for (String text : List.of(Keys.file(file), Keys.file(file).replace("\n", "\r\n"))) {
      AccountKey key = AccountKey.fromPem(text);
      assertThat(key.algorithm()).isEqualTo(algorithm);
      assertThat(Pem.encodePublicKey(key.publicKey())).isEqualTo(Keys.file(publicFile));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void completesItsOwnKeysWithTheirPublicHalf(KeyAlgorithm algorithm) {
    KeyPair pair = Keys.shared(algorithm);
    KeyPair read = Pem.decodeKeyPair(Pem.encodePrivateKey(pair.getPrivate()));
    assertThat(read.getPublic()).isEqualTo(pair.getPublic());
    assertThat(Pem.encodePrivateKey(read.getPrivate()))
        .isEqualTo(Pem.encodePrivateKey(pair.getPrivate()));
  }

  @Test
  void keepsTheScalarOfAnEcKey() {
    var sec1 = (ECPrivateKey) Pem.decodeKeyPair(Keys.file("p256-sec1.pem")).getPrivate();
    var pkcs8 = (ECPrivateKey) Pem.decodeKeyPair(Keys.file("p256-pkcs8.pem")).getPrivate();
    assertThat(sec1.getS()).isEqualTo(pkcs8.getS());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p256-pkcs8-encrypted.pem",
        "p256-sec1-encrypted.pem",
        "rsa2048-pkcs1-encrypted.pem"
      })
  void saysHowToDecryptAnEncryptedKey(String file) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decodeKeyPair(Keys.file(file)))
        .withMessageContaining("encrypted")
        .withMessageContaining("EncryptedPem")
        .withMessageContaining("openssl pkey -in");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "garbage", "<html></html>", "-----BEGIN PRIVATE KEY"})
  void findsNoKeyInATextWithoutOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decodeKeyPair(text))
        .withMessageContaining("no")
        .withMessageContaining("private key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"p256-public.pem", "rsa2048-public.pem"})
  void findsNoPrivateKeyInAPublicOne(String file) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.decodeKeyPair(Keys.file(file)))
        .withMessage("The PEM text holds no private key");
  }
}
