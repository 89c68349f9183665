package dev.acmesdk.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several nodes start at the same time: one of them orders. */
@Timeout(60)
class SeveralNodesTest {
  private static final int NODES = 3;

  @TempDir private Path directory;
  private final Map<String, String> answers = new ConcurrentHashMap<>();

  @Test
  void onlyOneNodeOrdersAndAllHaveTheCertificate() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(NODES);
    try (AnswerServer anyNode = AnswerServer.start(answers);
        EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(anyNode.port()).start()) {
      List<Callable<X509Certificate>> starts = new ArrayList<>();
      for (int i = 0; i < NODES; i++) {
        Acme acme = SeveralNodes.node(answers, directory);
        starts.add(() -> start(acme.directory(ca.directory()).trust(ca.trustAnchorPem())));
      }
      List<X509Certificate> shown = new ArrayList<>();
      for (Future<X509Certificate> start : threads.invokeAll(starts)) {
        shown.add(start.get());
      }
      assertThat(shown).hasSize(NODES).containsOnly(shown.get(0));
      assertThat(ca.count("newOrder")).isEqualTo(1);
      assertThat(ca.count("newAccount")).isEqualTo(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private static X509Certificate start(Acme acme) {
    try (ManagedCertificate certificate = SeveralNodes.start(acme)) {
      return certificate.current().orElseThrow().chain().leaf();
    }
  }
}
