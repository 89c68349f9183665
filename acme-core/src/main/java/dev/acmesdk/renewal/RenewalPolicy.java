package dev.acmesdk.renewal;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/** Decides when a certificate is to be renewed. */
@FunctionalInterface
public interface RenewalPolicy {

  /**
   * The moment from which on a certificate should be renewed.
   *
   * @param certificate a certificate in use
   * @return a moment within its validity
   */
  Instant dueAt(X509Certificate certificate);

  /**
   * The default: when two thirds of the lifetime are over, or one half if it is shorter than ten
   * days. It fits certificates of any lifetime, from hours to a year.
   *
   * @return that policy
   */
  static RenewalPolicy byLifetime() {
    return certificate -> {
      Instant notBefore = certificate.getNotBefore().toInstant();
      Duration lifetime = Duration.between(notBefore, certificate.getNotAfter().toInstant());
      return lifetime.compareTo(Duration.ofDays(10)) < 0
          ? notBefore.plus(Shares.part(lifetime, 1, 2))
          : notBefore.plus(Shares.part(lifetime, 2, 3));
    };
  }
}
