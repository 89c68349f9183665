package dev.acmesdk.renewal;

import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.RenewalState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * When a certificate is to be renewed, when to ask the CA about that, and when to try again after a
 * failure. Pure functions of what is remembered and of the present, so that all programs that share
 * a store come to the same result.
 *
 * <p>Clocks may be wrong. What was remembered by a clock that was ahead delays nothing for longer
 * than it would by the clock of now.
 */
public final class RenewalSchedule {
  /** How much of the lifetime a new certificate is used at least, whatever clocks and CAs say. */
  private static final int SHORTEST_USE = 4;

  /** CAs that have revoked a certificate want it replaced within days. */
  private static final Duration LONGEST_FLOOR = Duration.ofDays(1);

  /** It is also asked within an eighth of the lifetime. */
  private static final Duration FIRST_QUESTION = Duration.ofHours(6);

  private static final Duration SKEW = Duration.ofMinutes(5);

  private RenewalSchedule() {}

  /**
   * When a certificate is due: at a moment in the window that the CA suggests for it (RFC 9773
   * section 4.2), unless little of its lifetime would be left then; else when the administrator or
   * the policy says. Never soon after it was obtained, so that a wrong clock or a CA that suggests
   * windows in the past makes no loop.
   *
   * @param certificate the current version
   * @param state what is remembered of its lineage
   * @param now the present
   * @return the moment, which may be in the past
   */
  public static Instant dueAt(CertificateFacts certificate, RenewalState state, Instant now) {
    Optional<RenewalInfo> info = infoOn(certificate, state);
    Instant due =
        info.map(RenewalTime::within)
            .map(moment -> earlier(moment, certificate.latest()))
            .orElse(certificate.due());
    return later(due, earliest(certificate, state, now));
  }

  /**
   * Before when a certificate is not renewed, since it was obtained not long ago.
   *
   * @param certificate the current version
   * @param state what is remembered of its lineage
   * @param now the present
   * @return the moment, which may be in the past; {@link Instant#MIN} if it is not known when it
   *     was obtained
   */
  public static Instant earliest(CertificateFacts certificate, RenewalState state, Instant now) {
    Instant renewed = state.renewedAt();
    if (renewed == null || isFromFuture(renewed, now)) {
      return Instant.MIN;
    }
    Duration floor = certificate.lifetimePart(SHORTEST_USE);
    boolean isWished = infoOn(certificate, state).isPresent();
    return renewed.plus(isWished && floor.compareTo(LONGEST_FLOOR) > 0 ? LONGEST_FLOOR : floor);
  }

  /**
   * What the CA has said of a certificate; what it has said of another one is not heeded.
   *
   * @param certificate the current version
   * @param state what is remembered of its lineage
   * @return the window, if it is of this certificate
   */
  public static Optional<RenewalInfo> infoOn(CertificateFacts certificate, RenewalState state) {
    return state.renewalInfo().filter(info -> info.certificate().equals(certificate.id()));
  }

  /**
   * When to ask the CA again when to renew: at the moment that it has named (RFC 9773 section 4.3).
   *
   * @param certificate the current version, which has an identifier
   * @param state what is remembered of its lineage
   * @param first when to ask if it was never asked: {@link #firstQuestion}
   * @param now the present
   * @return the moment, which may be in the past
   */
  public static Instant askAt(
      CertificateFacts certificate, RenewalState state, Instant first, Instant now) {
    Optional<RenewalInfo> info = infoOn(certificate, state);
    if (info.isEmpty()) {
      return first;
    }
    return isFromFuture(info.get().fetchedAt(), now) ? now : info.get().askAgainAt();
  }

  /**
   * When to ask for the first time: not at once, where many certificates were found at once.
   *
   * @param certificate the current version, which has an identifier
   * @param since since when it has been known here
   * @return a moment of its own within six hours, or less for a short life
   */
  public static Instant firstQuestion(CertificateFacts certificate, Instant since) {
    Duration eighth = certificate.lifetimePart(8);
    Duration within = eighth.compareTo(FIRST_QUESTION) < 0 ? eighth : FIRST_QUESTION;
    return since.plus(Shares.of(within, String.valueOf(certificate.id())));
  }

  /**
   * Before when a failed attempt is not to be repeated.
   *
   * @param state what is remembered of the lineage
   * @param now the present
   * @return the moment, which may be in the past; {@link Instant#MIN} if none has failed
   */
  public static Instant retryAt(RenewalState state, Instant now) {
    return state.nextAttempt() == null || isFromFuture(state.lastFailure(), now)
        ? Instant.MIN
        : state.nextAttempt();
  }

  /**
   * Until when a CA is not to be asked.
   *
   * @param directory the URL of its directory
   * @param state what is remembered of the lineage
   * @param now the present
   * @return the moment, which may be in the past; {@link Instant#MIN} if it may be asked, {@link
   *     Instant#MAX} if a human has to act first
   */
  public static Instant closedUntil(URI directory, RenewalState state, Instant now) {
    Instant until = state.closed().getOrDefault(directory, Instant.MIN);
    return isFromFuture(state.lastFailure(), now) && !until.equals(Instant.MAX)
        ? Instant.MIN
        : until;
  }

  private static boolean isFromFuture(@Nullable Instant moment, Instant now) {
    return moment != null && moment.isAfter(now.plus(SKEW));
  }

  /**
   * When to try again after a failure: in 1, 10, 100 minutes, then daily, or sooner where that
   * would be too late for the certificate. With jitter.
   *
   * @param failures how many attempts have failed in a row, this one included
   * @param now the moment of the failure
   * @param notAfter the end of the current certificate, {@code null} if there is none
   * @param random where jitter comes from
   * @return a later moment
   */
  public static Instant afterFailure(
      int failures, Instant now, @Nullable Instant notAfter, RandomGenerator random) {
    Duration left = notAfter == null ? Duration.ZERO : Duration.between(now, notAfter);
    boolean isLeft = !left.isZero() && !left.isNegative();
    return now.plus(Backoff.after(failures, isLeft ? left : null, random));
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
