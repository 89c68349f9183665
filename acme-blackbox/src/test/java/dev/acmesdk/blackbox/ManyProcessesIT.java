package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.ManyNamesProgram;
import dev.acmesdk.storage.VictimProgram;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Several programs that want the same certificates in one directory order each of them once. */
@Timeout(300)
class ManyProcessesIT {
  private static final int PROCESSES = 8;
  private static final int NAMES = 20;

  @TempDir Path temp;

  @Test
  void orderEachOfTwentyCertificatesOnceAndAllGetIt() throws IOException {
    Path webroot = Files.createDirectory(temp.resolve("webroot"));
    Path root = temp.resolve("letsencrypt");
    try (Webroot server = new Webroot(webroot);
        EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(server.port()).start()) {
      Path trusted = Files.writeString(temp.resolve("trusted.pem"), ca.trustAnchorPem());
      List<ChildJvm> children = new ArrayList<>();
      try {
        for (int seed = 0; seed < PROCESSES; seed++) {
          children.add(
              ChildJvm.start(
                  ManyNamesProgram.class, root, webroot, ca.directory(), trusted, seed, NAMES));
        }
        Set<String> got = got(children.get(0));
        assertThat(got).hasSize(NAMES).allMatch(line -> line.contains(" version 1 "));
        for (ChildJvm child : children.subList(1, PROCESSES)) {
          assertThat(got(child)).isEqualTo(got);
        }
      } finally {
        children.forEach(ChildJvm::close);
      }
      assertThat(count(ca, "newOrder")).isEqualTo(NAMES);
      assertThat(count(ca, "finalize")).isEqualTo(NAMES);
      CertbotDirectory store = CertbotDirectory.at(root);
      assertThat(store.names()).hasSize(NAMES);
      assertThat(store.names())
          .allSatisfy(
              name -> assertThat(store.find(name).map(Lineage::version)).as(name).contains(1));
    }
  }

  private static Set<String> got(ChildJvm child) {
    child.expect(VictimProgram.DONE);
    TreeSet<String> got = new TreeSet<>(child.lines());
    got.removeIf(line -> !line.startsWith("got "));
    return got;
  }

  private static long count(EmbeddedAcmeServer ca, String operation) {
    return ca.requests().stream()
        .filter(request -> request.operation().equals(operation) && request.status() < 400)
        .count();
  }
}
