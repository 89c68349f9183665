package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.util.Random;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The files were made by OpenSSL 3, for example with {@code openssl pkcs8 -topk8 -v2 aes-128-cbc};
 * their passphrase is "secret".
 */
class EncryptedPemTest {
  private static final String WRONG =
      "The passphrase is wrong, or the encrypted private key is damaged";

  private static KeyPair decode(String text, String passphrase) {
    return EncryptedPem.decodeKeyPair(text, passphrase.toCharArray());
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521", "RSA_2048"})
  void rfc7468Section11_readsWhatItWrites(KeyAlgorithm algorithm) {
    KeyPair pair = Keys.shared(algorithm);
    String text = EncryptedPem.encryptPrivateKey(pair.getPrivate(), "pass phrase".toCharArray());
    assertThat(text)
        .startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----\n")
        .endsWith("\n-----END ENCRYPTED PRIVATE KEY-----\n");
    KeyPair read = decode(text, "pass phrase");
    assertThat(read.getPublic()).isEqualTo(pair.getPublic());
    assertThat(read.getPrivate().getEncoded()).isEqualTo(pair.getPrivate().getEncoded());
  }

  @Test
  void rfc8018Section6_2_encryptsByAes256WithAKeyThatIsDearToGuess() {
    PrivateKey key = Keys.shared(KeyAlgorithm.EC_P256).getPrivate();
    PBES2Parameters parameters = parameters(key);
    assertThat(parameters.getEncryptionScheme().getAlgorithm())
        .isEqualTo(NISTObjectIdentifiers.id_aes256_CBC);
    KeyDerivationFunc function = parameters.getKeyDerivationFunc();
    assertThat(function.getAlgorithm()).isEqualTo(PKCSObjectIdentifiers.id_PBKDF2);
    assertThat(derivation(parameters).getPrf().getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.id_hmacWithSHA256);
    assertThat(derivation(parameters).getIterationCount()).isEqualTo(BigInteger.valueOf(600_000));
    assertThat(derivation(parameters).getSalt()).hasSize(16);
  }

  @Test
  void rfc8018Section4_1_everyTextHasItsOwnSaltAndVector() {
    PrivateKey key = Keys.shared(KeyAlgorithm.EC_P256).getPrivate();
    PBES2Parameters one = parameters(key);
    PBES2Parameters two = parameters(key);
    assertThat(derivation(one).getSalt()).isNotEqualTo(derivation(two).getSalt());
    assertThat(vector(one)).hasSize(16).isNotEqualTo(vector(two));
  }

  private static PBES2Parameters parameters(PrivateKey key) {
    String text = EncryptedPem.encryptPrivateKey(key, "secret".toCharArray());
    var info = EncryptedPrivateKeyInfo.getInstance(Pem.decode(text).get(0).content());
    assertThat(info.getEncryptionAlgorithm().getAlgorithm())
        .isEqualTo(PKCSObjectIdentifiers.id_PBES2);
    return PBES2Parameters.getInstance(info.getEncryptionAlgorithm().getParameters());
  }

  private static PBKDF2Params derivation(PBES2Parameters parameters) {
    return PBKDF2Params.getInstance(parameters.getKeyDerivationFunc().getParameters());
  }

  private static byte[] vector(PBES2Parameters parameters) {
    return ASN1OctetString.getInstance(parameters.getEncryptionScheme().getParameters())
        .getOctets();
  }

  @ParameterizedTest
  @CsvSource({
    "p256-pkcs8-encrypted.pem,EC_P256",
    "encrypted-rsa2048-aes128-sha1.pem,RSA_2048",
    "encrypted-p384-aes192-sha384.pem,EC_P384",
    "encrypted-p521-aes256-sha512.pem,EC_P521",
    "encrypted-p256-des3-sha224.pem,EC_P256"
  })
  void rfc8018Section6_2_readsEveryFormThatOpenSslWrites(String file, KeyAlgorithm algorithm) {
    for (String text : new String[] {Keys.file(file), Keys.file(file).replace("\n", "\r\n")}) {
      AccountKey key = AccountKey.of(decode(text, "secret"));
      assertThat(key.algorithm()).isEqualTo(algorithm);
    }
  }

  @Test
  void findsTheKeyBehindItsCertificate() {
    String chain = TestCa.root().leaf("example.com").issue().chain().toPem();
    KeyPair pair = decode(chain + Keys.file("p256-pkcs8-encrypted.pem"), "secret");
    assertThat(KeyAlgorithm.of(pair.getPublic())).isEqualTo(KeyAlgorithm.EC_P256);
  }

  @Test
  void takesPassphrasesInUtf8() {
    assertThat(decode(Keys.file("encrypted-p256-umlauts.pem"), "p\u00e4ssw\u00f6rd\u20ac"))
        .isNotNull();
    PrivateKey key = Keys.shared(KeyAlgorithm.EC_P256).getPrivate();
    String text = EncryptedPem.encryptPrivateKey(key, "\u20ac".toCharArray());
    assertThat(decode(text, "\u20ac").getPrivate().getEncoded()).isEqualTo(key.getEncoded());
  }

  @Test
  void leavesThePassphraseToTheCaller() {
    char[] passphrase = "secret".toCharArray();
    EncryptedPem.decodeKeyPair(Keys.file("p256-pkcs8-encrypted.pem"), passphrase);
    EncryptedPem.encryptPrivateKey(Keys.shared(KeyAlgorithm.EC_P256).getPrivate(), passphrase);
    assertThat(passphrase).isEqualTo("secret".toCharArray());
  }

  @Test
  void readsButDoesNotWriteAnEmptyPassphrase() {
    assertThat(decode(Keys.file("encrypted-p256-empty-passphrase.pem"), "")).isNotNull();
    PrivateKey key = Keys.shared(KeyAlgorithm.EC_P256).getPrivate();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedPem.encryptPrivateKey(key, new char[0]))
        .withMessageContaining("The passphrase is empty")
        .withMessageContaining("Pem.encodePrivateKey");
  }

