package dev.acmesdk.spring;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.test.context.DynamicPropertyRegistry;

/** A CA on this machine, and the properties that lead an application to it. */
final class LocalCa implements AutoCloseable {
  final int httpPort = Client.freePort();
  final EmbeddedAcmeServer server;
  private final Path directory;

  LocalCa(Path directory) {
    this(directory, server -> server);
  }

  LocalCa(Path directory, UnaryOperator<EmbeddedAcmeServerBuilder> setup) {
    this.directory = directory;
    this.server = setup.apply(EmbeddedAcmeServer.builder().httpPort(httpPort)).start();
  }

  Map<String, Object> properties() throws IOException {
    Path trust = Files.writeString(directory.resolve("ca.pem"), server.trustAnchorPem());
    return Map.of(
        "acme.directory",
        server.directory(),
        "acme.trust",
        trust.toString(),
        "acme.store",
        directory.resolve("store"),
        "acme.agree-to-terms-of-service",
        true,
        "acme.http01.port",
        httpPort,
        "server.port",
        0);
  }

  void addTo(DynamicPropertyRegistry registry) throws IOException {
    properties().forEach((name, value) -> registry.add(name, () -> value));
  }

  @Override
  public void close() {
    server.close();
  }
}
