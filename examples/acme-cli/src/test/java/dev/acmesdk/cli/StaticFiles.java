package dev.acmesdk.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** A web server that shows the files of a directory, of another one for each host if need be. */
final class StaticFiles implements AutoCloseable {
  private final Function<String, Path> roots;
  private final HttpServer server;
  private final AtomicInteger served = new AtomicInteger();

  StaticFiles(Path root, int port) throws IOException {
    this(host -> root, port);
  }

  StaticFiles(Function<String, Path> roots, int port) throws IOException {
    this.roots = roots;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host").replaceFirst(":\\d+$", "");
    Path file = roots.apply(host).resolve(exchange.getRequestURI().getPath().substring(1));
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
