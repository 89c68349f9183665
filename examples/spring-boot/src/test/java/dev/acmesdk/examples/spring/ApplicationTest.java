package dev.acmesdk.examples.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.spring.AcmeCertificates;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@Timeout(120)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ApplicationTest {
  @TempDir private static Path store;

  @DynamicPropertySource
  static void useTheEmbeddedCa(DynamicPropertyRegistry registry) throws IOException {
    int port = freePort();
    EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start();
    registry.add("acme.directory", ca::directory);
    registry.add("acme.trust", ca::trustAnchorPem);
    registry.add("acme.http01.port", () -> port);
    registry.add("acme.store", () -> store);
  }

  @Test
  void hasACertificate(@Autowired AcmeCertificates certificates) throws Exception {
    ManagedCertificate certificate = certificates.find("example.com").orElseThrow();
    assertThat(certificate.refresh().get().chain().leaf().getSubjectAlternativeNames()).hasSize(2);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
