package dev.acmesdk.manager;

import java.time.Duration;
import java.time.Instant;

/**
 * What is to be done about a lineage, and when.
 *
 * @param renewAt when to get a new version; {@link Instant#MAX} for never
 * @param askAt when to ask the CA when to renew; {@link Instant#MAX} for never
 */
record Plan(Instant renewAt, Instant askAt) {
  /** When there will be an attempt: not in the past. */
  Instant nextRenewal(Instant now) {
    return renewAt.isBefore(now) ? now : renewAt;
  }

  boolean isRenewalDue(Instant now) {
    return !renewAt.isAfter(now);
  }

  boolean isQuestionDue(Instant now) {
    return !askAt.isAfter(now);
  }

  /** How many nanoseconds there are until the first of both; 0 if it is due. */
  long nanosLeft(Instant now) {
    Instant next = renewAt.isBefore(askAt) ? renewAt : askAt;
    if (!next.isAfter(now)) {
      return 0;
    }
    Duration longest = Duration.ofDays(366);
    return next.isAfter(now.plus(longest))
        ? longest.toNanos()
        : Duration.between(now, next).toNanos();
  }
}
