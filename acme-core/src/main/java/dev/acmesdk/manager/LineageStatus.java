package dev.acmesdk.manager;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a managed lineage fares.
 *
 * @param name its name
 * @param version the number of the current version, 0 if there is none that can be used
 * @param notAfter the end of the current certificate, {@code null} if there is none
 * @param directory the CA that issued it, {@code null} if that is not known
 * @param failures how many attempts have failed since the last success
 * @param problem why the last one failed, {@code null} if none has
 * @param nextAttempt when it will be renewed; {@link Instant#MAX} if only after somebody has acted
 */
public record LineageStatus(
    String name,
    int version,
    @Nullable Instant notAfter,
    @Nullable URI directory,
    int failures,
    @Nullable String problem,
    Instant nextAttempt) {

  /**
   * When servers will have no valid certificate, as far as can be seen now.
   *
   * @return the end of the current certificate, if its renewal fails; the beginning of time if
   *     there is none; empty if all is well
   */
  public Optional<Instant> outageAt() {
    if (notAfter == null) {
      return Optional.of(Instant.MIN);
    }
    return failures > 0 || nextAttempt.isAfter(notAfter) ? Optional.of(notAfter) : Optional.empty();
  }
}
