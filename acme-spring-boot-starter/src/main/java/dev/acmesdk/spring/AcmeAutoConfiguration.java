package dev.acmesdk.spring;

import dev.acmesdk.Acme;
import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.manager.RenewalListener;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Certificates that look after themselves, by the properties of {@link AcmeProperties}.
 *
 * <p>A bean of the type {@link Acme} chooses another way to prove control than HTTP-01, and
 * whatever else the properties do not offer. Beans of the type {@link RenewalListener} hear what
 * happens; so do methods with {@code @EventListener} and a parameter of a kind of {@link
 * dev.acmesdk.manager.RenewalEvent}.
 */
@AutoConfiguration(before = SslAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "acme.enabled", matchIfMissing = true)
@EnableConfigurationProperties(AcmeProperties.class)
public final class AcmeAutoConfiguration {
  /** For Spring. */
  AcmeAutoConfiguration() {}

  @Bean
  @ConditionalOnMissingBean
  Http01Responder acmeHttp01Responder() {
    return new Http01Responder();
  }

  @Bean
  @ConditionalOnMissingBean
  ReloadableKeyManager acmeKeyManager() {
    return ReloadableKeyManager.create();
  }

  @Bean
  AcmeWishes acmeWishes(AcmeProperties properties) {
    return new AcmeWishes(Wanted.of(properties));
  }

  @Bean
  AcmeBundles acmeBundles(AcmeProperties properties, AcmeWishes wishes, ReloadableKeyManager keys) {
    return new AcmeBundles(
        properties.bundle(), wishes.all(), CertbotDirectory.at(properties.store()), keys);
  }

  @Bean
  AcmeCertificates acmeCertificates(
      AcmeProperties properties,
      AcmeWishes wishes,
      ReloadableKeyManager keys,
      Http01Responder responder,
      Environment environment,
      ObjectProvider<Acme> chosen,
      ObjectProvider<RenewalListener> listeners,
      ApplicationEventPublisher publisher) {
    AcmeSetup setup = new AcmeSetup(properties);
    Acme start = chosen.getIfAvailable(() -> setup.byHttp(wishes.all(), responder, environment));
    List<RenewalListener> all = listeners.orderedStream().toList();
    return new AcmeCertificates(
        setup.complete(start),
        wishes.all(),
        keys,
        event -> {
          all.forEach(listener -> listener.onEvent(event));
          publisher.publishEvent(event);
        });
  }
}
