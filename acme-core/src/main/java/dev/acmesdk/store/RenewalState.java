package dev.acmesdk.store;

import dev.acmesdk.protocol.RenewalInfo;
import java.time.Instant;
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
 */
public record RenewalState(
    int failures,
    @Nullable Instant lastFailure,
    @Nullable String problem,
    @Nullable Instant nextAttempt,
    @Nullable RenewalInfo info) {

  /** Nothing has happened that is worth remembering. */
  public static final RenewalState NONE = new RenewalState(0, null, null, null, null);

  /** Refuses a negative number. */
  public RenewalState {
    if (failures < 0) {
      throw new IllegalArgumentException("There cannot be " + failures + " failures");
    }
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
    return new RenewalState(failures + 1, when, why, next, info);
  }

  /**
   * The same with other renewal information.
   *
   * @param answer what the CA has said, {@code null} to forget it
   * @return a changed copy
   */
  public RenewalState withInfo(@Nullable RenewalInfo answer) {
    return new RenewalState(failures, lastFailure, problem, nextAttempt, answer);
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
