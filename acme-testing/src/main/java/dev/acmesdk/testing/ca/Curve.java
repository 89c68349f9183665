package dev.acmesdk.testing.ca;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.List;

/** The elliptic curves that this CA takes, for accounts and certificates alike. */
final class Curve {
  private static final List<Curve> ALL =
      List.of(
          new Curve("P-256", "secp256r1", 32),
          new Curve("P-384", "secp384r1", 48),
          new Curve("P-521", "secp521r1", 66));

  private final String jwkName;
  private final int octets;
  private final ECParameterSpec parameters;

  private Curve(String jwkName, String jcaName, int octets) {
    this.jwkName = jwkName;
    this.octets = octets;
    this.parameters = parametersOf(jcaName);
  }

  private static ECParameterSpec parametersOf(String jcaName) {
    try {
      AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
      curve.init(new ECGenParameterSpec(jcaName));
      return curve.getParameterSpec(ECParameterSpec.class);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK does not know " + jcaName, e);
    }
  }

  static Curve named(String name) {
    return ALL.stream()
        .filter(curve -> curve.jwkName.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemKind.BAD_PUBLIC_KEY,
                    "The curve \"%s\" is not supported; use P-256, P-384 or P-521"
                        .formatted(name)));
  }

  static boolean supports(ECPublicKey key) {
    return ALL.stream()
        .anyMatch(
            curve ->
                curve.parameters.getCurve().equals(key.getParams().getCurve())
                    && curve.parameters.getGenerator().equals(key.getParams().getGenerator()));
  }

  String jwkName() {
    return jwkName;
  }

  /** The length of a coordinate. */
  int octets() {
    return octets;
  }

  ECPublicKeySpec point(BigInteger x, BigInteger y) {
    if (!isOnCurve(x, y)) {
      throw Refusal.of(ProblemKind.BAD_PUBLIC_KEY, "The key is not a point on " + jwkName);
    }
    return new ECPublicKeySpec(new ECPoint(x, y), parameters);
  }

  /** The JDK's key factory does not look. */
  private boolean isOnCurve(BigInteger x, BigInteger y) {
    BigInteger p = ((ECFieldFp) parameters.getCurve().getField()).getP();
    BigInteger right =
        x.pow(3)
            .add(parameters.getCurve().getA().multiply(x))
            .add(parameters.getCurve().getB())
            .mod(p);
    return x.compareTo(p) < 0 && y.compareTo(p) < 0 && y.multiply(y).mod(p).equals(right);
  }
}
