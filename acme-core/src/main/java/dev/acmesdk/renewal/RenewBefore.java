package dev.acmesdk.renewal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an administrator has written as {@code renew_before_expiry} into a renewal file of
 * Certbot's: amounts of time in English, such as {@code 3 weeks 2 days}; a number alone counts
 * days.
 */
final class RenewBefore {
  private static final Pattern AMOUNT =
      Pattern.compile("(\\d{1,9})(?!\\d) *([a-z]*)[ ,]*(?:and +)?");

  private static final Map<String, Duration> UNITS =
      Map.ofEntries(
          Map.entry("", Duration.ofDays(1)),
          Map.entry("s", Duration.ofSeconds(1)),
          Map.entry("sec", Duration.ofSeconds(1)),
          Map.entry("second", Duration.ofSeconds(1)),
          Map.entry("m", Duration.ofMinutes(1)),
          Map.entry("min", Duration.ofMinutes(1)),
          Map.entry("minute", Duration.ofMinutes(1)),
          Map.entry("h", Duration.ofHours(1)),
          Map.entry("hr", Duration.ofHours(1)),
          Map.entry("hour", Duration.ofHours(1)),
          Map.entry("d", Duration.ofDays(1)),
          Map.entry("day", Duration.ofDays(1)),
          Map.entry("w", Duration.ofDays(7)),
          Map.entry("week", Duration.ofDays(7)),
          Map.entry("month", Duration.ofDays(30)),
          Map.entry("year", Duration.ofDays(365)));

  private RenewBefore() {}

  /** How long before the end of a certificate; empty if it cannot be understood. */
  static Optional<Duration> parse(String text) {
    String rest = text.strip().toLowerCase(Locale.ENGLISH);
    Matcher amounts = AMOUNT.matcher(rest);
    Duration sum = Duration.ZERO;
    int end = 0;
    while (end < rest.length()) {
      amounts.region(end, rest.length());
      Duration unit = amounts.lookingAt() ? UNITS.get(singular(amounts.group(2))) : null;
      if (unit == null) {
        return Optional.empty();
      }
      sum = sum.plus(unit.multipliedBy(Long.parseLong(amounts.group(1))));
      end = amounts.end();
    }
    return sum.isZero() ? Optional.empty() : Optional.of(sum);
  }

  private static String singular(String unit) {
    return unit.length() > 1 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }
}
