package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which keys cannot be account keys, and that the message says what they are. */
class AccountKeyRefusalTest {

  @ParameterizedTest
  @CsvSource({
    "EC_P256,EC_P256",
    "EC_P256,EC_P384",
    "EC_P384,EC_P256",
    "EC_P521,EC_P521",
    "EC_P521,EC_P384",
    "EC_P256,RSA_2048",
    "RSA_2048,EC_P256",
    "RSA_2048,RSA_2048",
    "RSA_2048,RSA_3072"
  })
  void refusesHalvesThatDoNotBelongTogether(KeyAlgorithm publicHalf, KeyAlgorithm privateHalf) {
    PublicKey publicKey = publicHalf.generate().getPublic();
    PrivateKey privateKey = Keys.shared(privateHalf).getPrivate();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.of(new KeyPair(publicKey, privateKey)))
        .withMessage("The public key does not belong to the private key");
  }

  @Test
  void refusesAnRsaKeyWhosePartsDoNotBelongTogether() {
    var members = new java.util.HashMap<>(Keys.RSA_TO_DAMAGE);
    members.put("dp", Keys.RSA_TO_DAMAGE.get("dq"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(members))
        .withMessage("The public key does not belong to the private key");
  }

  @ParameterizedTest
  @CsvSource({
    "secp256k1,EC on secp256k1",
    "secp224r1,EC on P-224",
    "brainpoolP256r1,EC on brainpoolP256r1",
    "brainpoolP384r1,EC on brainpoolP384r1"
  })
  void namesTheCurveThatItDoesNotSupport(String curve, String words) throws Exception {
    assertRefused(Keys.onCurve(curve), words);
    assertRefused(Keys.generate("ECDSA", new ECGenParameterSpec(curve)), words);
  }

  @Test
  void namesTheAlgorithmOfAKeyThatNobodyKnows() {
    PublicKey unknown =
        new PublicKey() {
          private static final long serialVersionUID = 1;

          @Override
          public String getAlgorithm() {
            return "ML-DSA";
          }

          @Override
          public String getFormat() {
            return "X.509";
          }

          @Override
          public byte[] getEncoded() {
            return new byte[] {1, 2, 3};
          }
        };
    assertRefused(new KeyPair(unknown, null), "ML-DSA");
  }

  @ParameterizedTest
  @CsvSource({
    "RSA,1024,RSA with 1024 bits",
    "RSA,2040,RSA with 2040 bits",
    "DSA,1024,DSA with 1024 bits",
    "Ed25519,255,Ed25519",
    "Ed448,448,Ed448",
    "X25519,255,X25519"
  })
  void namesTheKindThatItDoesNotSupport(String algorithm, int bits, String words) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(bits);
    assertRefused(generator.generateKeyPair(), words);
  }

  @ParameterizedTest
  @CsvSource({
    "secp256k1-pkcs8.pem,EC on secp256k1",
    "brainpoolp256r1-pkcs8.pem,EC on brainpoolP256r1",
    "rsa1024-pkcs1.pem,RSA with 1024 bits",
    "dsa2048-pkcs8.pem,DSA with 2048 bits",
    "ed25519-pkcs8.pem,Ed25519",
    "x25519-pkcs8.pem,X25519",
    "rsapss-pkcs8.pem,RSASSA-PSS"
  })
  void namesTheKindOfKeyInAFile(String file, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPem(Keys.file(file)))
        .withMessageContaining(words)
        .withMessageContaining("EC on P-256, P-384 or P-521")
        .satisfies(AccountKeyRefusalTest::isShort);
  }

  @Test
  void takesKeysOfAnotherProvider() throws Exception {
    var p256 = new ECGenParameterSpec("secp256r1");
    for (String algorithm : new String[] {"EC", "ECDSA"}) {
      KeyPair pair = Keys.generate(algorithm, p256);
      assertThat(pair.getPublic().getAlgorithm()).isEqualTo(algorithm);
      AccountKey key = AccountKey.of(pair);
      assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.EC_P256);
      assertThat(AccountKey.fromPem(key.toPem())).isEqualTo(key);
    }
    var rsa = new java.security.spec.RSAKeyGenParameterSpec(2048, java.math.BigInteger.valueOf(3));
    AccountKey key = AccountKey.of(Keys.generate("RSA", rsa));
    assertThat(key.jwk().members()).containsEntry("e", "Aw");
    assertThat(AccountKey.fromPrivateJwk(key.toPrivateJwk())).isEqualTo(key);
  }

  private static void assertRefused(KeyPair pair, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.of(pair))
        .withMessageContaining("Unsupported key: " + words + ".")
        .withMessageContaining(
            "Use RSA with 2048, 3072 or 4096 bits, or EC on P-256, P-384 or P-521")
        .satisfies(AccountKeyRefusalTest::isShort);
  }

  private static void isShort(Throwable e) {
    assertThat(e.getMessage()).hasSizeLessThan(160).doesNotContain("\n");
  }
}
