package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.Preflight.Reservation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@SuppressWarnings("try") // What is reserved is held for the block, not used in it.
@Timeout(60)
class Http01ServerLifecycleTest {
  private static final List<Identifier> NAMES = List.of(Identifier.dns("example.com"));

  private final Http01Server server = Http01Server.onPort(0);

  private static void assertIsClosed(int port) {
    assertThatThrownBy(() -> RawClient.connect(port)).isInstanceOf(ConnectException.class);
  }

  private static List<String> threads(int port) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(("acme-http01-" + port)::equals)
        .toList();
  }

  @Test
  void solvesHttp01() {
    assertThat(server.challengeType()).isEqualTo(Challenge.Http01.class);
  }

  @Test
  void listensOnPort80UnlessToldOtherwise() {
    assertThat(Http01Server.builder().build().port()).isEqualTo(80);
    assertThat(Http01Server.onPort(5002)).hasToString("HTTP-01 server on port 5002");
    assertThatIllegalArgumentException().isThrownBy(() -> Http01Server.onPort(65_536));
    assertThatIllegalArgumentException().isThrownBy(() -> Http01Server.onPort(-1));
  }

  @Test
  void isOpenFromReservationToItsClose() throws IOException {
    assertThat(server.port()).isZero();
    Reservation reservation = server.reserve(NAMES);
    int port = server.port();
    assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 404 ");
    assertThat(threads(port)).hasSize(1);
    reservation.close();
    assertIsClosed(port);
    assertThat(threads(port)).isEmpty();
    assertThat(server.port()).isZero();
  }

  @Test
  void staysOpenUntilTheLastOfOverlappingReservationsIsClosed() throws IOException {
    Reservation first = server.reserve(NAMES);
    Reservation second = server.reserve(NAMES);
    int port = server.port();
    first.close();
    first.close();
    assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 404 ");
    second.close();
    assertIsClosed(port);
  }

  @Test
  void isOpenAsLongAsAResponseIsInPlaceEvenWithoutReservation() throws IOException {
    server.present(pending());
    int port = server.port();
    assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 200 ");
    server.reserve(NAMES).close();
    assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 200 ");
    server.cleanUp(pending());
    assertIsClosed(port);
  }

  @Test
  void cleanUpWithoutPresentDoesNothing() throws IOException {
    server.cleanUp(pending());
    try (Reservation ignored = server.reserve(NAMES)) {
      server.cleanUp(pending());
      assertThat(RawClient.get(server.port(), PATH)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void aResponsePresentedTwiceStaysUntilCleanedUpTwice() throws IOException {
    server.present(pending());
    server.present(pending());
    server.cleanUp(pending());
    assertThat(RawClient.get(server.port(), PATH)).startsWith("HTTP/1.1 200 ");
    server.cleanUp(pending());
    assertThat(server.port()).isZero();
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
      clients.add(RawClient.connect(port).send(i % 2 == 0 ? "GET " : "GET / HTTP/1.1\r\n\r\n"));
    }
    assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 404 ");
    reservation.close();
    Http01Server again = Http01Server.onPort(port);
    try (Reservation ignored = again.reserve(NAMES)) {
      assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 404 ");
    }
    try (ServerSocket plain = new ServerSocket(port)) {
      assertThat(plain.getLocalPort()).isEqualTo(port);
    }
    for (RawClient client : clients) {
      client.close();
    }
  }

  /** Those that the system hands out are above, and this one must be had again and again. */
  private static int portThatNoOutgoingConnectionTakes() throws IOException {
    int port = ThreadLocalRandom.current().nextInt(20_000, 32_768);
    try (ServerSocket free = new ServerSocket(port)) {
      return free.getLocalPort();
    }
  }

  @Test
  void canBeOpenedAndClosedOverAndOver() throws IOException {
    int port = portThatNoOutgoingConnectionTakes();
    Http01Server fixed = Http01Server.onPort(port);
    for (int i = 0; i < 100; i++) {
      fixed.present(pending());
      assertThat(RawClient.get(port, PATH)).startsWith("HTTP/1.1 200 ");
      fixed.cleanUp(pending());
    }
    assertThat(threads(port)).isEmpty();
  }

  @Test
  void freesThePortAlsoWhenTheThreadIsInterrupted() throws IOException {
    Reservation reservation = server.reserve(NAMES);
    int port = server.port();
    Thread.currentThread().interrupt();
    reservation.close();
    assertThat(Thread.interrupted()).isTrue();
    assertIsClosed(port);
    assertThat(threads(port)).isEmpty();
  }

  @Test
  void opensAlsoWhenTheThreadIsInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    Reservation reservation = server.reserve(NAMES);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(RawClient.get(server.port(), PATH)).startsWith("HTTP/1.1 404 ");
    reservation.close();
  }

  @Test
  void tellsWhetherTheCaHasAsked() throws IOException, InterruptedException {
    server.present(pending());
    assertThat(server.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
    assertThat(RawClient.get(server.port(), PATH)).startsWith("HTTP/1.1 200 ");
    assertThat(server.awaitRequested(List.of(pending()), Duration.ZERO)).isTrue();
    server.cleanUp(pending());
  }
}
