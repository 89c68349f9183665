package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.RenewalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Certbot, or a hand, has left half done is put in order before the next version is made. */
final class RepairTest {
  private static final String NAME = "a.example";

  @TempDir private Path config;
  private CertbotDirectory store;
  private Path live;
  private Path archive;

  @BeforeEach
  void saveTwo() {
    store = CertbotDirectory.at(config);
    store.save(TestCa.issue(NAME));
    store.save(TestCa.issue(NAME));
    live = config.resolve("live/" + NAME);
    archive = config.resolve("archive/" + NAME);
  }

  private void repair() {
    store.release((Lease) store.acquire(NAME, Duration.ofMinutes(1)));
  }

  private void link(String name, Path target) throws IOException {
    Files.deleteIfExists(live.resolve(name));
    Files.createSymbolicLink(live.resolve(name), target);
  }

  private int current() {
    return store.find(NAME).orElseThrow().version();
  }

  private List<String> names(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  /** Certbot's own way of a switch: all links are noted, and some are switched already. */
  @Test
  void goesBackToWhereCertbotWasBeforeASwitch() throws IOException {
    for (Kind kind : Kind.values()) {
      link("previous_" + kind.linkName(), archive.resolve(kind.fileName(1)));
      Files.delete(archive.resolve(kind.fileName(2)));
    }
    repair();
    assertThat(current()).isEqualTo(1);
    assertThat(names(live))
        .containsExactly("README", "cert.pem", "chain.pem", "fullchain.pem", "privkey.pem");
    assertThat(Files.readSymbolicLink(live.resolve("cert.pem")))
        .isEqualTo(Path.of("../../archive/a.example/cert1.pem"));
  }

  /** Certbot takes each link away before it makes it anew, and can be killed in between. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLinkThatIsMissingMeanwhileSaysWhatItSaidBefore(Kind missing) throws IOException {
    for (Kind kind : Kind.values()) {
      link("previous_" + kind.linkName(), archive.resolve(kind.fileName(1)));
    }
    Files.delete(live.resolve(missing.linkName()));
    assertThat(current()).isEqualTo(1);
    repair();
    assertThat(current()).isEqualTo(2); // it is complete, so that it was meant to be used
    assertThat(Files.readSymbolicLink(live.resolve(missing.linkName())))
        .hasFileName(missing.fileName(2));
    assertThat(store.save(TestCa.issue(NAME)).version()).isEqualTo(3);
    assertThat(current()).isEqualTo(3);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aLinkIsMissedWhereNoNoteTellsOfIt(Kind missing) throws IOException {
    Files.delete(live.resolve(missing.linkName()));
    assertThatThrownBy(this::current)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(missing.linkName() + " is missing");
  }

  @Test
  void deletesNotesThatAreNotComplete() throws IOException {
    link("previous_cert.pem", archive.resolve("cert1.pem"));
    link("previous_chain.pem", archive.resolve("chain7.pem"));
    repair();
    assertThat(current()).isEqualTo(2);
    assertThat(live.resolve("previous_cert.pem")).doesNotExist();
    assertThat(Files.isSymbolicLink(live.resolve("previous_chain.pem"))).isFalse();
  }

  @Test
  void linksACompleteVersionThatNobodyHasLinked() throws IOException {
    for (Kind kind : Kind.values()) {
      link(kind.linkName(), Path.of("../../archive/a.example", kind.fileName(1)));
    }
    assertThat(current()).isEqualTo(1);
    repair();
    assertThat(current()).isEqualTo(2);
    assertThat(store.save(TestCa.issue(NAME)).version()).isEqualTo(3);
  }

  @Test
  void doesNotLinkAVersionThatIsNotWhole() throws IOException {
    for (Kind kind : Kind.values()) {
      link(kind.linkName(), Path.of("../../archive/a.example", kind.fileName(1)));
    }
    Files.writeString(archive.resolve("chain2.pem"), "cut off");
    repair();
    assertThat(current()).isEqualTo(1);
    assertThat(store.save(TestCa.issue(NAME)).version()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"kind\": \"RENEW\"}", "garbage"})
  void doesWithoutADamagedJournal(String content) throws IOException {
    Path journal = config.resolve("acmesdk/lineages/a.example/save.json");
    Files.writeString(journal, content);
    repair();
    assertThat(journal).doesNotExist();
    assertThat(current()).isEqualTo(2);
  }

  @Test
  void neverGoesBackBehindWhatCertbotHasMadeMeanwhile() throws IOException {
    Path conf = config.resolve("renewal/a.example.conf");
    OwnFile.of(new Layout(config), NAME, "save.json")
        .write(
            new Disk(),
            new Layout(config),
            new SaveJournal(SaveJournal.Kind.RENEW, 1, archive, "before", "after").texts());
    Files.writeString(conf.resolveSibling("a.example.conf.new"), "stale");
    String before = Files.readString(conf);
    repair();
    assertThat(current()).isEqualTo(2);
    assertThat(archive.resolve("privkey1.pem")).exists();
    assertThat(Files.readString(conf)).isEqualTo(before);
    assertThat(conf.resolveSibling("a.example.conf.new")).doesNotExist();
  }

  @Test
  void deletesNothingThatCannotBeReadJustNow() throws IOException {
    OwnFile journal = OwnFile.of(new Layout(config), NAME, "save.json");
    journal.write(
        new Disk(),
        new Layout(config),
        new SaveJournal(SaveJournal.Kind.RENEW, 3, archive, "before", "after").texts());
    Files.copy(archive.resolve("privkey2.pem"), archive.resolve("privkey3.pem"));
    Files.createSymbolicLink(archive.resolve("chain3.pem"), Path.of("chain3.pem"));
    assertThatThrownBy(this::repair)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("chain3.pem");
    assertThat(archive.resolve("privkey3.pem")).exists();
    assertThat(journal.path()).exists();
    Files.delete(archive.resolve("chain3.pem"));
    repair();
    assertThat(archive.resolve("privkey3.pem")).doesNotExist();
    assertThat(current()).isEqualTo(2);
  }

  @Test
  void completesARemoval() throws IOException {
    OwnFile.of(new Layout(config), NAME, "save.json")
        .write(
            new Disk(),
            new Layout(config),
            new SaveJournal(SaveJournal.Kind.REMOVE, 0, archive, "", "").texts());
    Files.delete(config.resolve("renewal/a.example.conf"));
    repair();
    assertThat(live).doesNotExist();
    assertThat(archive).doesNotExist();
    assertThat(store.save(TestCa.issue(NAME)).version()).isEqualTo(1);
  }

  @Test
  void keepsFilesOfOthersWhenALineageIsRemoved() throws IOException {
    Files.writeString(archive.resolve("notes.txt"), "mine");
    Lease lease = (Lease) store.acquire(NAME, Duration.ofMinutes(1));
    store.remove(lease);
    store.release(lease);
    assertThat(names(archive)).containsExactly("notes.txt");
    assertThat(live).doesNotExist();
    assertThat(store.names()).isEmpty();
  }

  @Test
  void keepsTheCurrentVersionAndFiveBeforeIt() {
    for (int version = 3; version <= 9; version++) {
      store.save(TestCa.issue(NAME));
    }
    assertThat(store.versions(NAME)).containsExactly(4, 5, 6, 7, 8, 9);
    assertThat(store.find(NAME, 4)).isPresent();
    assertThat(store.find(NAME, 3)).isEmpty();
    assertThat(archive.resolve("privkey3.pem")).doesNotExist();
  }

  /** Old Certbots did so for keys that were used again. */
  @Test
  void keepsAKeyThatANewerVersionIsALinkTo() throws IOException {
    NewVersion first = TestCa.issue("b.example");
    store.save(first);
    store.save(first);
    Path old = config.resolve("archive/b.example");
    Files.delete(old.resolve("privkey2.pem"));
    Files.createSymbolicLink(old.resolve("privkey2.pem"), Path.of("privkey1.pem"));
    for (int version = 3; version <= 7; version++) {
      store.save(TestCa.issue("b.example"));
    }
    assertThat(store.versions("b.example")).containsExactly(2, 3, 4, 5, 6, 7);
    assertThat(store.find("b.example", 2).orElseThrow().privateKey()).isEqualTo(first.privateKey());
    assertThat(old.resolve("cert1.pem")).doesNotExist();
  }

  @Test
  void keepsWhatIsNotItsOwnInTheRenewalFileWhenItRemembers() throws IOException {
    Path conf = config.resolve("renewal/a.example.conf");
    String before = Files.readString(conf);
    Lease lease = (Lease) store.acquire(NAME, Duration.ofMinutes(1));
    var failed =
        RenewalState.NONE.failed(
            Instant.parse("2026-03-01T00:00:00Z"), "\"no\" 'route', 100%(x)s # why", null);
    store.saveRenewalState(lease, failed);
    assertThat(Files.readString(conf)).startsWith(before).contains("[acmesdk]", "failures = 1");
    assertThat(store.findRenewalState(NAME).failures()).isEqualTo(1);
    store.saveRenewalState(lease, RenewalState.NONE);
    assertThat(Files.readString(conf)).isEqualTo(before);
    store.release(lease);
  }

  @Test
  void tellsHowALineageWasObtained() {
    store.save(TestCa.issue("c.example", Map.of("authenticator", "webroot", "pre_hook", "true")));
    assertThat(store.find("c.example").orElseThrow().renewalParameters())
        .containsEntry("authenticator", "webroot")
        .containsEntry("pre_hook", "true")
        .containsEntry("key_type", "ecdsa");
  }
}
