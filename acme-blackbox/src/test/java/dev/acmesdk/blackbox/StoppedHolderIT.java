package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.HolderProgram;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.storage.SteppedDisk;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseKeeper;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program is stopped (SIGSTOP) while it has a lease, and goes on (SIGCONT) after another one has
 * taken over: it cannot overwrite what that one has saved.
 */
@Timeout(300)
class StoppedHolderIT {
  private static final int ROUNDS = Integer.getInteger("campaign.stops", 5);
  private static final Duration TTL = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path temp;

  @Test
  void findsOutThatItsLeaseIsLostAndChangesNothing() throws IOException, InterruptedException {
    Path root = temp.resolve("letsencrypt");
    Path chain = temp.resolve("chain.pem");
    Path key = temp.resolve("key.pem");
    obtain(chain, key);
    NewVersion mine = HolderProgram.version(chain, key);
    CertbotDirectory store = SteppedDisk.store(root);
    try (ChildJvm holder = ChildJvm.start(HolderProgram.class, root, chain, key)) {
      for (int round = 1; round <= ROUNDS; round++) {
        holder.say("acquire " + TTL.toMillis());
        holder.expect("acquired");
        holder.signal("STOP");
        takeOver(store, mine, round);
        List<String> before = snapshot(root);
        holder.signal("CONT");
        holder.say("save");
        assertThat(holder.expect("")).startsWith("failed LeaseLostException");
        assertThat(snapshot(root)).isEqualTo(before);
        holder.say("acquire 1000");
        holder.expect("acquired");
        holder.say("save");
        holder.expect("saved " + 2 * round);
      }
      System.out.printf("A stopped holder lost its lease %d times%n", ROUNDS);
    }
  }

  private static void takeOver(CertbotDirectory store, NewVersion mine, int round) {
    try (LeaseKeeper keeper =
        LeaseKeeper.acquire(store, mine.name(), Duration.ofMinutes(1), PATIENCE)) {
      Lease lease = keeper.lease();
      assertThat(store.save(lease, mine).version()).isEqualTo(2 * round - 1);
    }
  }

  /** All but what the stopped one has locked against Certbot: that ends with its lease. */
  private static List<String> snapshot(Path root) throws IOException {
    return Trees.snapshot(root).stream().filter(line -> !line.contains(" .certbot.lock ")).toList();
  }

  private void obtain(Path chain, Path key) throws IOException {
    int port = FreePorts.find(1).get(0);
    try (EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start()) {
      Lineage lineage =
          Acme.standalone()
              .httpPort(port)
              .directory(ca.directory())
              .trust(ca.trustAnchorPem())
              .agreeToTermsOfService()
              .storeIn(new InMemoryStore())
              .domains("a.example")
              .obtain();
      Files.writeString(chain, lineage.chain().toPem());
      Files.writeString(key, Pem.encodePrivateKey(lineage.privateKey()));
    }
  }
}
