package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves that fail, die or meet another process, at every single step. */
final class FailedSaveTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final AccountCredentials ACCOUNT =
      new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());

  @TempDir private Path temp;
  private int directories;

  private Path fresh() {
    return temp.resolve("config" + directories++);
  }

  private static CertbotDirectory on(Path directory, Disk disk) {
    return new CertbotDirectory(directory, Clock.systemUTC(), disk);
  }

  @Test
  void aFirstSaveThatFailsLeavesNothing() throws IOException {
    NewVersion version = TestCa.issue("a.example");
    failAtEveryStep(store -> {}, store -> store.save(version));
  }

  @Test
  void aRenewalThatFailsLeavesTheOldVersion() throws IOException {
    NewVersion first = TestCa.issue("a.example");
    NewVersion second = TestCa.issue("a.example");
    failAtEveryStep(store -> store.save(first), store -> store.save(second));
  }

  @Test
  void anAccountThatFailsToBeSavedLeavesNothing() throws IOException {
    failAtEveryStep(store -> {}, store -> store.save(TestCa.DIRECTORY, ACCOUNT));
  }

  @Test
  void aChangeOfAnAccountThatFailsLeavesTheOldOne() throws IOException {
    AccountCredentials moved =
        new AccountCredentials(URI.create("https://localhost/2"), ACCOUNT.key());
    failAtEveryStep(
        store -> store.save(TestCa.DIRECTORY, ACCOUNT),
        store -> store.save(TestCa.DIRECTORY, moved));
  }

  @Test
  void aCheckThatFailsLeavesNothing() throws IOException {
    failAtEveryStep(store -> {}, CertbotDirectory::checkWritable);
  }

  /** A probe that cannot be deleted stays, and so does the last sign of a save that is done. */
  private void failAtEveryStep(Consumer<CertbotDirectory> before, Consumer<CertbotDirectory> change)
      throws IOException {
    int failures = 0;
    boolean met = true;
    for (int step = 0; met; step++) {
      Path directory = fresh();
      before.accept(on(directory, ScriptedDisk.calm()));
      List<String> tree = belowRoot(directory);
      ScriptedDisk disk = ScriptedDisk.failingAt(step);
      try {
        change.accept(on(directory, disk));
        met = disk.hasHappened();
      } catch (StoreException e) {
        failures++;
        assertThat(e).hasMessageContaining("no space left").hasMessageContaining("Free some space");
        String failed = disk.steps().get(step);
        boolean undone = !isLastSign(disk.steps(), step) && !failed.startsWith("delete .probe");
        if (undone) {
          assertThat(belowRoot(directory)).as("%s", disk.steps()).isEqualTo(tree);
        }
      }
    }
    assertThat(failures).isGreaterThan(4);
  }

  /** The directory itself may stay: the locks are in it. */
  private static List<String> belowRoot(Path directory) throws IOException {
    List<String> tree = Tree.snapshot(directory);
    return tree.subList(1, tree.size());
  }

  /** The last steps sync what is in its place already, so that there is nothing to take back. */
  private static boolean isLastSign(List<String> steps, int step) {
    return steps.subList(step + 1, steps.size()).stream()
        .allMatch(s -> s.endsWith(" .certbot.lock"));
  }

  @Test
  void aRenewalThatIsKilledLeavesAVersionThatWorksAndCanBeRenewed() {
    NewVersion first = TestCa.issue("a.example");
    NewVersion second = TestCa.issue("a.example");
    NewVersion third = TestCa.issue("a.example");
    boolean killed = true;
    for (int step = 0; killed; step++) {
      Path directory = fresh();
      CertbotDirectory store = on(directory, ScriptedDisk.calm());
      store.save(first);
      killed = isKilled(on(directory, ScriptedDisk.dyingAt(step)), second);
      Lineage left = store.find("a.example").orElseThrow();
      assertThat(left.chain()).isEqualTo(left.version() == 1 ? first.chain() : second.chain());
      assertThat(store.save(third).version()).isGreaterThan(left.version());
      assertThat(store.find("a.example").orElseThrow().chain()).isEqualTo(third.chain());
    }
  }

  private static boolean isKilled(CertbotDirectory store, NewVersion version) {
    try {
      store.save(version);
      return false;
    } catch (StoreException e) {
      assertThat(e).hasStackTraceContaining("The process is dead");
      return true;
    }
  }

  @Test
  void whileOneSavesNobodyElseDoes() throws IOException {
    NewVersion ours = TestCa.issue("a.example");
    NewVersion theirs = TestCa.issue("a.example");
    boolean met = true;
    int kept = 0;
    for (int step = 0; met; step++) {
      Path directory = fresh();
      ScriptedDisk disk =
          ScriptedDisk.interruptedAt(
              step,
              () -> {
                assertThatThrownBy(() -> impatient(directory).save(theirs))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContainingAll("locked", "Wait until it has ended");
              });
      CertbotDirectory store = on(directory, disk);
      Lease lease = (Lease) on(directory, ScriptedDisk.calm()).acquire("a.example", MINUTE);
      store.save(lease, ours);
      met = disk.hasHappened();
      kept += met ? 1 : 0;
      assertThat(store.find("a.example").orElseThrow().chain()).isEqualTo(ours.chain());
      store.release(lease);
    }
    assertThat(kept).isGreaterThan(20);
  }

  private static CertbotDirectory impatient(Path directory) {
    return new CertbotDirectory(
        directory, Clock.systemUTC(), ScriptedDisk.calm(), Duration.ZERO, System::nanoTime);
  }

  @Test
  void ofTwoProcessesThatSaveAnAccountBothSucceed() throws IOException {
    boolean met = true;
    for (int step = 0; met; step++) {
      Path directory = fresh();
      Layout layout = new Layout(directory);
      Accounts rival = new Accounts(layout, ScriptedDisk.calm(), Clock.systemUTC());
      ScriptedDisk disk =
          ScriptedDisk.interruptedAt(step, () -> rival.save(TestCa.DIRECTORY, ACCOUNT));
      new Accounts(layout, disk, Clock.systemUTC()).save(TestCa.DIRECTORY, ACCOUNT);
      met = disk.hasHappened();
      assertThat(on(directory, ScriptedDisk.calm()).find(TestCa.DIRECTORY)).contains(ACCOUNT);
      try (var left = Files.list(layout.accounts())) {
        assertThat(left).as("%s", disk.steps()).hasSize(1);
      }
    }
  }

  @Test
  void theKeyIsTheFirstFileOfAVersionAndTheLinksComeLast() {
    Path directory = fresh();
    ScriptedDisk disk = ScriptedDisk.calm();
    on(directory, ScriptedDisk.calm()).save(TestCa.issue("a.example"));
    on(directory, disk).save(TestCa.issue("a.example"));
    List<String> steps = disk.steps().stream().filter(step -> !step.startsWith("write")).toList();
    assertThat(
            steps.subList(steps.indexOf("rename save.json"), 1 + steps.indexOf("delete save.json")))
        .containsExactly(
            "rename save.json",
            "sync a.example",
            "create privkey2.pem",
            "create cert2.pem",
            "create chain2.pem",
            "create fullchain2.pem",
            "sync a.example",
            "delete a.example.conf.new",
            "create a.example.conf.new",
            "link previous_cert.pem",
            "link previous_privkey.pem",
            "link previous_chain.pem",
            "link previous_fullchain.pem",
            "sync a.example",
            "delete cert.pem.new",
            "link cert.pem.new",
            "rename cert.pem",
            "delete privkey.pem.new",
            "link privkey.pem.new",
            "rename privkey.pem",
            "delete chain.pem.new",
            "link chain.pem.new",
            "rename chain.pem",
            "delete fullchain.pem.new",
            "link fullchain.pem.new",
            "rename fullchain.pem",
            "sync a.example",
            "rename a.example.conf",
            "sync renewal",
            "delete previous_cert.pem",
            "delete previous_privkey.pem",
            "delete previous_chain.pem",
            "delete previous_fullchain.pem",
            "delete save.json");
  }
}
