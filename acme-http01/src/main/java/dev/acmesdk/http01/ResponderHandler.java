package dev.acmesdk.http01;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The responder in the terms of the JDK's server. */
final class ResponderHandler implements HttpHandler {
  private static final int NO_BODY = -1;

  private final Http01Responder responder;

  private ResponderHandler(Http01Responder responder) {
    this.responder = responder;
  }

  // Its result has the interface's type: so the verifier need not load the JDK's server, which some
  // runtimes lack.
  static HttpHandler of(Http01Responder responder) {
    return new ResponderHandler(responder);
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<String> keyAuthorization = keyAuthorization(exchange);
      if (keyAuthorization.isPresent()) {
        send(exchange, keyAuthorization.get().getBytes(StandardCharsets.US_ASCII));
      } else {
        exchange.sendResponseHeaders(404, NO_BODY);
      }
    }
  }

  private Optional<String> keyAuthorization(HttpExchange exchange) {
    URI target = exchange.getRequestURI();
    boolean plain = target.getRawQuery() == null && target.getRawFragment() == null;
    return plain && isRead(exchange.getRequestMethod()) && target.getRawPath() != null
        ? responder.keyAuthorization(target.getRawPath())
        : Optional.empty();
  }

  private static boolean isRead(String method) {
    return method.equals("GET") || method.equals("HEAD");
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(200, NO_BODY);
    } else {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
