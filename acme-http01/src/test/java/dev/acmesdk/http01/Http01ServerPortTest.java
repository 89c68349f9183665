package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.ip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.error.PortUnavailableException.Reason;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.Preflight.Reservation;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // What is reserved is held for the block, not used in it.
class Http01ServerPortTest {
  private static final List<Identifier> NAMES = List.of(Identifier.dns("example.com"));
  private static final String SELF =
      "this very process (process %d)".formatted(ProcessHandle.current().pid());

  private static PortUnavailableException failureOf(Http01Server server) {
    return catchThrowableOfType(
        PortUnavailableException.class, () -> server.reserve(NAMES).close());
  }

  private static void assertConflict(ServerSocketChannel occupant, String address)
      throws IOException {
    try (occupant) {
      occupant.bind(address.equals("*") ? null : new InetSocketAddress(ip(address), 0));
      int port = occupant.socket().getLocalPort();
      PortUnavailableException failure = failureOf(Http01Server.onPort(port));
      assertThat(failure.reason()).isEqualTo(Reason.IN_USE);
      assertThat(failure.port()).isEqualTo(port);
      assertNamesUs(failure, port);
    }
    try (Reservation reservation = Http01Server.onPort(0).reserve(NAMES)) {
      assertThat(reservation).isNotNull();
    }
  }

  private static void assertNamesUs(PortUnavailableException failure, int port) {
    if (Files.isDirectory(Path.of("/proc/self/fd"))) {
      assertThat(failure.holder()).hasValue(SELF);
      assertThat(failure)
          .hasMessageStartingWith(
              "Port %d on all addresses cannot be opened: %s is listening on it. If another",
              port, SELF);
    }
  }

  @Test
  void noticesWhoListensOnAllIpv4AddressesOnly() throws IOException {
    assertConflict(ServerSocketChannel.open(StandardProtocolFamily.INET), "0.0.0.0");
  }

  @Test
  void noticesWhoListensOnAllAddresses() throws IOException {
    assertConflict(ServerSocketChannel.open(), "*");
  }

  @Test
  void noticesWhoListensOnTheIpv4LoopbackAddressOnly() throws IOException {
    assertConflict(ServerSocketChannel.open(StandardProtocolFamily.INET), "127.0.0.1");
  }

  @Test
  void noticesWhoListensOnTheIpv6LoopbackAddressOnly() throws IOException {
    assumeTrue(NetworkInterface.getByInetAddress(ip("::1")) != null, "This host has no IPv6");
    assertConflict(ServerSocketChannel.open(StandardProtocolFamily.INET6), "::1");
  }

  @Test
  void doesNotMindWhoListensOnAnotherAddress() throws IOException {
    assumeTrue(System.getProperty("os.name").equals("Linux"), "127.0.0.2 is there on Linux only");
    try (ServerSocket occupant = new ServerSocket(0, 1, ip("127.0.0.2"))) {
      Http01Server server =
          Http01Server.builder().port(occupant.getLocalPort()).address(ip("127.0.0.1")).build();
      try (Reservation ignored = server.reserve(NAMES)) {
        assertThat(server.port()).isEqualTo(occupant.getLocalPort());
      }
    }
  }

  @Test
  void canBeOpenedAfterTheOtherHasGone() throws IOException {
    Http01Server server;
    try (ServerSocket occupant = new ServerSocket(0)) {
      server = Http01Server.onPort(occupant.getLocalPort());
      assertThat(failureOf(server).reason()).isEqualTo(Reason.IN_USE);
    }
    assertThat(failureOf(server)).isNull();
  }

  @Test
  void presentFailsTheSameWayAndLeavesNothingBehind() throws IOException {
    try (ServerSocket occupant = new ServerSocket(0)) {
      Http01Server server = Http01Server.onPort(occupant.getLocalPort());
      PortUnavailableException failure =
          catchThrowableOfType(
              PortUnavailableException.class, () -> server.present(Challenges.pending()));
      assertThat(failure.reason()).isEqualTo(Reason.IN_USE);
      server.cleanUp(Challenges.pending());
      assertThat(server.port()).isEqualTo(occupant.getLocalPort());
    }
  }

  @Test
  void tellsThatTheMachineDoesNotHaveTheAddress() throws IOException {
    Http01Server server = Http01Server.builder().port(0).address(ip("192.0.2.1")).build();
    PortUnavailableException failure = failureOf(server);
    assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_MISSING);
    assertThat(failure.holder()).isEmpty();
    assertThat(failure).hasMessageContaining("192.0.2.1").hasMessageContaining("ip address");
  }

  @Test
  void tellsThatItMayNotOpenThePort() throws IOException {
    assumeTrue(
        isPrivileged(79) && !"root".equals(System.getProperty("user.name")),
        "This user may open every port");
    PortUnavailableException failure = failureOf(Http01Server.onPort(79));
    assertThat(failure.reason()).isEqualTo(Reason.NO_PERMISSION);
    assertThat(failure).hasMessageContaining("CAP_NET_BIND_SERVICE");
  }

  private static boolean isPrivileged(int port) throws IOException {
    Path first = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    // Not readString: it asks for one byte first, and such files never give out the rest.
    return Files.exists(first) && port < Integer.parseInt(Files.readAllLines(first).get(0));
  }
}
