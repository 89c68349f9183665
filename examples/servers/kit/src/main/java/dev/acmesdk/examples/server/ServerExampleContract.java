package dev.acmesdk.examples.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.tls.ReloadableKeyManager.Registration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every example of a web server has to show. Subclass it for each. */
@Timeout(120)
public abstract class ServerExampleContract {
  private static final int SWAPS = Integer.getInteger("examples.swaps", 3);
  private static final int HANDSHAKES = Integer.getInteger("examples.handshakes", 60);

  /** For subclasses. */
  protected ServerExampleContract() {}

  /**
   * The example.
   *
   * @return how its server is started
   */
  protected abstract ServerExample example();

  @Test
  void showsTheNewCertificateOnTheSameSocketAndKeepsConnectionsOpen() throws Exception {
    try (Stage stage = Stage.open();
        RunningServer server = example().start(stage.certificate(), 0);
        Visitor early = Visitor.connect(server.port(), stage.ca().issuerRoot())) {
      String first = early.serial();
      assertThat(early.get("/")).contains(first);

      CountDownLatch changed = new CountDownLatch(1);
      Registration changes = stage.certificate().keyManager().onChange(changed::countDown);
      assertThat(early.get(Page.RENEW)).contains(first);
      assertThat(changed.await(60, TimeUnit.SECONDS)).isTrue();
      changes.close();

      try (Visitor late = Visitor.connect(server.port(), stage.ca().issuerRoot())) {
        assertThat(late.serial()).isNotEqualTo(first);
        assertThat(late.get("/")).contains(late.serial());
        assertThat(early.get("/")).contains(late.serial());
      }
    }
  }

  @Test
  void showsEachNameItsOwnCertificateOnOneSocket() throws Exception {
    String otherName = "shop.example.com";
    try (Stage stage = Stage.open();
        ManagedCertificate other = stage.another(otherName);
        RunningServer server = example().start(stage.certificate(), 0);
        Visitor one = Visitor.connect(server.port(), stage.ca().issuerRoot());
        Visitor two = Visitor.connect(server.port(), stage.ca().issuerRoot(), otherName)) {
      assertThat(one.serial()).isNotEqualTo(two.serial());

      other.refresh().get();
      try (Visitor three = Visitor.connect(server.port(), stage.ca().issuerRoot(), otherName)) {
        assertThat(three.serial()).isNotEqualTo(two.serial());
      }
    }
  }

  @Test
  void noHandshakeFailsWhileCertificatesAreSwapped() throws Exception {
    try (Stage stage = Stage.open();
        RunningServer server = example().start(stage.certificate(), 0)) {
      ExecutorService visitors = Executors.newFixedThreadPool(2);
      try {
        Set<String> seen = new TreeSet<>();
        List<Future<Set<String>>> visits =
            Stream.generate(() -> visitors.submit(() -> visit(stage, server)))
                .limit(HANDSHAKES)
                .toList();
        renewOftenAs(visits, stage.certificate());
        for (Future<Set<String>> visit : visits) {
          seen.addAll(visit.get());
        }
        assertThat(seen).hasSizeGreaterThanOrEqualTo(2);
      } finally {
        visitors.shutdownNow();
      }
    }
  }

  private static Set<String> visit(Stage stage, RunningServer server) throws Exception {
    try (Visitor visitor = Visitor.connect(server.port(), stage.ca().issuerRoot())) {
      return Set.of(visitor.serial());
    }
  }

  /** Spreads the renewals over the visits. */
  private static void renewOftenAs(List<Future<Set<String>>> visits, ManagedCertificate certificate)
      throws Exception {
    for (int swap = 1; swap <= SWAPS; swap++) {
      certificate.refresh().get();
      visits.get(visits.size() * swap / (SWAPS + 1)).get();
    }
  }

  @Test
  void leavesNoThreadBehind() throws Exception {
    try (Stage stage = Stage.open()) {
      Set<Thread> before = threads();
      try (RunningServer server = example().start(stage.certificate(), 0);
          Visitor visitor = Visitor.connect(server.port(), stage.ca().issuerRoot())) {
        assertThat(visitor.get("/")).isNotEmpty();
        assertThat(threads()).as("threads of a running server").isNotEqualTo(before);
      }
      Set<Thread> left = threads();
      left.removeAll(before);
      left.removeIf(ServerExampleContract::belongsToTheJvm);
      for (Thread thread : left) {
        thread.join(TimeUnit.SECONDS.toMillis(10));
      }
      assertThat(left).filteredOn(Thread::isAlive).extracting(Thread::getName).isEmpty();
    }
  }

  /** A Cleaner that some library has for as long as its classes are loaded, say. */
  private static boolean belongsToTheJvm(Thread thread) {
    ThreadGroup group = thread.getThreadGroup();
    return group == null || group.getName().equals("InnocuousThreadGroup");
  }

  private static Set<Thread> threads() {
    return new HashSet<>(Thread.getAllStackTraces().keySet());
  }

  /** Without adapters, which are copied rather than written. */
  @Test
  void takesSixtyLinesAtMost() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      List<Path> sources = files.filter(file -> file.toString().endsWith("Example.java")).toList();
      int lines = 0;
      for (Path source : sources) {
        lines += (int) Files.readAllLines(source).stream().filter(this::isWritten).count();
      }
      assertThat(lines).isBetween(10, 60);
    }
  }

  private boolean isWritten(String line) {
    String code = line.strip();
    return !code.isEmpty()
        && Stream.of("import ", "package ", "/", "*", "@").noneMatch(code::startsWith);
  }
}
