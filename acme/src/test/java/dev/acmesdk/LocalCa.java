package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import dev.acmesdk.testing.MutableClock;
import dev.acmesdk.testing.ReceivedRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** A CA on loopback, and a request for a certificate from it; both go by one clock. */
final class LocalCa implements AutoCloseable {
  static final Instant START = Instant.parse("2027-03-01T12:00:00Z");

  final MutableClock clock = new MutableClock(START);
  final int httpPort = freePort();
  final List<IssuanceEvent> events = new CopyOnWriteArrayList<>();
  final EmbeddedAcmeServer server;

  LocalCa() {
    this(UnaryOperator.identity());
  }

  LocalCa(UnaryOperator<EmbeddedAcmeServerBuilder> setUp) {
    server = setUp.apply(EmbeddedAcmeServer.builder().httpPort(httpPort).clock(clock)).start();
  }

  /**
   * A port that nobody has, below those that the system hands out: no outgoing connection of
   * anybody can take it before it is used.
   */
  static int freePort() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_768))
        .limit(1_000)
        .filter(LocalCa::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** Stand-alone, on the port that this CA connects to. */
  Acme acme() {
    return pointed(Acme.standalone().httpPort(httpPort));
  }

  /** The same request, to this CA; troubles are shown at once, not waited out. */
  Acme pointed(Acme acme) {
    return acme.directory(server.directory())
        .trust(server.trustAnchorPem())
        .clock(clock)
        .retries(RetryPolicy.NONE)
        .agreeToTermsOfService()
        .onProgress(events::add);
  }

  /** What this CA was asked for, in order. */
  List<String> operations() {
    return server.requests().stream().map(ReceivedRequest::operation).toList();
  }

  long count(String operation) {
    return operations().stream().filter(operation::equals).count();
  }

  /** The kinds of events so far, which are then forgotten. */
  List<String> drainEvents() {
    List<String> kinds = events.stream().map(event -> event.getClass().getSimpleName()).toList();
    events.clear();
    return kinds;
  }

  void assertNothingAsked() {
    assertThat(server.requests()).isEmpty();
  }

  /** Whether the port can be had at once, by the means that every server uses. */
  void assertPortIsFree() {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(httpPort));
      assertThat(socket.isBound()).isTrue();
    } catch (IOException e) {
      throw new AssertionError("Port " + httpPort + " is still taken", e);
    }
  }

  @Override
  public void close() {
    server.close();
  }
}
