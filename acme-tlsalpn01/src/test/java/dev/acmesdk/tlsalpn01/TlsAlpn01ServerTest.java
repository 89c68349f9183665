package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.NAME;
import static dev.acmesdk.tlsalpn01.Challenges.THUMBPRINT;
import static dev.acmesdk.tlsalpn01.Challenges.TOKEN;
import static dev.acmesdk.tlsalpn01.Challenges.ip;
import static dev.acmesdk.tlsalpn01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight.Reservation;
import java.io.IOException;
import java.net.NetworkInterface;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsAlpn01ServerTest {
  private static final Instant NOW = Instant.parse("2031-02-03T04:05:06Z");
  private static final String NO_PROTOCOL = "Received fatal alert: no_application_protocol";
  private static final String NO_SUCH_NAME = "Received fatal alert: unrecognized_name";

  private final TlsAlpn01Server server =
      TlsAlpn01Server.builder()
          .port(0)
          .limits(Limits.DEFAULT.withClock(Clock.fixed(NOW, ZoneOffset.UTC)))
          .build();
  private final Validation validation = new Validation();
  private Reservation reservation;

  @BeforeEach
  void open() throws IOException {
    reservation = server.reserve(List.of(Identifier.dns(NAME)));
  }

  @AfterEach
  void close() {
    reservation.close();
  }

  private Validation.Outcome validate() throws IOException {
    return validation.run(server.port());
  }

  private void assertIsRefused(String alert) {
    assertThatThrownBy(this::validate)
        .isInstanceOf(SSLHandshakeException.class)
        .hasMessageEndingWith(alert);
    assertThat(validation.hasSeenACertificate()).isFalse();
  }

  private static String digest(String token) {
    return HexFormat.of().formatHex(new KeyAuthorization(token, THUMBPRINT).digest());
  }

  private static PendingChallenge<TlsAlpn01> forAddress(String literal) {
    return pending(Identifier.ip(literal), TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void rfc8737Section3_showsTheCertificateOfTheNameThatIsAskedFor(String version) throws Exception {
    server.present(pending());
    validation.versions(version);
    Validation.Outcome outcome = validate();
    assertThat(outcome.version()).isEqualTo(version);
    assertThat(outcome.protocol()).isEqualTo("acme-tls/1");
    assertThat(outcome.alternativeNames()).containsExactly(List.of(2, NAME));
    assertThat(outcome.digest()).isEqualTo(digest(TOKEN));
    assertThat(outcome.certificate().getNotBefore().toInstant())
        .isEqualTo(NOW.minus(Duration.ofDays(7)));
  }

  @Test
  void rfc8737Section3_namesAreALabelsAndComparedWithoutCase() throws Exception {
    server.present(pending("bücher.example"));
    validation.serverName("XN--Bcher-KVA.Example");
    assertThat(validate().alternativeNames()).containsExactly(List.of(2, "xn--bcher-kva.example"));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 1.2.0.192.in-addr.arpa, 192.0.2.1",
    "::ffff:192.0.2.1, 1.2.0.192.in-addr.arpa, 192.0.2.1",
    "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa,"
        + " 2001:db8:0:0:0:0:0:1",
    "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.IP6.ARPA,"
        + " 2001:db8:0:0:0:0:0:1",
  })
  void rfc8738Section6_addressesAreAskedForByTheirReverseName(
      String address, String serverName, String alternativeName) throws Exception {
    server.present(forAddress(address));
    validation.serverName(serverName);
    Validation.Outcome outcome = validate();
    assertThat(outcome.alternativeNames()).containsExactly(List.of(7, alternativeName));
    assertThat(outcome.digest()).isEqualTo(digest(TOKEN));
  }

  @Test
  void rfc8738Section6_anAddressItselfIsNoServerName() throws Exception {
    server.present(forAddress("192.0.2.1"));
    validation.serverName("192.0.2.1");
    assertIsRefused(NO_SUCH_NAME);
  }

  @Test
  void rfc8737Section3_isSilentAboutTheCertificateWithoutAlpn() throws Exception {
    server.present(pending());
    validation.protocols();
    assertIsRefused(NO_PROTOCOL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2", "http/1.1", "acme-tls/2", "ACME-TLS/1", "acme-tls/1 "})
  void rfc8737Section3_isSilentAboutTheCertificateWithAnotherProtocol(String protocol)
      throws Exception {
    server.present(pending());
    validation.protocols(protocol);
    assertIsRefused(NO_PROTOCOL);
  }

  @Test
  void negotiatesNothingElseWithWhoOffersMore() throws Exception {
    server.present(pending());
    validation.protocols("h2", "acme-tls/1");
    assertThat(validate().protocol()).isEqualTo("acme-tls/1");
  }

  @Test
  void rfc8737Section3_refusesWhoDoesNotSayWhichName() throws Exception {
    server.present(pending());
    validation.serverName();
    assertIsRefused(NO_SUCH_NAME);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example", "www.example.com", "com", "example.com.example"})
  void rfc8737Section3_refusesNamesWithoutResponse(String name) throws Exception {
    server.present(pending());
    validation.serverName(name);
    assertIsRefused(NO_SUCH_NAME);
  }

  @Test
  void refusesEverybodyAsLongAsNothingIsInPlace() throws Exception {
    assertIsRefused(NO_SUCH_NAME);
    server.present(pending());
    assertThat(validate().digest()).isEqualTo(digest(TOKEN));
    server.cleanUp(pending());
    assertThatThrownBy(this::validate).hasMessageEndingWith(NO_SUCH_NAME);
  }

  @Test
  void rfc8737Section4_endsTheConnectionAfterTheHandshakeWithoutData() throws Exception {
    server.present(pending());
    assertThat(validate().octetsAfter()).isZero();
  }

  @Test
  void servesSeveralNamesSideBySide() throws Exception {
    List<String> names = IntStream.range(0, 20).mapToObj(i -> "n" + i + ".example").toList();
    for (String name : names) {
      server.present(pending(Identifier.dns(name), name.replace('.', '_')));
    }
    int port = server.port();
    List<String> digests =
        names.parallelStream()
            .map(name -> new Validation().serverName(name).runUnchecked(port).digest())
            .toList();
    assertThat(digests)
        .isEqualTo(names.stream().map(name -> digest(name.replace('.', '_'))).toList());
  }

  @Test
  void cleansUpNothingButItsOwn() throws Exception {
    PendingChallenge<TlsAlpn01> first = pending(Identifier.dns(NAME), "first");
    PendingChallenge<TlsAlpn01> second = pending(Identifier.dns(NAME), "second");
    server.present(pending("other.example"));
    server.present(first);
    server.present(second);
    assertThat(validate().digest()).isEqualTo(digest("second"));
    server.cleanUp(second);
    assertThat(validate().digest()).isEqualTo(digest("first"));
    server.cleanUp(second);
    server.cleanUp(first);
    assertThat(new Validation().serverName("other.example").run(server.port()).digest())
        .isEqualTo(digest(TOKEN));
  }

  /** Else a client that has a session would be shown no certificate, or an old one. */
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void resumesNoSessionOfAnotherChallenge(String version) throws Exception {
    validation.versions(version);
    server.present(pending(Identifier.dns(NAME), "first"));
    assertThat(validate().digest()).isEqualTo(digest("first"));
    server.cleanUp(pending(Identifier.dns(NAME), "first"));
    server.present(pending(Identifier.dns(NAME), "second"));
    assertThat(validate().digest()).isEqualTo(digest("second"));
  }

  @Test
  void isReachableByIpv6() throws Exception {
    assumeTrue(NetworkInterface.getByInetAddress(ip("::1")) != null, "This host has no IPv6");
    server.present(forAddress("::1"));
    validation.at(ip("::1")).serverName("1" + ".0".repeat(31) + ".ip6.arpa");
    assertThat(validate().alternativeNames()).containsExactly(List.of(7, "0:0:0:0:0:0:0:1"));
  }

  @Test
  void rfc8555Section7_5_1_tellsWhetherTheCaHasAsked() throws Exception {
    PendingChallenge<TlsAlpn01> other = pending(Identifier.dns("other.example"), "other");
    server.present(pending());
    server.present(other);
    assertThat(server.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
    validate();
    assertThat(server.awaitRequested(List.of(pending()), Duration.ofSeconds(30))).isTrue();
    assertThat(server.awaitRequested(List.of(pending(), other), Duration.ZERO)).isFalse();
    new Validation().serverName("other.example").run(server.port());
    assertThat(server.awaitRequested(List.of(pending(), other), Duration.ofSeconds(30))).isTrue();
  }

  @Test
  void whoIsRefusedHasNotAsked() throws Exception {
    server.present(pending());
    validation.protocols("h2");
    assertIsRefused(NO_PROTOCOL);
    assertThat(server.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
  }

  @Test
  void whatIsNotInPlaceIsNotWaitedFor() throws Exception {
    assertThat(server.awaitRequested(List.of(pending()), Duration.ofDays(1))).isFalse();
  }
}
