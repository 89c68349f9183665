package dev.acmesdk.blackbox;

import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.SteppedDisk;
import dev.acmesdk.storage.VictimProgram;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A CA of its own and a directory of its own, for one program that is killed. */
final class Scene implements AutoCloseable {
  private static final int NEVER = Integer.MAX_VALUE;

  final Path root;
  final EmbeddedAcmeServer ca;
  final Path trusted;
  private final int httpPort;

  Scene(Path home, int httpPort) throws IOException {
    this.root = home.resolve("letsencrypt");
    this.httpPort = httpPort;
    this.ca = EmbeddedAcmeServer.builder().httpPort(httpPort).start();
    this.trusted = Files.writeString(home.resolve("trusted.pem"), ca.trustAnchorPem());
  }

  /** With versions that nobody disturbed; then the CA forgets what it was asked. */
  Scene withVersions(int count) {
    for (int version = 1; version <= count; version++) {
      runHere(version == 1 ? "obtain" : "reissue");
    }
    ca.resetRequests();
    return this;
  }

  ChildJvm startChild(String verb) {
    return startChild(List.of(), verb, NEVER);
  }

  ChildJvm startChild(List<String> wrapper, String verb, int stopAt) {
    return ChildJvm.start(
        wrapper, VictimProgram.class, verb, stopAt, root, httpPort, ca.directory(), trusted);
  }

  /** Starts another program, which does not stop at a step. */
  ChildJvm startChild(Class<?> program) {
    return ChildJvm.start(List.of(), program, root, httpPort, ca.directory(), trusted);
  }

  /** Runs a verb in this JVM, to its end. */
  Lineage runHere(String verb) {
    return VictimProgram.run(
        verb, VictimProgram.request(SteppedDisk.store(root), httpPort, ca.directory(), trusted));
  }

  /** What somebody who opens the directory now finds. */
  Optional<Lineage> read() {
    return CertbotDirectory.at(root).find("a.example");
  }

  boolean isOrderNoted() {
    return Files.exists(root.resolve("acmesdk/lineages/a.example/order.json"));
  }

  /** How often the CA has done something for a client. */
  long count(String operation) {
    return ca.requests().stream()
        .filter(request -> request.operation().equals(operation) && request.status() < 400)
        .count();
  }

  /** Mode and name of everything, without what is random in names. */
  List<String> tree() throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.map(path -> Trees.line(root, path)).map(Scene::plain).sorted().toList();
    }
  }

  private static String plain(String line) {
    return line.replaceAll(":\\d+/", ":PORT/")
        .replaceAll(":\\d+$", ":PORT")
        .replaceAll("[0-9a-f]{32}", "ID");
  }

  @Override
  public void close() {
    ca.close();
  }
}
