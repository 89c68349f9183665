package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a web server says to a GET. The JDK's clients do not let a request go to one host and name
 * another, which is what a CA with a DNS view of its own has to do.
 */
record HttpReply(int status, List<Header> headers, Octets body) {
  private static final int LARGEST_BODY = 100_000;

  /** Connecting took too long, as opposed to reading. */
  static final class ConnectTimeout extends IOException {
    private static final long serialVersionUID = 1L;
  }

  static HttpReply get(
      InetAddress address, int port, String host, String target, Duration connect, Duration read)
      throws IOException {
    // The socket of a channel, since an interrupt closes it.
    try (SocketChannel channel = SocketChannel.open();
        Socket socket = channel.socket()) {
      connect(socket, new InetSocketAddress(address, port), connect);
      String request =
          "GET %s HTTP/1.1\r\nHost: %s\r\nUser-Agent: embedded-acme-ca\r\nAccept: */*\r\nConnection: close\r\n\r\n"
              .formatted(target, host);
      OutputStream out = socket.getOutputStream();
      out.write(request.getBytes(StandardCharsets.US_ASCII));
      out.flush();
      return read(new HttpInput(new DeadlineInputStream(socket, read), LARGEST_BODY));
    }
  }

  private static void connect(Socket socket, InetSocketAddress to, Duration limit)
      throws IOException {
    try {
      socket.connect(to, Math.toIntExact(limit.toMillis()));
    } catch (SocketTimeoutException e) {
      ConnectTimeout timeout = new ConnectTimeout();
      timeout.initCause(e);
      throw timeout;
    }
  }

  private static HttpReply read(HttpInput input) throws IOException {
    int status = status(input.line());
    List<Header> headers = input.fields();
    while (status >= 100 && status < 200) {
      status = status(input.line());
      headers = input.fields();
    }
    return new HttpReply(status, headers, Octets.of(body(input, headers)));
  }

  private static int status(String line) throws IOException {
    if (!line.matches("HTTP/1\\.[01] [0-9]{3}( .*)?")) {
      throw new ProtocolException("malformed HTTP response");
    }
    return Integer.parseInt(line.substring(9, 12));
  }

  private static byte[] body(HttpInput input, List<Header> headers) throws IOException {
    if (HttpInput.isChunked(headers)) {
      return input.chunkedBody();
    }
    int length = HttpInput.contentLength(headers);
    return length < 0 ? input.bodyToTheEnd() : input.body(length);
  }

  Optional<String> header(String name) {
    return headers.stream().filter(h -> h.isNamed(name)).map(Header::value).findFirst();
  }

  /** Ends reading at a point in time, so that a server that drips cannot hold a thread. */
  private static final class DeadlineInputStream extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private final long deadline;

    DeadlineInputStream(Socket socket, Duration limit) throws IOException {
      this.socket = socket;
      this.in = socket.getInputStream();
      this.deadline = System.nanoTime() + limit.toNanos();
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
      if (left <= 0) {
        throw new SocketTimeoutException("Read timed out");
      }
      socket.setSoTimeout(Math.toIntExact(left));
      return in.read(buffer, offset, length);
    }
  }
}
