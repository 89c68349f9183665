package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.NAME;
import static dev.acmesdk.tlsalpn01.Challenges.THUMBPRINT;
import static dev.acmesdk.tlsalpn01.Challenges.TOKEN;
import static dev.acmesdk.tlsalpn01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A web server that selects {@code acme-tls/1} beside its own protocol. */
@Timeout(60)
class TlsAlpn01ResponderTest {
  private static final Instant NOW = Instant.parse("2031-02-03T04:05:06Z");

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private final TlsAlpn01Responder responder =
      TlsAlpn01Responder.of(keys, Clock.fixed(NOW, ZoneOffset.UTC));
  private final ExecutorService serving = Executors.newFixedThreadPool(2);
  private HttpsServer server;

  @BeforeEach
  void start() throws IOException {
    keys.publishPlaceholder("own", List.of(Identifier.dns(NAME)));
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(serving);
    server.setHttpsConfigurator(
        new HttpsConfigurator(keys.sslContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setApplicationProtocols(new String[] {"http/1.1", TlsAlpn01.PROTOCOL});
            parameters.setSSLParameters(tls);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
    serving.shutdownNow();
  }

  private Validation.Outcome validate(String name) throws IOException {
    return new Validation().hangingUp().serverName(name).run(server.getAddress().getPort());
  }

  private static String digest(String token) {
    return HexFormat.of().formatHex(new KeyAuthorization(token, THUMBPRINT).digest());
  }

  /** The JDK's web server sends an alert, or hangs up before the client has read it. */
  private void assertIsRefused(String name) {
    Validation validation = new Validation().hangingUp().serverName(name);
    assertThatThrownBy(() -> validation.run(server.getAddress().getPort()))
        .isInstanceOf(IOException.class);
    assertThat(validation.hasSeenACertificate()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void rfc8737Section3_showsTheCertificateOfTheChallenge(String version) throws Exception {
    responder.present(pending());
    Validation.Outcome outcome =
        new Validation().hangingUp().versions(version).run(server.getAddress().getPort());
    assertThat(outcome.version()).isEqualTo(version);
    assertThat(outcome.protocol()).isEqualTo("acme-tls/1");
    assertThat(outcome.alternativeNames()).containsExactly(List.of(2, NAME));
    assertThat(outcome.digest()).isEqualTo(digest(TOKEN));
    assertThat(outcome.certificate().getNotBefore().toInstant())
        .isEqualTo(NOW.minus(Duration.ofDays(7)));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 1.2.0.192.in-addr.arpa",
    "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
  })
  void rfc8738Section6_addressesAreAskedForByTheirReverseName(String address, String serverName)
      throws Exception {
    responder.present(pending(Identifier.ip(address), TOKEN));
    assertThat(validate(serverName).digest()).isEqualTo(digest(TOKEN));
  }

  @Test
  void rfc8737Section3_theServersOwnCertificateIsNotShownInItsPlace() {
    assertIsRefused(NAME);
    responder.present(pending("other.example"));
    assertIsRefused(NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "http/1.1"})
  void rfc8737Section3_visitorsAreShownTheServersOwnCertificate(String protocol) throws Exception {
    responder.present(pending());
    String[] offered = protocol.isEmpty() ? new String[0] : new String[] {protocol};
    Validation.Outcome outcome =
        new Validation().hangingUp().protocols(offered).run(server.getAddress().getPort());
    assertThat(outcome.certificate().getSubjectX500Principal().getName())
        .startsWith("CN=Placeholder");
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
  }

  @Test
  void cleansUpNothingButItsOwn() throws Exception {
    PendingChallenge<TlsAlpn01> first = pending(Identifier.dns(NAME), "first");
    PendingChallenge<TlsAlpn01> second = pending(Identifier.dns(NAME), "second");
    responder.present(first);
    responder.present(second);
    assertThat(validate(NAME).digest()).isEqualTo(digest("second"));
    responder.cleanUp(second);
    responder.cleanUp(second);
    assertThat(validate(NAME).digest()).isEqualTo(digest("first"));
    responder.cleanUp(first);
    assertIsRefused(NAME);
  }

  @Test
  void whatWasPresentedTwiceStaysUntilItWasCleanedUpTwice() throws Exception {
    responder.present(pending());
    responder.present(pending());
    responder.cleanUp(pending());
    assertThat(validate(NAME).digest()).isEqualTo(digest(TOKEN));
    responder.cleanUp(pending());
    assertIsRefused(NAME);
  }

  @Test
  void rfc8555Section7_5_1_tellsWhetherTheCaHasAsked() throws Exception {
    PendingChallenge<TlsAlpn01> other = pending(Identifier.dns("other.example"), "other");
    responder.present(pending());
    responder.present(other);
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
    validate(NAME);
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ofSeconds(30))).isTrue();
    assertThat(responder.awaitRequested(List.of(pending(), other), Duration.ZERO)).isFalse();
    validate("other.example");
    assertThat(responder.awaitRequested(List.of(pending(), other), Duration.ofSeconds(30)))
        .isTrue();
  }

  @Test
  void whatIsNotInPlaceIsNotWaitedFor() throws Exception {
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ofDays(1))).isFalse();
  }

  @Test
  void solvesTlsAlpn01ByTheSystemsClock() throws Exception {
    TlsAlpn01Responder ordinary = TlsAlpn01Responder.of(keys);
    assertThat(ordinary.challengeType()).isEqualTo(TlsAlpn01.class);
    assertThat(ordinary).hasToString("TLS-ALPN-01 responder in a server of this program");
    ordinary.present(pending());
    validate(NAME).certificate().checkValidity();
  }
}
