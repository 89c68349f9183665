package dev.acmesdk.testing.ca;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** Limits of Let's Encrypt on new orders, in the words of Boulder. */
enum RateLimit {
  NEW_ORDERS(
      "too many new orders (300) from this account in the last 3h0m0s", "new-orders-per-account"),
  DUPLICATES(
      "too many certificates (5) already issued for this exact set of identifiers in the last 168h0m0s",
      "new-certificates-per-exact-set-of-identifiers"),
  FAILED_AUTHORIZATIONS(
      "too many failed authorizations (5) for \"%s\" in the last 1h0m0s",
      "authorization-failures-per-identifier-per-account");

  private static final String PAGE = "https://letsencrypt.org/docs/rate-limits/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

  private final String text;
  private final String section;

  RateLimit(String text, String section) {
    this.text = text;
    this.section = section;
  }

  /** RFC 8555 section 6.6: with the time to wait, and a link to help. */
  Refusal refusal(List<Identifier> identifiers, Instant until, Instant now) {
    String reason = text.formatted(identifiers.get(0).value());
    return new Refusal(
        Problem.of(
            ProblemKind.RATE_LIMITED,
            "%s, retry after %s: see %s#%s".formatted(reason, TIME.format(until), PAGE, section)),
        Header.retryAfter(Duration.between(now, until)),
        Header.link(PAGE, "help"));
  }
}
