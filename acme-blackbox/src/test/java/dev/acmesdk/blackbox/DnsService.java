package dev.acmesdk.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A small web service that changes zones: by lego's httpreq at the paths {@code /present} and
 * {@code /cleanup}, and by acme-dns at {@code /register} and {@code /update}.
 */
final class DnsService implements AutoCloseable {
  private static final int KEPT_BY_ACME_DNS = 2;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, List<String>> values = new TreeMap<>();
  private int accounts;

  DnsService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  synchronized List<String> values(String name) {
    return List.copyOf(values.getOrDefault(name, List.of()));
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      JsonNode body = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
      String answer =
          JsonMapper.shared().writeValueAsString(answer(exchange.getRequestURI().getPath(), body));
      byte[] octets = answer.getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(200, octets.length);
      exchange.getResponseBody().write(octets);
    }
  }

  private synchronized Map<String, ?> answer(String path, JsonNode body) {
    return switch (path) {
      case "/present" -> present(name(body), body.get("value").asString());
      case "/cleanup" -> cleanUp(name(body), body.get("value").asString());
      case "/register" -> register();
      case "/update" -> update(body.get("subdomain").asString(), body.get("txt").asString());
      default -> throw new IllegalStateException(path);
    };
  }

  private static String name(JsonNode body) {
    return body.get("fqdn").asString().replaceFirst("\\.$", "");
  }

  private Map<String, ?> present(String name, String value) {
    List<String> all = values.computeIfAbsent(name, any -> new ArrayList<>());
    if (!all.contains(value)) {
      all.add(value);
    }
    return Map.of();
  }

  private Map<String, ?> cleanUp(String name, String value) {
    values.getOrDefault(name, new ArrayList<>()).remove(value);
    return Map.of();
  }

  private Map<String, ?> register() {
    accounts++;
    String subdomain = "s" + accounts;
    return Map.of(
        "subdomain", subdomain,
        "fulldomain", subdomain + ".auth.test",
        "username", "u" + accounts,
        "password", "p" + accounts,
        "allowfrom", List.of());
  }

  private Map<String, ?> update(String subdomain, String value) {
    String name = subdomain + ".auth.test";
    present(name, value);
    if (values.get(name).size() > KEPT_BY_ACME_DNS) {
      values.get(name).remove(0);
    }
    return Map.of("txt", value);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
