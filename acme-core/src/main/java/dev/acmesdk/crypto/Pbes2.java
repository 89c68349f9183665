package dev.acmesdk.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/** Encryption under a passphrase: PBES2 with PBKDF2 (RFC 8018 sections 5.2 and 6.2). */
final class Pbes2 {
  /** What OWASP advises for HMAC-SHA-256 as of 2023: half a second or less on one core. */
  private static final int ITERATIONS = 600_000;

  /** A damaged or hostile file must not keep a core busy for hours. */
  private static final BigInteger MAX_ITERATIONS = BigInteger.valueOf(10_000_000);

  private static final int SALT_OCTETS = 16;
  private static final int IV_OCTETS = 16;
  private static final Scheme AES_256 = new Scheme("AES", 256);

  private static final Map<ASN1ObjectIdentifier, Scheme> SCHEMES =
      Map.of(
          NISTObjectIdentifiers.id_aes128_CBC, new Scheme("AES", 128),
          NISTObjectIdentifiers.id_aes192_CBC, new Scheme("AES", 192),
          NISTObjectIdentifiers.id_aes256_CBC, AES_256,
          PKCSObjectIdentifiers.des_EDE3_CBC, new Scheme("DESede", 192));

  private static final Map<ASN1ObjectIdentifier, String> HASHES =
      Map.of(
          PKCSObjectIdentifiers.id_hmacWithSHA1, "SHA1",
          PKCSObjectIdentifiers.id_hmacWithSHA224, "SHA224",
          PKCSObjectIdentifiers.id_hmacWithSHA256, "SHA256",
          PKCSObjectIdentifiers.id_hmacWithSHA384, "SHA384",
          PKCSObjectIdentifiers.id_hmacWithSHA512, "SHA512");

  private Pbes2() {}

  /** A block cipher in CBC mode with the padding of RFC 8018 appendix B.2. */
  private record Scheme(String cipher, int keyBits) {

    byte[] apply(int mode, byte[] key, byte[] iv, byte[] input) throws GeneralSecurityException {
      Cipher operation = Cipher.getInstance(cipher + "/CBC/PKCS5Padding");
      operation.init(mode, new SecretKeySpec(key, cipher), new IvParameterSpec(iv));
      return operation.doFinal(input);
    }
  }

  /** Encrypts a PKCS#8 key into the DER of an EncryptedPrivateKeyInfo (RFC 5958 section 3). */
  static byte[] encrypt(byte[] pkcs8, char[] passphrase) {
    byte[] salt = random(SALT_OCTETS);
    byte[] iv = random(IV_OCTETS);
    AlgorithmIdentifier hash =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    PBES2Parameters parameters =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ITERATIONS, hash)),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(iv)));
    try {
      byte[] key = key("SHA256", passphrase, salt, ITERATIONS, AES_256.keyBits());
      byte[] encrypted = AES_256.apply(Cipher.ENCRYPT_MODE, key, iv, pkcs8);
      return new EncryptedPrivateKeyInfo(
              new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, parameters), encrypted)
          .getEncoded();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM cannot encrypt a private key", e);
    }
  }

  /**
   * Decrypts a PKCS#8 key.
   *
   * @throws NoSuchAlgorithmException if it was encrypted in a way that is not known here
   * @throws GeneralSecurityException if the passphrase is wrong, in 255 of 256 cases; in the last,
   *     the result is no key
   * @throws RuntimeException of any kind, if the parameters are damaged
   */
  static byte[] decrypt(EncryptedPrivateKeyInfo info, char[] passphrase)
      throws GeneralSecurityException {
    AlgorithmIdentifier algorithm = info.getEncryptionAlgorithm();
    if (!algorithm.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)) {
      throw unsupported(algorithm.getAlgorithm());
    }
    PBES2Parameters parameters = PBES2Parameters.getInstance(algorithm.getParameters());
    EncryptionScheme encryption = parameters.getEncryptionScheme();
    Scheme scheme = known(SCHEMES, encryption.getAlgorithm());
    byte[] iv = ASN1OctetString.getInstance(encryption.getParameters()).getOctets();
    byte[] key = key(parameters.getKeyDerivationFunc(), passphrase, scheme.keyBits());
    return scheme.apply(Cipher.DECRYPT_MODE, key, iv, info.getEncryptedData());
  }

  private static byte[] key(KeyDerivationFunc function, char[] passphrase, int bits)
      throws GeneralSecurityException {
    if (!function.getAlgorithm().equals(PKCSObjectIdentifiers.id_PBKDF2)) {
      throw unsupported(function.getAlgorithm());
    }
    PBKDF2Params parameters = PBKDF2Params.getInstance(function.getParameters());
    BigInteger iterations = parameters.getIterationCount();
    if (iterations.signum() <= 0 || iterations.compareTo(MAX_ITERATIONS) > 0) {
      throw unsupported("not between 1 and %d iterations".formatted(MAX_ITERATIONS));
    }
    String hash = known(HASHES, parameters.getPrf().getAlgorithm());
    return key(hash, passphrase, parameters.getSalt(), iterations.intValueExact(), bits);
  }

  private static byte[] key(String hash, char[] passphrase, byte[] salt, int iterations, int bits)
      throws GeneralSecurityException {
    PBEKeySpec spec = new PBEKeySpec(passphrase, salt, iterations, bits);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmac" + hash)
          .generateSecret(spec)
          .getEncoded();
    } finally {
      spec.clearPassword();
    }
  }

  private static byte[] random(int octets) {
    byte[] random = new byte[octets];
    new SecureRandom().nextBytes(random);
    return random;
  }

  private static <T> T known(Map<ASN1ObjectIdentifier, T> all, ASN1ObjectIdentifier name)
      throws NoSuchAlgorithmException {
    T found = all.get(name);
    if (found == null) {
      throw unsupported(name);
    }
    return found;
  }

  private static NoSuchAlgorithmException unsupported(Object what) {
    return new NoSuchAlgorithmException(
        "The private key is encrypted in a way that is not read here (%s). Encrypt it anew: openssl pkcs8 -topk8 -in … -out …"
            .formatted(what));
  }
}
