package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** The application answers the CA itself, behind Spring Security, which wants a log-in for all. */
@Timeout(120)
@DirtiesContext
@SpringBootTest(
    classes = ApplicationModeTest.Guarded.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "acme.domains=example.com",
      "acme.http01.mode=application",
      "acme.http01.redirect-to-https=true"
    })
class ApplicationModeTest {
  @TempDir private static Path directory;
  private static LocalCa ca;

  @Autowired private AcmeCertificates certificates;
  @LocalServerPort private int port;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Guarded {}

  @DynamicPropertySource
  static void startCa(DynamicPropertyRegistry registry) throws IOException {
    ca = new LocalCa(directory);
    ca.addTo(registry);
  }

  @AfterAll
  static void stopCa() {
    ca.close();
  }

  @Test
  void theCaGetsItsAnswerAndEverybodyElseHasToLogIn() throws Exception {
    ManagedCertificate certificate = certificates.find("example.com").orElseThrow();
    X509Certificate leaf = certificate.refresh().get(60, TimeUnit.SECONDS).chain().leaf();
    assertThat(Client.shown(port, "example.com")).isEqualTo(leaf);
    try (SSLSocket socket = Client.connect(port, "example.com")) {
      assertThat(Client.get(socket, "example.com", "/").lines().findFirst().orElseThrow())
          .contains("401");
    }
  }

  @Test
  void plainRequestsAreSentToHttps() throws Exception {
    assertThat(Client.getPlain(ca.httpPort, "example.com", "/a%20b?c=d"))
        .contains(" 308 ")
        .contains("https://example.com:" + port + "/a%20b?c=d");
  }

  @Test
  void rfc8555Section8_3_unknownTokensAreNotFound() throws Exception {
    assertThat(Client.getPlain(ca.httpPort, "example.com", "/.well-known/acme-challenge/unknown"))
        .contains(" 404 ");
  }
}
