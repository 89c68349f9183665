package dev.acmesdk.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.jce.provider.BouncyCastleProvider;

/** Keys for tests: from known numbers, of unsupported kinds, and as OpenSSL 3 wrote them. */
final class Keys {
  /**
   * An RSA key to make damaged ones from, and for nothing else. The JDK remembers numbers by which
   * it hides private operations, for each modulus; those of a damaged key spoil the good one that
   * has the same modulus, until they are collected.
   */
  static final Map<String, String> RSA_TO_DAMAGE =
      AccountKey.generate(KeyAlgorithm.RSA_2048).toPrivateJwk();

  /** Used as an object, never registered: it has the curves that the JDK has dropped. */
  static final Provider BOUNCY_CASTLE = new BouncyCastleProvider();

  private static final Map<KeyAlgorithm, KeyPair> SHARED = new ConcurrentHashMap<>();

  private Keys() {}

  /** A pair that all tests share, since RSA keys take seconds to make. */
  static KeyPair shared(KeyAlgorithm algorithm) {
    return SHARED.computeIfAbsent(algorithm, KeyAlgorithm::generate);
  }

  /** The text of a file that OpenSSL made. */
  static String file(String name) {
    try (InputStream in = Keys.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), US_ASCII);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The pair that belongs to a private scalar on one of the NIST curves. */
  static KeyPair ofScalar(int bits, BigInteger scalar) throws GeneralSecurityException {
    var curve = EllipticCurves.parameters(bits);
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(
            new ECPublicKeySpec(EllipticCurves.publicPoint(bits, scalar), curve)),
        factory.generatePrivate(new ECPrivateKeySpec(scalar, curve)));
  }

  /** A pair on a curve that need not be one of ours. */
  static KeyPair onCurve(String name) throws GeneralSecurityException {
    return generate("EC", new ECGenParameterSpec(name));
  }

  static KeyPair generate(String algorithm, java.security.spec.AlgorithmParameterSpec parameters)
      throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm, BOUNCY_CASTLE);
    generator.initialize(parameters);
    return generator.generateKeyPair();
  }

  static PublicKey rsaPublic(String n, String e) {
    try {
      return KeyFactory.getInstance("RSA")
          .generatePublic(
              new RSAPublicKeySpec(
                  new BigInteger(1, Base64Url.decode(n)), new BigInteger(1, Base64Url.decode(e))));
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
