package dev.acmesdk.spring;

import dev.acmesdk.manager.LineageStatus;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is told of a certificate to those who watch. */
final class CertificateDetails {
  private CertificateDetails() {}

  static Map<String, Object> of(LineageStatus status) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("version", status.version());
    put(details, "validUntil", status.notAfter());
    put(details, "ca", status.directory());
    if (!status.nextAttempt().equals(Instant.MAX)) {
      details.put("nextRenewal", status.nextAttempt().toString());
    }
    if (status.problem() != null) {
      details.put("failures", status.failures());
      details.put("problem", status.problem());
    }
    return details;
  }

  private static void put(Map<String, Object> details, String name, @Nullable Object value) {
    if (value != null) {
      details.put(name, value.toString());
    }
  }
}
