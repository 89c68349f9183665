package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.manager.RenewalEvent;
import dev.acmesdk.tls.ReloadableKeyManager;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What each kind of web server has to do, with two certificates on one connector. */
@Timeout(120)
@DirtiesContext
@SpringBootTest(
    classes = TestApplication.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "acme.domains=example.com",
      "acme.certificates.shop.domains=shop.example.com,www.shop.example.com"
    })
abstract class WebServerContract {
  @TempDir private static Path directory;
  private static LocalCa ca;

  @Autowired private WebServerApplicationContext context;
  @Autowired private AcmeCertificates certificates;
  @Autowired private ReloadableKeyManager keys;
  @Autowired private TestApplication.Heard heard;
  @Autowired private HealthIndicator acmeHealthIndicator;
  @Autowired private InfoContributor acmeInfoContributor;
  @Autowired private MeterRegistry meters;

  @DynamicPropertySource
  static void startCa(DynamicPropertyRegistry registry) throws IOException {
    ca = new LocalCa(directory);
    ca.addTo(registry);
  }

  @AfterAll
  static void stopCa() {
    ca.close();
  }

  @BeforeEach
  void awaitTheFirstCertificates() throws InterruptedException {
    for (ManagedCertificate one : certificates.all()) {
      CountDownLatch changed = new CountDownLatch(1);
      ReloadableKeyManager.Registration listening =
          keys.onChange(
              () -> {
                if (one.current().isPresent()) {
                  changed.countDown();
                }
              });
      assertThat(one.current().isPresent() || changed.await(60, TimeUnit.SECONDS)).isTrue();
      listening.close();
    }
  }

  private ManagedCertificate certificate(String name) {
    return certificates.find(name).orElseThrow();
  }

  private int port() {
    return context.getWebServer().getPort();
  }

  private X509Certificate current(String name) {
    return certificate(name).current().orElseThrow().chain().leaf();
  }

  /** Waits for what a browser would see after the renewal. */
  private void assertShownSoon(String host, X509Certificate expected) throws Exception {
    long start = System.nanoTime();
    X509Certificate shown = Client.shown(port(), host);
    while (!shown.equals(expected) && System.nanoTime() - start < 2_000_000_000L) {
      shown = Client.shown(port(), host);
    }
    assertThat(shown).isEqualTo(expected);
  }

  @Test
  void showsTheNewCertificateOnTheSamePortAndKeepsConnections() throws Exception {
    // A wish in the last moments of the very first attempt is fulfilled by that one.
    X509Certificate first =
        certificate("example.com").refresh().get(60, TimeUnit.SECONDS).chain().leaf();
    assertShownSoon("example.com", first);
    try (SSLSocket early = Client.connect(port(), "example.com")) {
      X509Certificate second =
          certificate("example.com").refresh().get(60, TimeUnit.SECONDS).chain().leaf();
      assertThat(second).isNotEqualTo(first);
      assertShownSoon("example.com", second);
      assertThat(Client.get(early, "example.com", "/")).contains("200").contains("Hello!");
    }
  }

  @Test
  void eachServerNameHasItsCertificate() throws Exception {
    assertShownSoon("example.com", current("example.com"));
    assertShownSoon("www.shop.example.com", current("shop"));
    X509Certificate renewed =
        certificate("shop").refresh().get(60, TimeUnit.SECONDS).chain().leaf();
    assertShownSoon("shop.example.com", renewed);
    assertShownSoon("example.com", current("example.com"));
  }

  @Test
  void theActuatorAndTheApplicationAreTold() {
    assertThat(acmeHealthIndicator.health().getStatus()).isEqualTo(Status.UP);
    assertThat(acmeHealthIndicator.health().getDetails()).containsKeys("example.com", "shop");
    Info.Builder info = new Info.Builder();
    acmeInfoContributor.contribute(info);
    assertThat(info.build().toString()).contains("nextRenewal");
    assertThat(meters.get("acme.certificates").gauge().value()).isEqualTo(2);
    assertThat(heard.events).hasAtLeastOneElementOfType(RenewalEvent.Started.class);
  }
}
