package dev.acmesdk.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The application's web server shows the certificates, and each new one without a restart. */
@AutoConfiguration(after = AcmeAutoConfiguration.class)
@ConditionalOnClass(AbstractConfigurableWebServerFactory.class)
@ConditionalOnBean(AcmeCertificates.class)
public final class AcmeWebServerAutoConfiguration {
  /** For Spring. */
  AcmeWebServerAutoConfiguration() {}

  @Bean
  BundleChoice acmeBundleChoice(
      AcmeProperties properties, AcmeBundles ours, ObjectProvider<SslBundles> bundles) {
    return new BundleChoice(properties.bundle(), ours, bundles);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(TomcatWebServerFactory.class)
  static class OnTomcat {
    @Bean
    TomcatSetup acmeTomcatSetup(AcmeProperties properties, AcmeBundles bundles) {
      return new TomcatSetup(properties, bundles);
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(JettyWebServerFactory.class)
  static class OnJetty {
    @Bean
    JettySetup acmeJettySetup(AcmeProperties properties, SslBundles bundles) {
      return new JettySetup(properties, bundles);
    }
  }
}
