package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saves that fail, die or meet another process, at every single step. */
final class FailedSaveTest {
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

  /**
   * The last steps sync what is in its place already, so that there is nothing to take back; and a
   * probe that cannot be deleted stays.
   */
  private void failAtEveryStep(Consumer<CertbotDirectory> before, Consumer<CertbotDirectory> change)
      throws IOException {
    for (int step = 0; ; step++) {
      Path directory = fresh();
      before.accept(on(directory, ScriptedDisk.calm()));
      List<String> tree = Tree.snapshot(directory);
      ScriptedDisk disk = ScriptedDisk.failingAt(step);
      try {
        change.accept(on(directory, disk));
        assertThat(disk.hasHappened()).isFalse();
        assertThat(step).isGreaterThan(4);
        return;
      } catch (StoreException e) {
        assertThat(e).hasMessageContaining("no space left").hasMessageContaining("Free some space");
        String failed = disk.steps().get(step);
        boolean undone = disk.steps().size() > step + 1 && !failed.startsWith("delete .probe");
        if (undone) {
          assertThat(Tree.snapshot(directory)).as("%s", disk.steps()).isEqualTo(tree);
        }
      }
    }
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
  void ofTwoProcessesThatMakeALineageOneWins() throws IOException {
    NewVersion ours = TestCa.issue("a.example");
    NewVersion theirs = TestCa.issue("a.example");
    int losses = 0;
    boolean met = true;
    for (int step = 0; met; step++) {
      Path directory = fresh();
      Rival rival = new Rival(directory, theirs);
      ScriptedDisk disk = ScriptedDisk.interruptedAt(step, rival::save);
      Optional<Lineage> saved = saveBesideOthers(directory, disk, ours);
      met = disk.hasHappened();
      losses += saved.isPresent() ? 0 : 1;
      int winners = (saved.isPresent() ? 1 : 0) + (rival.hasWon ? 1 : 0);
      boolean complete =
          disk.steps()
              .subList(0, Math.min(step, disk.steps().size()))
              .contains("link fullchain.pem");
      assertThat(winners).as("%s", disk.steps()).isEqualTo(met && complete ? 2 : 1);
      Lineage left = on(directory, ScriptedDisk.calm()).find("a.example").orElseThrow();
      assertThat(left.chain()).isEqualTo((rival.hasWon ? theirs : ours).chain());
      assertThat(left.version()).isEqualTo(winners);
      try (var files = Files.list(directory.resolve("archive/a.example"))) {
        assertThat(files).hasSize(4 * winners);
      }
    }
    assertThat(losses).isPositive();
  }

  @Test
  void ofTwoProcessesThatMakeDifferentLineagesBothSucceed() throws IOException {
    NewVersion ours = TestCa.issue("a.example");
    boolean met = true;
    for (int step = 0; met; step++) {
      Path directory = fresh();
      Rival rival = new Rival(directory, TestCa.issue("b.example"));
      ScriptedDisk disk = ScriptedDisk.interruptedAt(step, rival::save);
      assertThat(saveBesideOthers(directory, disk, ours)).as("%s", disk.steps()).isPresent();
      met = disk.hasHappened();
      assertThat(rival.hasWon).isEqualTo(met);
    }
  }

  @Test
  void ofTwoProcessesThatRenewALineageAtMostOneVersionIsCurrent() throws IOException {
    NewVersion ours = TestCa.issue("a.example");
    NewVersion theirs = TestCa.issue("a.example");
    boolean met = true;
    for (int step = 0; met; step++) {
      Path directory = fresh();
      on(directory, ScriptedDisk.calm()).save(TestCa.issue("a.example"));
      Rival rival = new Rival(directory, theirs);
      ScriptedDisk disk = ScriptedDisk.interruptedAt(step, rival::save);
      saveBesideOthers(directory, disk, ours);
      met = disk.hasHappened();
      assertThat(on(directory, ScriptedDisk.calm()).find("a.example")).isPresent();
    }
  }

  /** Another process: it does not know of the locks of this JVM. */
  private static final class Rival {
    private final Path directory;
    private final NewVersion version;
    private boolean hasWon;

    Rival(Path directory, NewVersion version) {
      this.directory = directory;
      this.version = version;
    }

    void save() throws IOException {
      hasWon = saveBesideOthers(directory, ScriptedDisk.calm(), version).isPresent();
    }
  }

  private static Optional<Lineage> saveBesideOthers(Path directory, Disk disk, NewVersion version) {
    Layout layout = new Layout(directory);
    Lineages lineages = new Lineages(layout);
    Accounts accounts = new Accounts(layout, disk, Clock.systemUTC());
    try {
      return Optional.of(new LineageWriter(layout, lineages, accounts, disk).save(version));
    } catch (StoreException | IOException e) {
      return Optional.empty();
    }
  }

  @Test
  void theLoserLearnsWhy() throws IOException {
    Path directory = fresh();
    Layout layout = new Layout(directory);
    NewVersion version = TestCa.issue("a.example");
    ScriptedDisk disk =
        ScriptedDisk.interruptedAt(
            createOfConf(version),
            () -> {
              Files.createDirectories(layout.renewal());
              Files.createFile(layout.renewal("a.example"));
            });
    assertThatThrownBy(() -> on(directory, disk).save(version))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("renewal/a.example.conf came into being meanwhile")
        .hasMessageContaining("Another program");
  }

  private int createOfConf(NewVersion version) {
    ScriptedDisk rehearsal = ScriptedDisk.calm();
    on(fresh(), rehearsal).save(version);
    return rehearsal.steps().indexOf("create a.example.conf");
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
    assertThat(disk.steps().stream().filter(step -> !step.startsWith("write")))
        .containsExactly(
            "create privkey2.pem",
            "create cert2.pem",
            "create chain2.pem",
            "create fullchain2.pem",
            "sync a.example",
            "delete a.example.conf.new",
            "create a.example.conf.new",
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
            "sync renewal");
  }
}
