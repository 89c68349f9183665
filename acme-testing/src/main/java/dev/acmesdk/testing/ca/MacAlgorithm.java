package dev.acmesdk.testing.ca;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The MACs of RFC 7518 section 3.1, which are for external account bindings only. */
enum MacAlgorithm {
  HS256("HmacSHA256"),
  HS384("HmacSHA384"),
  HS512("HmacSHA512");

  private final String jcaName;

  MacAlgorithm(String jcaName) {
    this.jcaName = jcaName;
  }

  static MacAlgorithm named(String name) {
    return Stream.of(values())
        .filter(algorithm -> algorithm.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.of(
                    ProblemKind.BAD_SIGNATURE_ALGORITHM,
                    "The externalAccountBinding has the algorithm \"%s\"; it must be HS256, HS384 or HS512"
                        .formatted(name)));
  }

  boolean isGood(byte[] key, Jws jws) {
    try {
      Mac mac = Mac.getInstance(jcaName);
      mac.init(new SecretKeySpec(key, jcaName));
      return MessageDigest.isEqual(
          mac.doFinal(jws.signingInput().array()), jws.signature().array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has " + jcaName, e);
    }
  }
}
