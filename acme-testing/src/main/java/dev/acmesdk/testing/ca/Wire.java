package dev.acmesdk.testing.ca;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How values look in JSON. */
final class Wire {
  private Wire() {}

  /** RFC 3339, in whole seconds. */
  static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  static String status(Enum<?> status) {
    return status.name().toLowerCase(Locale.ROOT);
  }

  /** RFC 8555 section 7.1: clients ignore members that they do not know. Here is one. */
  static void addUnknownMember(Map<String, Object> json) {
    json.put("x-" + Tokens.shortOne(), Map.of("ignore", List.of(true, 7, "me")));
  }
}
