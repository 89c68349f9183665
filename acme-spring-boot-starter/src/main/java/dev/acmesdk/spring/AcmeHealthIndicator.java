package dev.acmesdk.spring;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.manager.LineageStatus;
import java.time.Instant;
import java.util.List;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Down if a certificate is missing or has ended. A renewal that fails while the certificate is
 * still good is told in the details, for taking the application out of service would not help.
 */
final class AcmeHealthIndicator extends AbstractHealthIndicator {
  private final AcmeCertificates certificates;

  AcmeHealthIndicator(AcmeCertificates certificates) {
    super("The health of the certificates cannot be told");
    this.certificates = certificates;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    List<ManagedCertificate> all = certificates.all();
    if (all.isEmpty()) {
      health.unknown();
      return;
    }
    Instant now = Instant.now();
    boolean isGood = true;
    for (ManagedCertificate one : all) {
      LineageStatus status = one.status();
      Instant end = status.notAfter();
      isGood &= end != null && end.isAfter(now);
      health.withDetail(one.name(), CertificateDetails.of(status));
    }
    health.status(isGood ? Status.UP : Status.DOWN);
  }
}
