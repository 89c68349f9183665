package dev.acmesdk.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.bouncycastle.asn1.nist.NISTNamedCurves;
import org.bouncycastle.asn1.x9.ECNamedCurveTable;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.ECMultiplier;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The NIST curves that CAs accept, by the names of RFC 7518 section 6.2.1.1. */
final class EllipticCurves {
  private static final Map<Integer, String> JCA_NAMES =
      Map.of(256, "secp256r1", 384, "secp384r1", 521, "secp521r1");

  /** For multiples of a curve's own point: several times as fast as the general way. */
  private static final ECMultiplier OF_BASE_POINT = new FixedPointCombMultiplier();

  private EllipticCurves() {}

  /** The field size, if the parameters are those of such a curve; else 0. */
  static int nistBits(ECParameterSpec parameters) {
    int bits = parameters.getCurve().getField().getFieldSize();
    // A foreign curve of the same size (secp256k1, brainpool) must not pass for NIST's.
    return JCA_NAMES.containsKey(bits) && parameters(bits).getCurve().equals(parameters.getCurve())
        ? bits
        : 0;
  }

  /** What a curve is called by those who made it, whichever it is. */
  static String name(ECParameterSpec parameters) {
    return Stream.<Enumeration<?>>of(NISTNamedCurves.getNames(), ECNamedCurveTable.getNames())
        .flatMap(names -> Collections.list(names).stream())
        .map(String::valueOf)
        .filter(name -> isOn(parameters, ECNamedCurveTable.getByName(name)))
        .findFirst()
        .orElse("an unknown curve");
  }

  private static boolean isOn(ECParameterSpec parameters, X9ECParameters curve) {
    return curve.getN().equals(parameters.getOrder())
        && curve.getCurve().getA().toBigInteger().equals(parameters.getCurve().getA());
  }

  static String jcaName(int bits) {
    return Objects.requireNonNull(JCA_NAMES.get(bits));
  }

  static String jwkName(int bits) {
    return "P-" + bits;
  }

  static int bitsOfJwkName(String crv) {
    return JCA_NAMES.keySet().stream()
        .filter(bits -> jwkName(bits).equals(crv))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("Unsupported curve: " + UnsupportedKey.shown(crv)));
  }

  static ECParameterSpec parameters(int bits) {
    try {
      AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
      parameters.init(new ECGenParameterSpec(jcaName(bits)));
      return parameters.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM lacks the curve " + jcaName(bits), e);
    }
  }

  /** Other providers' keys may be called ECDSA, by which name the JDK refuses to sign with them. */
  static KeyPair inJdkTerms(KeyPair pair) {
    if (!pair.getPublic().getAlgorithm().equals("ECDSA")) {
      return pair;
    }
    try {
      KeyFactory factory = KeyFactory.getInstance("EC");
      return new KeyPair(
          factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded())),
          factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded())));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("The key cannot be used by this JVM", e);
    }
  }

  /** The public point of a private key: files often hold the scalar alone (RFC 5915 section 3). */
  static ECPoint publicPoint(int bits, BigInteger scalar) {
    X9ECParameters curve = CustomNamedCurves.getByName(jcaName(bits));
    if (scalar.signum() <= 0 || scalar.compareTo(curve.getN()) >= 0) {
      throw new IllegalArgumentException("The private key is out of the range of its curve");
    }
    return inJdkTerms(OF_BASE_POINT.multiply(curve.getG(), scalar));
  }

  static ECPoint inJdkTerms(org.bouncycastle.math.ec.ECPoint point) {
    var affine = point.normalize();
    return new ECPoint(
        affine.getAffineXCoord().toBigInteger(), affine.getAffineYCoord().toBigInteger());
  }
}
