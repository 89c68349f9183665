package dev.acmesdk.examples.vertx;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.Page;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.Stage;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;

/** Vert.x with a certificate that looks after itself. */
public final class VertxExample {
  private VertxExample() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Stage#open}
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Stage.run(args, VertxExample::start);
  }

  static RunningServer start(ManagedCertificate certificate, int port) throws Exception {
    HttpServerOptions options = new HttpServerOptions().setPort(port).setSsl(true);
    options.setKeyCertOptions(KeyCertOptions.wrap(certificate.keyManager()));

    Vertx vertx = Vertx.vertx();
    HttpServer server =
        vertx
            .createHttpServer(options)
            .requestHandler(
                request -> request.response().end(Page.answer(certificate, request.path())));
    server.listen().toCompletionStage().toCompletableFuture().get();
    return new RunningServer(
        server.actualPort(), () -> vertx.close().toCompletionStage().toCompletableFuture().get());
  }
}
