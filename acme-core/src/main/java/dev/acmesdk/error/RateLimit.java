package dev.acmesdk.error;

import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A limit of a CA that was reached, as far as the CA tells (RFC 8555 section 6.6).
 *
 * @param diagnosis which limit it is, and what to do instead of trying again
 * @param number how many the CA allows; 0 if it does not tell
 * @param window in how much time it allows that many; zero if it does not tell
 * @param name the name or the registered domain that the limit is for, if it is for one
 * @param end when the CA will listen again, if it tells; never for an account that is paused
 */
public record RateLimit(
    Diagnosis diagnosis, int number, Duration window, @Nullable String name, @Nullable Instant end)
    implements Serializable {

  /**
   * Which limit it is.
   *
   * @return {@code RATE_LIMITED} if it is not one of those that are known
   */
  public DiagnosisKind kind() {
    return diagnosis.kind();
  }

  /**
   * What the limit is for.
   *
   * @return {@code name}, if the CA gave it
   */
  public Optional<String> subject() {
    return Optional.ofNullable(name);
  }

  /**
   * When the CA will listen again.
   *
   * @return {@code end}, if the CA gave it
   */
  public Optional<Instant> endsAt() {
    return Optional.ofNullable(end);
  }
}
