package dev.acmesdk.spring;

import dev.acmesdk.ManagedCertificate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;

/** Versions and dates of the certificates. */
final class AcmeInfoContributor implements InfoContributor {
  private final AcmeCertificates certificates;

  AcmeInfoContributor(AcmeCertificates certificates) {
    this.certificates = certificates;
  }

  @Override
  public void contribute(Info.Builder builder) {
    Map<String, Object> details = new LinkedHashMap<>();
    for (ManagedCertificate one : certificates.all()) {
      details.put(one.name(), CertificateDetails.of(one.status()));
    }
    builder.withDetail("acme", details);
  }
}
