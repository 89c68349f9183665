package dev.acmesdk.testing.ca;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Serves one client on one connection, request after request. */
final class HttpConnection {
  /** Let's Encrypt reads no more of a request than this. */
  static final int LARGEST_BODY = 50_000;

  private final InputStream in;
  private final OutputStream out;
  private final Handler handler;

  HttpConnection(Socket socket, Handler handler) throws IOException {
    this.in = socket.getInputStream();
    this.out = socket.getOutputStream();
    this.handler = handler;
  }

  void serve() throws IOException {
    HttpInput input = new HttpInput(in, LARGEST_BODY);
    boolean more = true;
    while (more) {
      try {
        more = serveOne(input);
      } catch (ProtocolException e) {
        write(Answer.empty(400), true, false);
        more = false;
      }
    }
  }

  private boolean serveOne(HttpInput input) throws IOException {
    String[] start = input.line().split(" ", -1);
    if (start.length != 3 || !start[2].startsWith("HTTP/1.") || !start[1].startsWith("/")) {
      throw new ProtocolException("Bad request line");
    }
    List<Header> fields = input.fields();
    if (fields.stream().anyMatch(f -> f.isNamed("Expect"))) {
      out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      out.flush();
    }
    byte[] body =
        HttpInput.isChunked(fields)
            ? input.chunkedBody()
            : input.body(Math.max(0, HttpInput.contentLength(fields)));
    boolean keep =
        start[2].equals("HTTP/1.1")
            && body.length <= LARGEST_BODY
            && fields.stream()
                .noneMatch(f -> f.isNamed("Connection") && f.value().equalsIgnoreCase("close"));
    boolean withBody = !start[0].equals("HEAD");
    try {
      Request request = new Request(start[0], start[1], fields, Octets.of(body));
      write(handler.handle(request), withBody, keep);
    } catch (CutOff cut) {
      byte[] whole = message(cut.answer(), withBody, keep);
      out.write(whole, 0, Math.min(cut.octets(), whole.length));
      out.flush();
      throw cut;
    }
    return keep;
  }

  /** In one write: two would wait for the other side's delayed acknowledgement in between. */
  private void write(Answer answer, boolean withBody, boolean keep) throws IOException {
    out.write(message(answer, withBody, keep));
    out.flush();
  }

  private static byte[] message(Answer answer, boolean withBody, boolean keep) {
    StringBuilder head = new StringBuilder();
    head.append("HTTP/1.1 ").append(answer.status()).append(' ').append("\r\n");
    for (Header header : answer.headers()) {
      head.append(header.name()).append(": ").append(header.value()).append("\r\n");
    }
    if (answer.status() != 204) {
      head.append("Content-Length: ").append(answer.body().length()).append("\r\n");
    }
    head.append(keep ? "" : "Connection: close\r\n").append("\r\n");
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    if (withBody) {
      message.writeBytes(answer.body().array());
    }
    return message.toByteArray();
  }
}
