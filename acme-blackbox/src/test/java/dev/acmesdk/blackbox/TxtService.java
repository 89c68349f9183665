package dev.acmesdk.blackbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A web service that puts TXT records into a {@link DnsStub}, in the way that lego's provider
 * httpreq asks for it; hooks of other clients do so with curl.
 */
final class TxtService implements AutoCloseable {
  private final HttpServer server;
  private final DnsStub dns;

  TxtService(DnsStub dns) throws IOException {
    this.dns = dns;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String json = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      if (exchange.getRequestURI().getPath().equals("/present")) {
        dns.addTxt(member(json, "fqdn"), member(json, "value"));
      } else {
        dns.removeTxt(member(json, "fqdn"), member(json, "value"));
      }
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static String member(String json, String name) {
    Matcher member = Pattern.compile("\"%s\": ?\"([^\"]*)\"".formatted(name)).matcher(json);
    if (!member.find()) {
      throw new IllegalArgumentException("No %s in %s".formatted(name, json));
    }
    return member.group(1);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
