package dev.acmesdk.examples.undertow;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.examples.server.Page;
import dev.acmesdk.examples.server.RunningServer;
import dev.acmesdk.examples.server.Stage;
import io.undertow.Undertow;
import io.undertow.server.HttpHandler;
import java.net.InetSocketAddress;

/** Undertow with a certificate that looks after itself. */
public final class UndertowExample {
  private UndertowExample() {}

  /**
   * Runs the example.
   *
   * @param args see {@link Stage#open}
   * @throws Exception if it fails
   */
  public static void main(String[] args) throws Exception {
    Stage.run(args, UndertowExample::start);
  }

  static RunningServer start(ManagedCertificate certificate, int port) {
    HttpHandler pages =
        exchange ->
            exchange.getResponseSender().send(Page.answer(certificate, exchange.getRequestPath()));
    Undertow server =
        Undertow.builder()
            .addHttpsListener(port, "0.0.0.0", certificate.sslContext())
            .setHandler(pages)
            .build();
    server.start();
    InetSocketAddress address = (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
    return new RunningServer(address.getPort(), server::stop);
  }
}
