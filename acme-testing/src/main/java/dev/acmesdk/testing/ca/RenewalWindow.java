package dev.acmesdk.testing.ca;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** When a certificate should be renewed, and why then (RFC 9773 section 4.2). In whole seconds. */
record RenewalWindow(Instant start, Instant end, Optional<URI> explanation) {
  private static final Duration SHORT = Duration.ofDays(10);

  RenewalWindow {
    start = start.truncatedTo(ChronoUnit.SECONDS);
    end = end.truncatedTo(ChronoUnit.SECONDS);
    if (!end.isAfter(start)) {
      throw new IllegalArgumentException(
          "A renewal window that begins at %s cannot end at %s (RFC 9773 section 4.2)"
              .formatted(start, end));
    }
  }

  /**
   * As Let's Encrypt does it: around the moment when two thirds of the lifetime are over, or half
   * of it if it is short, a hundredth of the lifetime to both sides.
   */
  static RenewalWindow usual(X509Certificate certificate) {
    Instant notBefore = certificate.getNotBefore().toInstant();
    Instant notAfter = certificate.getNotAfter().toInstant();
    Duration lifetime = Duration.between(notBefore, notAfter);
    Instant centre = notAfter.minus(lifetime.dividedBy(lifetime.compareTo(SHORT) < 0 ? 2 : 3));
    Duration margin = lifetime.dividedBy(100);
    Instant start = centre.minus(margin);
    Instant end = centre.plus(margin);
    // Of a certificate for seconds, nothing else would be left.
    Instant earliest = start.plusSeconds(1);
    return new RenewalWindow(start, end.isBefore(earliest) ? earliest : end, Optional.empty());
  }

  /** One that has ended already. */
  static RenewalWindow over(Instant now) {
    return new RenewalWindow(
        now.minus(Duration.ofHours(1)), now.minus(Duration.ofMinutes(30)), Optional.empty());
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("suggestedWindow", Map.of("start", Wire.time(start), "end", Wire.time(end)));
    explanation.ifPresent(url -> json.put("explanationURL", url.toString()));
    Wire.addUnknownMember(json);
    return json;
  }
}
