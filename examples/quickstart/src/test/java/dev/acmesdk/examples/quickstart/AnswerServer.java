package dev.acmesdk.examples.quickstart;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers over HTTP what a map has for the path. */
final class AnswerServer implements AutoCloseable {
  private final HttpServer server;

  private AnswerServer(HttpServer server) {
    this.server = server;
  }

  static AnswerServer start(Map<String, String> answers) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
    return new AnswerServer(server);
  }

  private static void answer(HttpExchange exchange, Map<String, String> answers)
      throws IOException {
    String answer = answers.getOrDefault(exchange.getRequestURI().getPath(), "");
    byte[] body = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