  /** One of 256 wrong passphrases makes something whose padding looks right. */
  @Test
  void saysThatAPassphraseIsWrongWithoutShowingIt() {
    String text = Keys.file("p256-pkcs8-encrypted.pem");
    for (int i = 0; i < 1000; i++) {
      String wrong = "hunter" + i;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> decode(text, wrong))
          .withMessage(WRONG)
          .satisfies(e -> assertThat(printed(e)).doesNotContain("hunter"));
    }
  }

  private static String printed(Throwable e) {
    StringWriter all = new StringWriter();
    e.printStackTrace(new PrintWriter(all));
    return all.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "p256-pkcs8.pem,The private key is not encrypted",
    "p256-sec1.pem,The private key is not encrypted",
    "rsa2048-pkcs1.pem,The private key is not encrypted",
    "p256-sec1-encrypted.pem,in the old form of OpenSSL",
    "rsa2048-pkcs1-encrypted.pem,in the old form of OpenSSL",
    "encrypted-p256-pbe-sha1-3des.pem,not read here (1.2.840.113549.1.12.1.3)",
    "encrypted-p256-scrypt.pem,not read here (1.3.6.1.4.1.11591.4.11)",
    "encrypted-p256-camellia.pem,not read here (1.2.392.200011.61.1.1.1.4)",
    "p256-public.pem,The PEM text holds no private key"
  })
  void saysWhatItDoesNotRead(String file, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(Keys.file(file), "secret"))
        .withMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "garbage", "-----BEGIN ENCRYPTED PRIVATE KEY-----\n!\n-----END ENCRYPTED"})
  void findsNoKeyInATextWithoutOne(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(text, "secret"))
        .withMessageContaining("private key");
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 0, 10_000_001, Integer.MAX_VALUE, 1L << 40})
  void refusesToIterateForHours(long iterations) throws Exception {
    var hash = new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256);
    var derivation =
        new DERSequence(
            new ASN1Encodable[] {
              new DEROctetString(new byte[8]), new ASN1Integer(iterations), hash
            });
    var parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation),
            new EncryptionScheme(
                NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16])));
    String text =
        Pem.encode(
            "ENCRYPTED PRIVATE KEY",
            new EncryptedPrivateKeyInfo(
                    new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters),
                    new byte[16])
                .getEncoded());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> decode(text, "secret"))
        .withMessageContaining("not between 1 and 10000000 iterations");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "p256-pkcs8-encrypted.pem",
        "encrypted-p256-des3-sha224.pem",
        "encrypted-p256-scrypt.pem"
      })
  void brokenKeysAreAlwaysIllegalArguments(String file) {
    byte[] good = Pem.decode(Keys.file(file)).get(0).content();
    Random random = new Random(file.hashCode());
    for (int i = 0; i < 300; i++) {
      byte[] broken = good.clone();
      broken[random.nextInt(broken.length)] ^= (byte) (1 << random.nextInt(8));
      try {
        // Some changes do no harm: a bit of the vector changes the version number, say.
        assertThat(decode(Pem.encode("ENCRYPTED PRIVATE KEY", broken), "secret")).isNotNull();
      } catch (IllegalArgumentException e) {
        assertThat(e.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void aKeyInHardwareCannotBeWritten() {
    PrivateKey opaque =
        new PrivateKey() {
          private static final long serialVersionUID = 1;

          @Override
          public String getAlgorithm() {
            return "EC";
          }

          @Override
          public String getFormat() {
            return "none";
          }

          @Override
          public byte[] getEncoded() {
            return null;
          }
        };
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EncryptedPem.encryptPrivateKey(opaque, "secret".toCharArray()))
        .withMessageContaining("may be in hardware");
  }
}
