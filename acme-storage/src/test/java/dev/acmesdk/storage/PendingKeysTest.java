package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.PendingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes of account keys in Certbot's layout: what is where, and what a crash leaves. */
final class PendingKeysTest {
  private static final PendingKey PENDING =
      new PendingKey(
          new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate()), AccountKey.generate());
  private static final String OLD = AccountId.of(PENDING.account().key());
  private static final String NEW = AccountId.of(PENDING.newKey());

  @TempDir private Path temp;
  private int directories;

  private Path fresh() {
    return temp.resolve("config" + directories++);
  }

  private static CertbotDirectory on(Path directory, Disk disk) {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T19:01:40Z"), ZoneOffset.UTC);
    return new CertbotDirectory(directory, clock, disk);
  }

  private static CertbotDirectory on(Path directory) {
    return on(directory, ScriptedDisk.calm());
  }

  private static CertbotDirectory begun(Path directory) {
    CertbotDirectory store = on(directory);
    store.save(TestCa.DIRECTORY, PENDING.account());
    store.savePending(TestCa.DIRECTORY, PENDING);
    return store;
  }

  private static Path place(Path directory) {
    return directory.resolve("accounts/localhost:24000/dir");
  }

  @Test
  void theNewKeyIsAFourthFileThatOnlyItsOwnerCanRead() throws IOException {
    Path directory = fresh();
    begun(directory);
    Path home = place(directory).resolve(OLD);
    assertThat(Tree.list(home))
        .containsExactly(
            "drwx------ ",
            "-rw-r--r-- meta.json",
            "-rw------- pending_key.json",
            "-r-------- private_key.json",
            "-rw-r--r-- regr.json");
    assertThat(StoredAccount.readKey(home.resolve("pending_key.json"))).isEqualTo(PENDING.newKey());
  }

  @Test
  void theFileIsPrivateFromBirth() {
    Path directory = fresh();
    on(directory).save(TestCa.DIRECTORY, PENDING.account());
    ScriptedDisk disk = ScriptedDisk.calm();
    on(directory, disk).savePending(TestCa.DIRECTORY, PENDING);
    assertThat(disk.steps())
        .containsSubsequence(
            "create pending_key.json.new", "rename pending_key.json", "sync " + OLD)
        .noneMatch(step -> step.startsWith("chmod"));
  }

  @Test
  void aKeyThatFailsToBeSavedLeavesNothing() throws IOException {
    boolean failed = true;
    for (int step = 0; failed; step++) {
      Path directory = fresh();
      on(directory).save(TestCa.DIRECTORY, PENDING.account());
      List<String> tree = Tree.snapshot(directory);
      ScriptedDisk disk = ScriptedDisk.failingAt(step);
      failed = ScriptedDisk.fails(() -> on(directory, disk).savePending(TestCa.DIRECTORY, PENDING));
      boolean inPlace = disk.steps().contains("sync " + OLD);
      if (failed && !inPlace) {
        assertThat(Tree.snapshot(directory)).as("%s", disk.steps()).isEqualTo(tree);
      }
      on(directory).savePending(TestCa.DIRECTORY, PENDING);
      assertThat(on(directory).findPending(TestCa.DIRECTORY)).contains(PENDING);
    }
  }

  @Test
  void aKeyThatWasHalfWrittenByAKilledProcessIsNone() {
    boolean killed = true;
    for (int step = 0; killed; step++) {
      Path directory = fresh();
      on(directory).save(TestCa.DIRECTORY, PENDING.account());
      ScriptedDisk disk = ScriptedDisk.dyingAt(step);
      killed = ScriptedDisk.fails(() -> on(directory, disk).savePending(TestCa.DIRECTORY, PENDING));
      assertThat(on(directory).find(TestCa.DIRECTORY)).contains(PENDING.account());
      on(directory).savePending(TestCa.DIRECTORY, PENDING);
      assertThat(on(directory).findPending(TestCa.DIRECTORY)).contains(PENDING);
    }
  }

  @Test
  void aSettlementThatIsKilledOrFailsIsBroughtToItsEnd() throws IOException {
    for (boolean onNewKey : List.of(true, false)) {
      AccountCredentials valid = onNewKey ? PENDING.changed() : PENDING.account();
      boolean cutOff = true;
      for (int step = 0; cutOff; step++) {
        boolean killed = isCutOff(valid, ScriptedDisk.dyingAt(step));
        boolean failed = isCutOff(valid, ScriptedDisk.failingAt(step));
        cutOff = killed || failed;
      }
    }
  }

  private boolean isCutOff(AccountCredentials valid, ScriptedDisk disk) throws IOException {
    Path directory = fresh();
    CertbotDirectory store = begun(directory);
    store.save(TestCa.issue("a.example"));
    boolean cutOff =
        ScriptedDisk.fails(() -> on(directory, disk).settle(TestCa.DIRECTORY, PENDING, valid));
    assertThat(
            store.findPending(TestCa.DIRECTORY).isPresent()
                || store.find(TestCa.DIRECTORY).equals(java.util.Optional.of(valid)))
        .as("%s", disk.steps())
        .isTrue();
    store
        .findPending(TestCa.DIRECTORY)
        .ifPresent(left -> store.settle(TestCa.DIRECTORY, left, valid));
    assertThat(store.find(TestCa.DIRECTORY)).contains(valid);
    assertThat(store.findPending(TestCa.DIRECTORY)).isEmpty();
    try (var homes = Files.list(place(directory))) {
      assertThat(homes).containsExactly(place(directory).resolve(AccountId.of(valid.key())));
    }
    assertThat(renewalFile(directory, "a.example"))
        .contains("account = " + AccountId.of(valid.key()));
    return cutOff;
  }

  private static String renewalFile(Path directory, String lineage) throws IOException {
    return Tree.text(directory.resolve("renewal/" + lineage + ".conf"));
  }

  @Test
  void nothingOfTheOldKeyIsLeft() throws IOException {
    Path directory = fresh();
    CertbotDirectory store = begun(directory);
    store.settle(TestCa.DIRECTORY, PENDING, PENDING.changed());
    assertThat(Tree.list(directory.resolve("accounts")))
        .containsExactly(
            "drwx------ ",
            "drwx------ localhost:24000",
            "drwx------ localhost:24000/dir",
            "drwx------ localhost:24000/dir/" + NEW,
            "-rw-r--r-- localhost:24000/dir/" + NEW + "/meta.json",
            "-r-------- localhost:24000/dir/" + NEW + "/private_key.json",
            "-rw-r--r-- localhost:24000/dir/" + NEW + "/regr.json");
  }

  @Test
  void onlyRenewalFilesThatNameTheAccountAreChanged() throws IOException {
    Path directory = fresh();
    CertbotDirectory store = begun(directory);
    store.save(TestCa.issue("ours.example", Map.of("pre_hook", "echo hello")));
    Path foreign = directory.resolve("renewal/foreign.example.conf");
    Files.writeString(
        foreign, "# mine\n[renewalparams]\naccount = 00000000000000000000000000000000\n");
    Path broken = directory.resolve("renewal/broken.example.conf");
    Files.writeString(broken, "[[[\n");
    String before = renewalFile(directory, "ours.example");
    store.settle(TestCa.DIRECTORY, PENDING, PENDING.changed());
    assertThat(renewalFile(directory, "ours.example"))
        .isEqualTo(before.replace(OLD, NEW))
        .contains(NEW);
    assertThat(Tree.text(foreign)).contains("# mine", "00000000000000000000000000000000");
    assertThat(Tree.text(broken)).isEqualTo("[[[\n");
  }

  @Test
  void linksAreRemovedAndNotFollowed() throws IOException {
    Path directory = fresh();
    CertbotDirectory store = begun(directory);
    Path elsewhere = temp.resolve("elsewhere");
    Files.move(place(directory).resolve(OLD), elsewhere);
    Files.createSymbolicLink(place(directory).resolve(OLD), elsewhere);
    store.settle(TestCa.DIRECTORY, PENDING, PENDING.changed());
    assertThat(store.find(TestCa.DIRECTORY)).contains(PENDING.changed());
    assertThat(store.findPending(TestCa.DIRECTORY)).isEmpty();
    assertThat(place(directory).resolve(OLD)).doesNotExist();
    assertThat(elsewhere.resolve("private_key.json")).exists();
  }

  @Test
  void aDirectoryWithMoreInItIsOutOfTheWayAtLeast() throws IOException {
    Path directory = fresh();
    CertbotDirectory store = begun(directory);
    Path more = Files.createDirectory(place(directory).resolve(OLD).resolve("more"));
    Files.writeString(more.resolve("note"), "x");
    store.settle(TestCa.DIRECTORY, PENDING, PENDING.changed());
    assertThat(store.find(TestCa.DIRECTORY)).contains(PENDING.changed());
    assertThat(Tree.list(directory.resolve("accounts")))
        .filteredOn(line -> line.contains(".old-"))
        .hasSize(3)
        .anyMatch(line -> line.endsWith("/more/note"));
  }

  @Test
  void aNewKeyThatCannotBeReadIsReportedWithoutItsText() throws IOException {
    Path directory = fresh();
    CertbotDirectory store = begun(directory);
    Path file = place(directory).resolve(OLD).resolve("pending_key.json");
    Files.writeString(file, "{\"d\": \"c2VjcmV0\"}");
    assertThatThrownBy(() -> store.findPending(TestCa.DIRECTORY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageNotContaining("c2VjcmV0");
    assertThat(store.find(TestCa.DIRECTORY)).contains(PENDING.account());
  }
}
