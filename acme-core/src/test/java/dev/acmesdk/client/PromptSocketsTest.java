package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromptSocketsTest {
  private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

  @FunctionalInterface
  private interface Connection {
    Socket open(SocketFactory factory, int port) throws IOException;
  }

  static Stream<Connection> connections() {
    return Stream.of(
        (factory, port) -> factory.createSocket(LOCAL, port),
        (factory, port) -> factory.createSocket(LOCAL, port, LOCAL, 0),
        (factory, port) -> factory.createSocket(LOCAL.getHostAddress(), port),
        (factory, port) -> factory.createSocket(LOCAL.getHostAddress(), port, LOCAL, 0));
  }

  @ParameterizedTest
  @MethodSource("connections")
  void sendsAtOnceWhatIsWritten(Connection connection) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOCAL);
        Socket socket = connection.open(new PromptSockets(), server.getLocalPort())) {
      assertThat(socket.getTcpNoDelay()).isTrue();
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void sendsAtOnceBeforeItIsConnected() throws IOException {
    try (Socket socket = new PromptSockets().createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }
}
