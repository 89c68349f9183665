package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.ManagedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.concurrent.CompletableFuture;
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
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Netty has one port, so a proxy hands the CA's plain requests on to it. */
@Timeout(120)
@DirtiesContext
@SpringBootTest(
    classes = ApplicationModeOnNettyTest.Guarded.class,
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "acme.domains=example.com",
      "acme.http01.mode=application",
      "spring.main.web-application-type=reactive",
      "spring.autoconfigure.exclude[0]=org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
      "spring.autoconfigure.exclude[1]=org.springframework.boot.jetty.autoconfigure.reactive.JettyReactiveWebServerAutoConfiguration"
    })
class ApplicationModeOnNettyTest {
  private static final CompletableFuture<Integer> APPLICATION = new CompletableFuture<>();

  @TempDir private static Path directory;
  private static LocalCa ca;
  private static HttpServer proxy;

  @Autowired private AcmeCertificates certificates;
  @LocalServerPort private int port;

  @SpringBootConfiguration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class Guarded {
    @EventListener
    void on(WebServerInitializedEvent event) {
      APPLICATION.complete(event.getWebServer().getPort());
    }
  }

  @DynamicPropertySource
  static void startCa(DynamicPropertyRegistry registry) throws IOException {
    ca = new LocalCa(directory);
    ca.addTo(registry);
    proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ca.httpPort), 0);
    proxy.createContext("/", ApplicationModeOnNettyTest::handOn);
    proxy.start();
  }

  private static void handOn(HttpExchange exchange) throws IOException {
    try (exchange;
        SSLSocket socket = Client.connect(APPLICATION.join(), "example.com")) {
      String answer = Client.get(socket, "example.com", exchange.getRequestURI().toString());
      int status = Integer.parseInt(answer.split(" ", 3)[1]);
      byte[] body =
          answer.substring(answer.lastIndexOf('\n') + 1).getBytes(StandardCharsets.US_ASCII);
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @AfterAll
  static void stop() {
    proxy.stop(0);
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
}
