package dev.acmesdk.manager;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.error.ValidationFailedException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What follows from a failure for the choice of CAs. */
final class Troubles {
  /** What this machine suffers from, whichever CA is asked. */
  private static final Set<Class<?>> OWN =
      Set.of(PortUnavailableException.class, SolverException.class, StoreException.class);

  /** What a twin for practice may suffer from, or want, while the CA does not. */
  private static final Set<Class<?>> OF_TWIN =
      Set.of(
          ServerUnreachableException.class,
          ProtocolViolationException.class,
          RateLimitedException.class,
          DeadlineExceededException.class,
          TermsNotAgreedException.class,
          ExternalAccountRequiredException.class);

  /** From then on it may be the view of this one CA. */
  private static final int FAILED_VALIDATIONS = 2;

  private Troubles() {}

  static boolean mayOtherCaHelp(AcmeException failure, int failuresBefore) {
    return !OWN.contains(failure.getClass())
        && (!(failure instanceof ValidationFailedException)
            || failuresBefore >= FAILED_VALIDATIONS);
  }

  static boolean isOfTwinOnly(AcmeException failure) {
    return OF_TWIN.contains(failure.getClass());
  }

  /** Until when the CA is not to be asked again; empty if that is up to the schedule. */
  static Optional<Instant> closedUntil(AcmeException failure) {
    return isTerminal(failure) ? Optional.of(Instant.MAX) : failure.retryAt();
  }

  private static boolean isTerminal(AcmeException failure) {
    return (failure instanceof RateLimitedException limited && limited.limit().kind().isTerminal())
        || (failure instanceof RejectedException rejected
            && rejected.diagnosis().kind().isTerminal());
  }
}
