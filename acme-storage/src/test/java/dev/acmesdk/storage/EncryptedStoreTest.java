package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.EncryptedPem;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.PendingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Private keys under a passphrase: all of them, and what happens without it. */
final class EncryptedStoreTest {
  private static final String SECRET = "correct horse";
  private static final String NAME = "a.example";
  private static final Duration TTL = Duration.ofMinutes(1);
  private static final PendingKey PENDING =
      new PendingKey(
          new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate()), AccountKey.generate());

  @TempDir private Path temp;
  private Path config;
  private CertbotDirectory plain;
  private CertbotDirectory store;
  private CertbotDirectory wrong;

  @BeforeEach
  void open() {
    config = temp.resolve("config");
    plain = CertbotDirectory.at(config);
    store = plain.encryptingKeys(SECRET::toCharArray);
    wrong = plain.encryptingKeys("wrong battery"::toCharArray);
  }

  private static OrderInFlight order() {
    return new OrderInFlight(
        TestCa.DIRECTORY,
        TestCa.ACCOUNT,
        null,
        List.of(Identifier.dns(NAME)),
        null,
        KeyAlgorithm.EC_P256.generate(),
        Instant.parse("2026-11-23T19:01:40Z"),
        false);
  }

  private Path key(int version) {
    return config.resolve("archive/a.example/privkey" + version + ".pem");
  }

  private static void isLocked(Runnable reading, Object file, String... words) {
    assertThatThrownBy(reading::run)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("encryptingKeys(…)")
        .hasMessageContainingAll(words)
        .hasMessageNotContaining(SECRET)
        .hasMessageNotContaining("wrong battery");
  }

  @Test
  void writesNoKeyInThePlain() throws IOException {
    store.save(TestCa.DIRECTORY, PENDING.account());
    store.savePending(TestCa.DIRECTORY, PENDING);
    store.save(TestCa.issue(NAME));
    saveOrder(store, order());
    List<String> keys = new ArrayList<>();
    try (Stream<Path> files = Files.walk(config)) {
      for (Path file : files.filter(EncryptedStoreTest::isFile).toList()) {
        String text = Tree.text(file);
        assertThat(text).as("%s", file).doesNotContain("BEGIN PRIVATE KEY", "\"d\":");
        if (text.contains("BEGIN ENCRYPTED PRIVATE KEY")) {
          keys.add(Tree.mode(file) + " " + file.getFileName());
        }
      }
    }
    assertThat(keys)
        .containsExactlyInAnyOrder(
            "r-------- private_key.pem",
            "rw------- pending_key.pem",
            "rw------- privkey1.pem",
            "rw------- order.json");
  }

  private static boolean isFile(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static void saveOrder(CertbotDirectory store, OrderInFlight order) {
    LeaseAnswer answer = store.acquire(NAME, TTL);
    store.saveOrder((Lease) answer, order);
    store.release((Lease) answer);
  }

  @Test
  void readsBackWhatItWrites() throws IOException {
    NewVersion version = TestCa.issue(NAME, KeyAlgorithm.RSA_2048, Map.of());
    OrderInFlight order = order();
    store.save(TestCa.DIRECTORY, PENDING.account());
    store.save(TestCa.DIRECTORY, PENDING.account());
    store.savePending(TestCa.DIRECTORY, PENDING);
    store.savePending(TestCa.DIRECTORY, PENDING);
    store.save(version);
    saveOrder(store, order);
    assertThat(store.find(TestCa.DIRECTORY)).contains(PENDING.account());
    assertThat(store.findPending(TestCa.DIRECTORY)).contains(PENDING);
    assertThat(store.find(NAME).orElseThrow().privateKey()).isEqualTo(version.privateKey());
    assertThat(store.findOrder(NAME).orElseThrow().key().getPublic())
        .isEqualTo(order.key().getPublic());
    assertThat(EncryptedPem.decodeKeyPair(Tree.text(key(1)), SECRET.toCharArray()).getPrivate())
        .isEqualTo(version.privateKey());
    assertThat(Tree.text(config.resolve("renewal/a.example.conf")))
        .contains("account = " + AccountId.of(PENDING.account().key()));
  }

  @Test
  void bringsAChangeOfTheAccountKeyToItsEnd() throws IOException {
    for (boolean isNew : List.of(true, false)) {
      CertbotDirectory fresh =
          CertbotDirectory.at(temp.resolve("c" + isNew)).encryptingKeys(SECRET::toCharArray);
      fresh.save(TestCa.DIRECTORY, PENDING.account());
      fresh.savePending(TestCa.DIRECTORY, PENDING);
      AccountCredentials valid = isNew ? PENDING.changed() : PENDING.account();
      fresh.settle(TestCa.DIRECTORY, PENDING, valid);
      assertThat(fresh.find(TestCa.DIRECTORY)).contains(valid);
      assertThat(fresh.findPending(TestCa.DIRECTORY)).isEmpty();
    }
  }

  @Test
  void goesOnWithAStoreInThePlain() throws IOException {
    plain.save(TestCa.DIRECTORY, PENDING.account());
    plain.save(TestCa.issue(NAME));
    String before = Tree.text(key(1));
    assertThat(store.find(TestCa.DIRECTORY)).contains(PENDING.account());
    assertThat(store.find(NAME)).isPresent();
    assertThat(store.save(TestCa.issue(NAME)).version()).isEqualTo(2);
    assertThat(Tree.text(key(1))).isEqualTo(before).contains("BEGIN PRIVATE KEY");
    assertThat(Tree.text(key(2))).contains("BEGIN ENCRYPTED PRIVATE KEY");
    assertThat(store.find(NAME).orElseThrow().version()).isEqualTo(2);
    assertThat(store.find(NAME, 1)).isPresent();
  }

  @Test
  void keysAreNotReadWithoutTheOptionOrWithAnotherPassphrase() throws IOException {
    store.save(TestCa.DIRECTORY, PENDING.account());
    store.save(TestCa.issue(NAME));
    saveOrder(store, order());
    List<String> tree = Tree.snapshot(config);
    for (CertbotDirectory other : List.of(plain, wrong)) {
      String why = other == plain ? "this store has no passphrase" : "the passphrase is wrong";
      isLocked(() -> other.find(NAME), key(1), why);
      isLocked(() -> other.find(TestCa.DIRECTORY), "private_key.pem", why);
      isLocked(() -> other.findOrder(NAME), "order.json", why);
    }
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
  }

  /** What a crash has left is judged by the key: who cannot read it must not delete it. */
  @Test
  void nothingIsRepairedWithAnotherPassphrase() throws IOException {
    ScriptedDisk rehearsal = ScriptedDisk.calm();
    new CertbotDirectory(temp.resolve("rehearsal"), Clock.systemUTC(), rehearsal)
        .save(TestCa.issue(NAME));
    int published = rehearsal.steps().indexOf("rename a.example.conf");
    int locked = 0;
    for (int step : List.of(8, published - 20, published - 8, published, published + 1)) {
      Path directory = temp.resolve("killed" + step);
      CertbotDirectory dying =
          new CertbotDirectory(directory, Clock.systemUTC(), ScriptedDisk.dyingAt(step))
              .encryptingKeys(SECRET::toCharArray);
      assertThat(ScriptedDisk.fails(() -> dying.save(TestCa.issue(NAME))))
          .isEqualTo(step <= published);
      List<String> tree = lineage(directory);
      if (ScriptedDisk.fails(() -> acquire(wrongOn(directory)))) {
        assertThat(lineage(directory)).isEqualTo(tree);
        locked++;
      }
      CertbotDirectory right = CertbotDirectory.at(directory).encryptingKeys(SECRET::toCharArray);
      acquire(right);
      assertThat(right.find(NAME).isPresent()).isEqualTo(right.names().contains(NAME));
    }
    assertThat(locked).isPositive();
  }

  private static List<String> lineage(Path directory) throws IOException {
    List<String> all = new ArrayList<>();
    for (String part : List.of("archive", "live", "renewal", "acmesdk")) {
      all.addAll(Tree.snapshot(directory.resolve(part)));
    }
    return all.stream().filter(line -> !line.contains("lock")).toList();
  }

  private static void acquire(CertbotDirectory store) {
    store.release((Lease) store.acquire(NAME, TTL));
  }

  private static CertbotDirectory wrongOn(Path directory) {
    return CertbotDirectory.at(directory).encryptingKeys("wrong"::toCharArray);
  }

  @Test
  void aKeyThatWasCutOffIsBrokenAndNotLocked() throws IOException {
    store.save(TestCa.issue(NAME));
    Files.writeString(key(1), Tree.text(key(1)).substring(0, 200));
    assertThatThrownBy(() -> store.find(NAME))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("The lineage is broken: " + key(1) + " holds no usable private key");
  }

  @Test
  void anEmptyPassphraseIsRefusedBeforeAnythingIsWritten() throws IOException {
    CertbotDirectory careless = plain.encryptingKeys(() -> new char[0]);
    assertThatThrownBy(() -> careless.save(TestCa.issue(NAME)))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("empty passphrase");
    assertThat(plain.names()).isEmpty();
    assertThat(config.resolve("archive")).doesNotExist();
  }

  @Test
  void showsNoPassphrase() {
    assertThat(store.toString()).doesNotContain(SECRET);
    assertThat(KeyCodec.encrypting(SECRET::toCharArray)).hasToString("KeyCodec[encrypting]");
  }
}
