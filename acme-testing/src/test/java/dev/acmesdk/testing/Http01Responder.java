package dev.acmesdk.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server that answers challenges, and can answer them wrongly. */
final class Http01Responder implements AutoCloseable {
  private static final String PREFIX = "/.well-known/acme-challenge/";

  /** What to answer to a path. */
  record Page(int status, String body, Map<String, String> headers) {}

  private final HttpServer server;
  private final Map<String, Page> pages = new ConcurrentHashMap<>();
  private final List<String> hosts = new CopyOnWriteArrayList<>();

  Http01Responder() {
    try {
      server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  void serve(String token, String body) {
    page(PREFIX + token, 200, body, Map.of());
  }

  void page(String path, int status, String body, Map<String, String> headers) {
    pages.put(path, new Page(status, body, headers));
  }

  static String path(String token) {
    return PREFIX + token;
  }

  /** The Host fields of the requests so far. */
  List<String> hosts() {
    return hosts;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      hosts.add(String.valueOf(exchange.getRequestHeaders().getFirst("Host")));
      Page page =
          pages.getOrDefault(
              exchange.getRequestURI().getPath(), new Page(404, "not here", Map.of()));
      page.headers().forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
      byte[] body = page.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
