package dev.acmesdk.spring;

import dev.acmesdk.micrometer.CertificateMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What Spring Boot's actuator shows of the certificates: health, info and metrics. */
@AutoConfiguration(after = AcmeAutoConfiguration.class)
@ConditionalOnBean(AcmeCertificates.class)
public final class AcmeActuatorAutoConfiguration {
  /** For Spring. */
  AcmeActuatorAutoConfiguration() {}

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthIndicator.class)
  static class OfHealth {
    @Bean
    @ConditionalOnMissingBean(name = "acmeHealthIndicator")
    @ConditionalOnBooleanProperty(name = "management.health.acme.enabled", matchIfMissing = true)
    AcmeHealthIndicator acmeHealthIndicator(AcmeCertificates certificates) {
      return new AcmeHealthIndicator(certificates);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(InfoContributor.class)
  static class OfInfo {
    @Bean
    @ConditionalOnMissingBean(name = "acmeInfoContributor")
    @ConditionalOnBooleanProperty(name = "management.info.acme.enabled", matchIfMissing = true)
    AcmeInfoContributor acmeInfoContributor(AcmeCertificates certificates) {
      return new AcmeInfoContributor(certificates);
    }
  }

  /** It is a listener, so it hears of the certificates by itself. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({MeterBinder.class, CertificateMetrics.class})
  static class OfMetrics {
    @Bean
    @ConditionalOnMissingBean
    CertificateMetrics acmeCertificateMetrics() {
      return CertificateMetrics.create();
    }
  }
}
