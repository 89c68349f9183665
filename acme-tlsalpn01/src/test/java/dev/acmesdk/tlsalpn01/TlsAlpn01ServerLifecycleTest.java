package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.ip;
import static dev.acmesdk.tlsalpn01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.error.PortUnavailableException.Reason;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.Preflight.Reservation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // What is reserved is held for the block, not used in it.
@Timeout(60)
class TlsAlpn01ServerLifecycleTest {
  private static final List<Identifier> NAMES = List.of(Identifier.dns("example.com"));

  private final TlsAlpn01Server server = TlsAlpn01Server.onPort(0);

  private static void assertIsClosed(int port) {
    assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(ConnectException.class);
    assertThat(threads(port)).isEmpty();
  }

  private static List<Thread> threads(int port) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("acme-tlsalpn01-" + port))
        .toList();
  }

  private static void assertIsServed(int port) throws IOException {
    assertThat(new Validation().run(port).protocol()).isEqualTo("acme-tls/1");
  }

  @Test
  void solvesTlsAlpn01() {
    assertThat(server.challengeType()).isEqualTo(Challenge.TlsAlpn01.class);
  }

  @Test
  void rfc8737Section3_listensOnPort443UnlessToldOtherwise() {
    assertThat(TlsAlpn01Server.builder().build().port()).isEqualTo(443);
    assertThat(TlsAlpn01Server.onPort(5001)).hasToString("TLS-ALPN-01 server on port 5001");
    assertThatIllegalArgumentException().isThrownBy(() -> TlsAlpn01Server.onPort(65_536));
    assertThatIllegalArgumentException().isThrownBy(() -> TlsAlpn01Server.onPort(-1));
  }

  @Test
  void isOpenFromReservationToItsCloseWithOneDaemonThread() throws IOException {
    assertThat(server.port()).isZero();
    Reservation reservation = server.reserve(NAMES);
    int port = server.port();
    RawClient.connect(port).close();
    assertThat(threads(port)).singleElement().matches(Thread::isDaemon);
    reservation.close();
    assertIsClosed(port);
    assertThat(server.port()).isZero();
  }

  @Test
  void staysOpenUntilTheLastOfOverlappingReservationsIsClosed() throws IOException {
    Reservation first = server.reserve(NAMES);
    Reservation second = server.reserve(NAMES);
    int port = server.port();
    first.close();
    first.close();
    RawClient.connect(port).close();
    second.close();
    assertIsClosed(port);
  }

  @Test
  void isOpenAsLongAsAResponseIsInPlaceEvenWithoutReservation() throws IOException {
    server.present(pending());
    int port = server.port();
    server.reserve(NAMES).close();
    assertIsServed(port);
    server.cleanUp(pending());
    assertIsClosed(port);
  }

  @Test
  void aResponsePresentedTwiceStaysUntilCleanedUpTwice() throws IOException {
    server.present(pending());
    server.present(pending());
    server.cleanUp(pending());
    int port = server.port();
    assertIsServed(port);
    server.cleanUp(pending());
    assertIsClosed(port);
  }

  @Test
  void cleanUpWithoutPresentDoesNothing() throws IOException {
    server.cleanUp(pending());
    try (Reservation ignored = server.reserve(NAMES)) {
      server.cleanUp(pending());
      RawClient.connect(server.port()).close();
    }
  }

  @Test
  void doesNotOpenThePortForWildcardsOnly() throws IOException {
    try (Reservation ignored = server.reserve(List.of(Identifier.dns("*.example.com")))) {
      assertThat(server.port()).isZero();
    }
    try (Reservation ignored =
        server.reserve(List.of(Identifier.dns("*.example.com"), Identifier.dns("example.com")))) {
      assertThat(server.port()).isPositive();
    }
  }

  @Test
  void freesThePortAtOnceAlthoughConnectionsAreOpen() throws IOException {
    Reservation reservation = server.reserve(NAMES);
    int port = server.port();
    List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      clients.add(RawClient.connect(port).send(new byte[] {22, 3, 1}));
    }
    reservation.close();
    try (ServerSocket plain = new ServerSocket(port)) {
      assertThat(plain.getLocalPort()).isEqualTo(port);
    }
    for (RawClient client : clients) {
      assertThat(client.isHungUpOn()).isTrue();
      client.close();
    }
  }

  @Test
  void opensAndFreesThePortAlsoWhenTheThreadIsInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    server.present(pending());
    int port = server.port();
    assertThat(Thread.interrupted()).isTrue();
    assertIsServed(port);
    Thread.currentThread().interrupt();
    server.cleanUp(pending());
    assertThat(Thread.interrupted()).isTrue();
    assertIsClosed(port);
  }

  @Test
  void tellsThatThePortIsTakenAndLeavesNothingBehind() throws IOException {
    try (ServerSocket occupant = new ServerSocket(0)) {
      int port = occupant.getLocalPort();
      TlsAlpn01Server unlucky = TlsAlpn01Server.onPort(port);
      PortUnavailableException failure =
          catchThrowableOfType(PortUnavailableException.class, () -> unlucky.reserve(NAMES));
      assertThat(failure.reason()).isEqualTo(Reason.IN_USE);
      assertThat(failure)
          .hasMessageStartingWith("Port %d on all addresses cannot be opened: ", port)
          .hasMessageContaining("prove control by HTTP-01 or DNS-01");
      assertThat(threads(port)).isEmpty();
      assertThatThrownBy(() -> unlucky.present(pending()))
          .isInstanceOf(PortUnavailableException.class);
      unlucky.cleanUp(pending());
      occupant.close();
      unlucky.reserve(NAMES).close();
      assertIsClosed(port);
    }
  }

  @Test
  void listensOnOneAddressIfToldSo() {
    TlsAlpn01Server elsewhere = TlsAlpn01Server.builder().port(0).address(ip("192.0.2.1")).build();
    PortUnavailableException failure =
        catchThrowableOfType(PortUnavailableException.class, () -> elsewhere.reserve(NAMES));
    assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_MISSING);
    assertThat(failure).hasMessageContaining("192.0.2.1");
  }
}
