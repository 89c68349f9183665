package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.ip;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;

/** A client that sends exactly what it is told, and shows exactly what came back. */
final class RawClient implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket = new Socket();

  private RawClient() {}

  static RawClient connect(int port) throws IOException {
    RawClient client = new RawClient();
    client.socket.connect(new InetSocketAddress(ip("127.0.0.1"), port), PATIENCE_MILLIS);
    client.socket.setSoTimeout(PATIENCE_MILLIS);
    client.socket.setTcpNoDelay(true);
    return client;
  }

  /** Sends octets and returns all that comes back until the server hangs up. */
  static byte[] exchange(int port, byte[] octets) throws IOException {
    try (RawClient client = connect(port)) {
      return client.send(octets).readAll();
    }
  }

  RawClient send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    return this;
  }

  byte[] readAll() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** Whether the server has hung up, in whatever manner; waits until something happens. */
  boolean isHungUpOn() {
    try {
      return read() < 0;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
