package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ServerTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The CA is not where it should be, or wants something first. */
@Timeout(120)
class BadServerTest {
  private static final URI TERMS = URI.create("https://ca.example/terms-of-service");

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private <E extends AcmeException> E failure(LocalCa at, Class<E> kind, Acme acme) {
    E failure =
        catchThrowableOfType(
            kind, () -> acme.storeIn(new InMemoryStore()).domains("example.com").obtain());
    assertThat(failure).as("the failure").isNotNull();
    assertThat(at.operations()).as("what was asked").isSubsetOf("directory");
    assertThat(at.events).isEmpty();
    at.assertPortIsFree();
    return failure;
  }

  @Test
  void isNotTrusted(@TempDir Path directory) throws IOException {
    try (LocalCa other = new LocalCa()) {
      Path wrong = Files.writeString(directory.resolve("r.pem"), other.server.trustAnchorPem());
      ServerUnreachableException failure =
          failure(ca, ServerUnreachableException.class, ca.acme().trust(wrong));
      assertThat(failure)
          .hasMessageContaining(ca.server.directory().getAuthority())
          .hasMessageContaining("its TLS certificate is not trusted")
          .hasMessageContaining("trust(…)");
      assertThat(failure.isRetryable()).isFalse();
      ca.assertNothingAsked();
    }
  }

  @Test
  void isTrustedByAFile(@TempDir Path directory) throws IOException {
    Path right = Files.writeString(directory.resolve("r.pem"), ca.server.trustAnchorPem());
    Acme acme = ca.acme().trust("replaced by the file").trust(right).storeIn(new InMemoryStore());
    assertThat(acme.domains("example.com").obtain().version()).isEqualTo(1);
  }

  @Test
  void hasANameThatDoesNotExist() {
    Acme acme = ca.acme().directory(URI.create("https://ca.invalid/dir"));
    ServerUnreachableException failure = failure(ca, ServerUnreachableException.class, acme);
    assertThat(failure)
        .hasMessageContaining("ca.invalid could not be reached: its name is not in DNS")
        .hasMessageContaining("typing error");
    assertThat(failure.isRetryable()).isTrue();
  }

  @Test
  void doesNotListen() {
    URI nobody = URI.create("https://127.0.0.1:" + LocalCa.freePort() + "/dir");
    assertThat(failure(ca, ServerUnreachableException.class, ca.acme().directory(nobody)))
        .hasMessageContaining("the connection was refused")
        .hasMessageContaining("firewall");
  }

  /** With a certificate of the CA's making, valid by the machine's clock. */
  private HttpsServer webServer(int status, String type) throws IOException {
    ca.clock.set(Instant.now());
    Lineage lineage =
        ca.acme().storeIn(new InMemoryStore()).identifiers(Identifier.ip("127.0.0.1")).obtain();
    ca.server.resetRequests();
    ca.events.clear();
    HttpsServer server =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(ServerTls.context(lineage)));
    server.createContext(
        "/",
        exchange -> {
          byte[] page = "<html><h1>Welcome!</h1></html>".getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", type);
          exchange.sendResponseHeaders(status, page.length);
          exchange.getResponseBody().write(page);
          exchange.close();
        });
    server.start();
    return server;
  }

  @ParameterizedTest
  @CsvSource({
    "200, text/html, false, an ACME",
    "200, application/json, false, an ACME",
    "404, text/html, false, an ACME server",
    "503, text/html, true, try again later",
  })
  void isAWebSite(int status, String type, boolean retryable, String remedy) throws IOException {
    HttpsServer web = webServer(status, type);
    try {
      URI url = URI.create("https://127.0.0.1:" + web.getAddress().getPort() + "/dir");
      ProtocolViolationException failure =
          failure(
              ca,
              ProtocolViolationException.class,
              ca.acme().directory(url).trust(ca.server.issuerRootPem()));
      assertThat(failure).hasMessageContaining(url.toString());
      assertThat(failure.remedy()).contains(remedy);
      assertThat(failure.isRetryable()).isEqualTo(retryable);
    } finally {
      web.stop(0);
    }
  }

  @Test
  void rfc8555Section7_3_wantsItsTermsAgreedTo() {
    try (LocalCa strict = new LocalCa(builder -> builder.termsOfService(TERMS))) {
      Acme silent =
          Acme.standalone()
              .httpPort(strict.httpPort)
              .directory(strict.server.directory())
              .trust(strict.server.trustAnchorPem())
              .onProgress(strict.events::add);
      TermsNotAgreedException failure = failure(strict, TermsNotAgreedException.class, silent);
      assertThat(failure.terms()).isEqualTo(TERMS);
      assertThat(failure.remedy()).contains(TERMS.toString(), "agreeToTermsOfService()");

      Acme agreed = strict.acme().storeIn(new InMemoryStore());
      assertThat(agreed.domains("example.com").obtain().version()).isEqualTo(1);
    }
  }

  @Test
  void rfc8555Section7_3_doesNotAskForAgreementTwice() {
    try (LocalCa strict = new LocalCa(builder -> builder.termsOfService(TERMS))) {
      InMemoryStore store = new InMemoryStore();
      strict.acme().storeIn(store).domains("example.com").obtain();
      Acme silent =
          Acme.standalone()
              .httpPort(strict.httpPort)
              .directory(strict.server.directory())
              .trust(strict.server.trustAnchorPem())
              .clock(strict.clock)
              .storeIn(store);
      assertThat(silent.domains("example.org").obtain().version()).isEqualTo(1);
    }
  }

  @Test
  void rfc8555Section7_3_4_isForItsCustomersOnly() {
    try (LocalCa closed = new LocalCa(builder -> builder.externalAccountRequired(true))) {
      assertThat(failure(closed, ExternalAccountRequiredException.class, closed.acme()))
          .hasMessageContaining(closed.server.directory().toString())
          .hasMessageContaining("external account binding");
    }
  }

  @Test
  void doesNotKnowTheProfile() {
    assertThatThrownBy(
            () ->
                ca.acme()
                    .profile("shortlived")
                    .storeIn(new InMemoryStore())
                    .domains("example.com")
                    .obtain())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("no profiles, so it has no \"shortlived\" either");
    assertThat(ca.operations()).doesNotContain("newOrder");
    ca.assertPortIsFree();
  }
}
