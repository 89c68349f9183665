package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The application starts whatever the CA does. */
@Timeout(120)
class StartTest {
  @TempDir private Path directory;

  private static ConfigurableApplicationContext run(Map<String, Object> properties) {
    SpringApplication application = new SpringApplication(TestApplication.class);
    Map<String, Object> all = new HashMap<>(properties);
    all.put("acme.domains", "example.com");
    all.put("spring.main.banner-mode", "off");
    application.setDefaultProperties(all);
    return application.run();
  }

  private static X509Certificate shown(ConfigurableApplicationContext context) throws Exception {
    int port = ((WebServerApplicationContext) context).getWebServer().getPort();
    return Client.shown(port, "example.com");
  }

  @Test
  void withoutTheCaThereIsAPlaceholder() throws Exception {
    Map<String, Object> properties;
    try (LocalCa ca = new LocalCa(directory)) {
      properties = ca.properties();
    }
    try (ConfigurableApplicationContext context = run(properties)) {
      X509Certificate shown = shown(context);
      assertThat(shown.getIssuerX500Principal()).isEqualTo(shown.getSubjectX500Principal());
      assertThat(shown.getSubjectAlternativeNames().toString()).contains("example.com");
      HealthIndicator health = context.getBean(AcmeHealthIndicator.class);
      assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
    }
  }

  @Test
  void withoutTheCaTheStoredCertificateIsShown() throws Exception {
    Map<String, Object> properties;
    X509Certificate first;
    try (LocalCa ca = new LocalCa(directory)) {
      properties = ca.properties();
      first = obtainAtFirstStart(properties, ca.server);
    }
    try (ConfigurableApplicationContext context = run(properties)) {
      assertThat(shown(context)).isEqualTo(first);
      HealthIndicator health = context.getBean(AcmeHealthIndicator.class);
      assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }
  }

  private static X509Certificate obtainAtFirstStart(
      Map<String, Object> properties, EmbeddedAcmeServer ca) throws Exception {
    try (ConfigurableApplicationContext context = run(properties)) {
      ManagedCertificate certificate =
          context.getBean(AcmeCertificates.class).find("example.com").orElseThrow();
      X509Certificate leaf = certificate.refresh().get(60, TimeUnit.SECONDS).chain().leaf();
      assertThat(ca.count("finalize")).isPositive();
      return leaf;
    }
  }

  @Test
  void aStopWhileARenewalIsUnderWayIsQuickAndLeavesNoRenewalThread() throws Exception {
    try (LocalCa ca = new LocalCa(directory);
        var held = ca.server.faults().hold("newOrder")) {
      ConfigurableApplicationContext context = run(ca.properties());
      held.awaitRequest(Duration.ofSeconds(60));
      context.close();
      assertThat(Thread.getAllStackTraces().keySet())
          .filteredOn(thread -> thread.getName().startsWith("acme-renewal"))
          .filteredOn(Thread::isAlive)
          .isEmpty();
    }
  }
}
