package dev.acmesdk.testing.command;

import dev.acmesdk.testing.RateLimits;
import java.time.Duration;

/** How limits are written: {@code orders=300/3h,duplicates=5/7d,failures=5/1h}. */
final class LimitWords {
  private LimitWords() {}

  static RateLimits read(String text) {
    if (text.equals("letsencrypt")) {
      return RateLimits.letsEncrypt();
    }
    RateLimits limits = RateLimits.none();
    for (String word : text.split(",", -1)) {
      String[] parts = Values.pair(word, "KIND=COUNT/TIME, as in orders=300/3h");
      limits = with(limits, parts[0], parts[1].split("/", 2));
    }
    return limits;
  }

  private static RateLimits with(RateLimits limits, String kind, String[] size) {
    if (size.length < 2) {
      throw new IllegalArgumentException("the limit on %s is not COUNT/TIME".formatted(kind));
    }
    int count = Values.number(size[0]);
    Duration window = Values.time(size[1]);
    return switch (kind) {
      case "orders" -> limits.newOrders(count, window);
      case "duplicates" -> limits.certificatesPerExactSet(count, window);
      case "failures" -> limits.failedAuthorizations(count, window);
      default ->
          throw new IllegalArgumentException(
              "\"%s\" is no limit; take orders, duplicates or failures".formatted(kind));
    };
  }
}
