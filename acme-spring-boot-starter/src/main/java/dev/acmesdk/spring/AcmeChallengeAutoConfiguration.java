package dev.acmesdk.spring;

import dev.acmesdk.http01.Http01Responder;
import jakarta.servlet.Filter;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.web.server.WebFilter;

/**
 * The application answers the CA, with {@code acme.http01.mode=application}. That happens before
 * all other filters, those of Spring Security included: a CA cannot log in.
 */
@AutoConfiguration(after = AcmeAutoConfiguration.class)
@ConditionalOnBean(AcmeCertificates.class)
@ConditionalOnProperty(name = "acme.http01.mode", havingValue = "application")
public final class AcmeChallengeAutoConfiguration {
  /** For Spring. */
  AcmeChallengeAutoConfiguration() {}

  @Bean
  HttpsRedirect acmeHttpsRedirect(AcmeProperties properties, Environment environment) {
    return new HttpsRedirect(properties.http01(), environment);
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass({Filter.class, FilterRegistrationBean.class})
  static class InServlets {
    @Bean
    FilterRegistrationBean<Filter> acmeChallengeFilter(
        Http01Responder responder, HttpsRedirect redirect) {
      FilterRegistrationBean<Filter> registration =
          new FilterRegistrationBean<>(new ChallengeFilter(responder, redirect));
      registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
      return registration;
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  @ConditionalOnClass(WebFilter.class)
  static class Reactive {
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ChallengeWebFilter acmeChallengeWebFilter(Http01Responder responder, HttpsRedirect redirect) {
      return new ChallengeWebFilter(responder, redirect);
    }
  }
}
