package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Limits of Let's Encrypt on new orders, in the words of Boulder. */
enum RateLimit {
  NEW_ORDERS(
      "too many new orders (%1$d) from this account in the last %2$s",
      "new-orders-per-account", 300, Duration.ofHours(3)),
  DUPLICATES(
      "too many certificates (%1$d) already issued for this exact set of identifiers in the last"
          + " %2$s",
      "new-certificates-per-exact-set-of-identifiers", 5, Duration.ofDays(7)),
  FAILED_AUTHORIZATIONS(
      "too many failed authorizations (%1$d) for \"%3$s\" in the last %2$s",
      "authorization-failures-per-identifier-per-account", 5, Duration.ofHours(1));

  private static final String PAGE = "https://letsencrypt.org/docs/rate-limits/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final String text;
  private final String section;
  private final int usualCount;
  private final Duration usualWindow;

  RateLimit(String text, String section, int usualCount, Duration usualWindow) {
    this.text = text;
    this.section = section;
    this.usualCount = usualCount;
    this.usualWindow = usualWindow;
  }

  /** The limit as it is at Let's Encrypt. */
  Limit usual() {
    return new Limit(usualCount, usualWindow);
  }

  /** Of that limit. */
  Refusal refusal(List<Identifier> identifiers, Instant until, Instant now) {
    return refusal(usual(), identifiers.get(0).value(), until, now);
  }

  /** RFC 8555 section 6.6: with the time to wait, and a link to help. */
  Refusal refusal(Limit limit, String name, Instant until, Instant now) {
    String reason = text.formatted(limit.count(), limit.span(), name);
    return new Refusal(
        Problem.of(
            ProblemKind.RATE_LIMITED,
            "%s, retry after %s: see %s#%s".formatted(reason, TIME.format(until), PAGE, section)),
        Header.retryAfter(Duration.between(now, until)),
        Header.link(PAGE, "help"));
  }
}
