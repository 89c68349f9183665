package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.DSAEncoding;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.PlainDSAEncoding;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.jspecify.annotations.Nullable;

/**
 * Keys and signatures on the NIST curves by Bouncy Castle's arithmetic. The JDK's own takes several
 * times as long on Java 17, and each order takes nine signatures and their checks.
 */
final class Ecdsa {
  private static final SecureRandom RANDOM = new SecureRandom();

  private Ecdsa() {}

  /** A new key pair in the JDK's terms. */
  static KeyPair generate(int bits) throws GeneralSecurityException {
    ECKeyPairGenerator generator = new ECKeyPairGenerator();
    generator.init(new ECKeyGenerationParameters(domain(bits), RANDOM));
    AsymmetricCipherKeyPair made = generator.generateKeyPair();
    BigInteger scalar = ((ECPrivateKeyParameters) made.getPrivate()).getD();
    ECPoint point = EllipticCurves.inJdkTerms(((ECPublicKeyParameters) made.getPublic()).getQ());
    ECParameterSpec curve = EllipticCurves.parameters(bits);
    KeyFactory factory = KeyFactory.getInstance("EC");
    return new KeyPair(
        factory.generatePublic(new ECPublicKeySpec(point, curve)),
        factory.generatePrivate(new ECPrivateKeySpec(scalar, curve)));
  }

  /** The key, if it is in software and on the curve of a public one. */
  static @Nullable ECPrivateKey onCurveOf(PublicKey publicKey, PrivateKey privateKey) {
    int bits = bits(publicKey);
    return bits > 0
            && privateKey instanceof ECPrivateKey key
            && key.getS() != null
            && EllipticCurves.nistBits(key.getParams()) == bits
        ? key
        : null;
  }

  /** The size of the NIST curve that a key is on; 0 for all others. */
  static int bits(PublicKey key) {
    return key instanceof ECPublicKey point ? EllipticCurves.nistBits(point.getParams()) : 0;
  }

  /**
   * Signs with the digest that RFC 7518 section 3.4 has for the curve, and a nonce that depends on
   * the key and the octets alone (RFC 6979): no bad source of random can give the key away.
   *
   * @return R || S, of fixed length
   */
  static byte[] sign(ECPrivateKey key, int bits, byte[] octets) {
    return sign(key, bits, octets, PlainDSAEncoding.INSTANCE);
  }

  /**
   * Signs in the same way, for X.509.
   *
   * @return R and S in DER (RFC 3279 section 2.2.3)
   */
  static byte[] signInDer(ECPrivateKey key, int bits, byte[] octets) {
    return sign(key, bits, octets, StandardDSAEncoding.INSTANCE);
  }

  private static byte[] sign(ECPrivateKey key, int bits, byte[] octets, DSAEncoding encoding) {
    DSADigestSigner signer =
        new DSADigestSigner(
            new ECDSASigner(new HMacDSAKCalculator(digest(bits))), digest(bits), encoding);
    signer.init(true, new ECPrivateKeyParameters(key.getS(), domain(bits)));
    signer.update(octets, 0, octets.length);
    return signer.generateSignature();
  }

  /**
   * Whether a signature in DER is that of a key.
   *
   * @throws IllegalArgumentException if the key is not on its curve
   */
  static boolean isSigned(ECPoint key, int bits, Digest digest, byte[] octets, byte[] signature) {
    ECDomainParameters domain = domain(bits);
    var point = domain.getCurve().createPoint(key.getAffineX(), key.getAffineY());
    DSADigestSigner verifier =
        new DSADigestSigner(new ECDSASigner(), digest, StandardDSAEncoding.INSTANCE);
    verifier.init(false, new ECPublicKeyParameters(point, domain));
    verifier.update(octets, 0, octets.length);
    return verifier.verifySignature(signature);
  }

  private static ECDomainParameters domain(int bits) {
    return new ECDomainParameters(CustomNamedCurves.getByName(EllipticCurves.jcaName(bits)));
  }

  private static Digest digest(int bits) {
    return switch (bits) {
      case 256 -> new SHA256Digest();
      case 384 -> new SHA384Digest();
      default -> new SHA512Digest();
    };
  }
}
