package dev.acmesdk.testing.ca;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The algorithms of RFC 7518 section 3.1 that this CA takes. */
enum SignatureAlgorithm {
  ES256("SHA256withECDSAinP1363Format", "P-256", 64),
  ES384("SHA384withECDSAinP1363Format", "P-384", 96),
  ES512("SHA512withECDSAinP1363Format", "P-521", 132),
  RS256("SHA256withRSA", "RSA", 0);

  private final String jcaName;
  private final String keyForm;
  private final int length;

  SignatureAlgorithm(String jcaName, String keyForm, int length) {
    this.jcaName = jcaName;
    this.keyForm = keyForm;
    this.length = length;
  }

  static SignatureAlgorithm named(String name) {
    Optional<SignatureAlgorithm> found =
        Stream.of(values()).filter(algorithm -> algorithm.name().equals(name)).findFirst();
    return found.orElseThrow(() -> unsupported(name));
  }

  private static Refusal unsupported(String name) {
    List<String> names = Stream.of(values()).map(Enum::name).toList();
    return new Refusal(
        Problem.of(
                ProblemKind.BAD_SIGNATURE_ALGORITHM,
                "JWS has the signature algorithm \"%s\", which is not one of %s"
                    .formatted(name, String.join(", ", names)))
            .with("algorithms", names));
  }

  /** Refuses a signature that is not this algorithm's, by this key, over this input. */
  void verify(Jwk key, Jws jws) {
    if (!key.form().equals(keyForm)) {
      throw Refusal.malformed(
          "JWS says algorithm %s, which does not go with a %s key".formatted(name(), key.form()));
    }
    // Fixed by RFC 7518 section 3.4; a DER signature has another length.
    if (length > 0 && jws.signature().length() != length) {
      throw Refusal.malformed(
          "JWS verification error: an %s signature has %d octets, not %d"
              .formatted(name(), length, jws.signature().length()));
    }
    if (!isGood(key.publicKey(), jws)) {
      throw Refusal.malformed("JWS verification error: the signature is wrong");
    }
  }

  private boolean isGood(PublicKey key, Jws jws) {
    try {
      Signature verifier = Signature.getInstance(jcaName);
      verifier.initVerify(key);
      verifier.update(jws.signingInput().array());
      return verifier.verify(jws.signature().array());
    } catch (GeneralSecurityException e) {
      throw Refusal.malformed("JWS verification error: " + e.getMessage());
    }
  }
}
