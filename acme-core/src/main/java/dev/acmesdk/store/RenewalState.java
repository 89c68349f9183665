package dev.acmesdk.store;

import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What must be remembered between two attempts to renew a lineage, by whichever program makes them.
 *
 * @param failures how many attempts have failed since the last success
 * @param lastFailure when the last of them failed; {@code null} if none has
 * @param problem why it failed, one line for people to read; {@code null} if none has
 * @param nextAttempt before when there is to be no other attempt; {@code null} if that is not known
 * @param info what the CA has said about when to renew, with the certificate that it has said it
 *     of; {@code null} if it has not
 * @param renewedAt when the current version was obtained, by the clock of whoever did it; {@code
 *     null} if that is not known
 * @param closed until when CAs are not to be asked, by the URLs of their directories; {@link
 *     Instant#MAX} until a human has acted
 */
public record RenewalState(
    int failures,
    @Nullable Instant lastFailure,
    @Nullable String problem,
    @Nullable Instant nextAttempt,
    @Nullable RenewalInfo info,
    @Nullable Instant renewedAt,
    Map<URI, Instant> closed) {

  /** Nothing has happened that is worth remembering. */
  public static final RenewalState NONE =
      new RenewalState(0, null, null, null, null, null, Map.of());

  /** Refuses a negative number. */
  public RenewalState {
    if (failures < 0) {
      throw new IllegalArgumentException("There cannot be " + failures + " failures");
    }
    closed = Map.copyOf(closed);
  }

  /**
   * The same after one more failure.
   *
   * @param when when it failed
   * @param why one line for people to read, without secrets
   * @param next before when there is to be no other attempt, {@code null} if that is not known
   * @return a changed copy
   */
  public RenewalState failed(Instant when, String why, @Nullable Instant next) {
    return new RenewalState(failures + 1, when, why, next, info, renewedAt, closed);
  }

  /**
   * What is left after a success: the failures are over, and what was said of the former
   * certificate does not hold for the new one. CAs that are closed still stay so.
   *
   * @param when when the new version was obtained
   * @return a changed copy
   */
  public RenewalState renewed(Instant when) {
    Map<URI, Instant> still = new HashMap<>(closed);
    still.values().removeIf(until -> !until.isAfter(when));
    return new RenewalState(0, null, null, null, null, when, still);
  }

  /**
   * The same with other renewal information.
   *
   * @param answer what the CA has said, {@code null} to forget it
   * @return a changed copy
   */
  public RenewalState withInfo(@Nullable RenewalInfo answer) {
    return new RenewalState(failures, lastFailure, problem, nextAttempt, answer, renewedAt, closed);
  }

  /**
   * The same with a CA that is not to be asked for a while.
   *
   * @param directory the URL of the CA's directory
   * @param until before when it is not to be asked, {@link Instant#MAX} until a human has acted;
   *     {@code null} if it may be asked again
   * @return a changed copy
   */
  public RenewalState closing(URI directory, @Nullable Instant until) {
    Map<URI, Instant> changed = new HashMap<>(closed);
    if (until == null) {
      changed.remove(directory);
    } else {
      changed.put(directory, until);
    }
    return new RenewalState(failures, lastFailure, problem, nextAttempt, info, renewedAt, changed);
  }

  /**
   * Before when there is to be no other attempt.
   *
   * @return the moment, if there is one
   */
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(nextAttempt);
  }

  /**
   * What the CA has said about when to renew.
   *
   * @return it, if it has said something
   */
  public Optional<RenewalInfo> renewalInfo() {
    return Optional.ofNullable(info);
  }
}
