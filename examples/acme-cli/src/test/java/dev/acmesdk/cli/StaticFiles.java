package dev.acmesdk.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server that shows the files of a directory. */
final class StaticFiles implements AutoCloseable {
  private final Path root;
  private final HttpServer server;
  private final AtomicInteger served = new AtomicInteger();

  StaticFiles(Path root, int port) throws IOException {
    this.root = root;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
    boolean isThere = Files.isRegularFile(file);
    byte[] body = isThere ? Files.readAllBytes(file) : new byte[] {'?'};
    exchange.sendResponseHeaders(isThere ? 200 : 404, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
    served.addAndGet(isThere ? 1 : 0);
  }

  int served() {
    return served.get();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
