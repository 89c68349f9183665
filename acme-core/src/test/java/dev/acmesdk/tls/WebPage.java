package dev.acmesdk.tls;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One page over HTTP/1.1, of which both ends know the length. */
final class WebPage {
  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: one.example\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PAGE = "the page".getBytes(StandardCharsets.US_ASCII);
  private static final String END_OF_HEADERS = "\r\n\r\n";

  private WebPage() {}

  static void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(200, PAGE.length);
      exchange.getResponseBody().write(PAGE);
    }
  }

  /** Gets it, and leaves the connection open. */
  static void get(Socket connection) throws IOException {
    connection.getOutputStream().write(REQUEST);
    StringBuilder head = new StringBuilder();
    while (head.indexOf(END_OF_HEADERS) < 0) {
      int octet = connection.getInputStream().read();
      if (octet < 0) {
        throw new IOException("The server has hung up after: " + head);
      }
      head.append((char) octet);
    }
    byte[] body = connection.getInputStream().readNBytes(PAGE.length);
    if (!head.toString().startsWith("HTTP/1.1 200 ")
        || !new String(body, StandardCharsets.US_ASCII).equals("the page")) {
      throw new IOException("Not the page: " + head);
    }
  }
}
