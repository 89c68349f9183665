package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.RenewalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Summaries of lineages that are not as they should be: the same as is found, or the same error.
 */
final class SummaryTest {
  private static final String NAME = "a.example";
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir private Path temp;
  private Path config;
  private CertbotDirectory store;
  private Path live;
  private Path archive;
  private NewVersion first;
  private NewVersion second;

  @BeforeEach
  void saveTwo() {
    config = temp.resolve("config");
    store = CertbotDirectory.at(config);
    live = config.resolve("live/a.example");
    archive = config.resolve("archive/a.example");
    first = TestCa.issue(NAME);
    second = TestCa.issue(NAME);
    store.save(first);
    store.save(second);
  }

  private LineageSummary summary() {
    return store.summary(NAME).orElseThrow();
  }

  private void saysWhatIsFound(int version) {
    assertThat(summary().withRenewal(null))
        .isEqualTo(LineageSummary.of(store.find(NAME).orElseThrow()));
    assertThat(summary().version()).isEqualTo(version);
  }

  private void failsAsFindDoes(String reason) {
    Throwable failure = catchThrowable(() -> store.find(NAME));
    assertThat(failure).isInstanceOf(StoreException.class).hasMessageContaining(reason);
    assertThatThrownBy(() -> store.summary(NAME))
        .isInstanceOf(StoreException.class)
        .hasMessage(failure.getMessage());
  }

  private void relink(Kind kind, String target) throws IOException {
    Files.delete(live.resolve(kind.linkName()));
    Files.createSymbolicLink(live.resolve(kind.linkName()), Path.of(target));
  }

  @ParameterizedTest
  @EnumSource
  void isOfTheLowestVersionThatALinkPointsTo(Kind kind) throws IOException {
    relink(kind, "../../archive/a.example/" + kind.fileName(1));
    saysWhatIsFound(1);
    assertThat(summary().leaf()).isEqualTo(first.chain().leaf());
  }

  @Test
  void isOfTheNextVersionIfTheLowestOneCannotBeUsed() throws IOException {
    relink(Kind.CHAIN, "../../archive/a.example/chain1.pem");
    Files.delete(archive.resolve("privkey1.pem"));
    saysWhatIsFound(2);
    assertThat(summary().leaf()).isEqualTo(second.chain().leaf());
  }

  @ParameterizedTest
  @EnumSource
  void readsTheNoteOfALinkThatCertbotIsSwitching(Kind kind) throws IOException {
    Files.delete(live.resolve(kind.linkName()));
    Files.createSymbolicLink(
        live.resolve("previous_" + kind.linkName()), archive.resolve(kind.fileName(1)));
    saysWhatIsFound(1);
  }

  @ParameterizedTest
  @EnumSource
  void aLinkIsMissing(Kind kind) throws IOException {
    Files.delete(live.resolve(kind.linkName()));
    failsAsFindDoes("is missing");
  }

  @Test
  void aLinkPointsIntoAnotherArchive() throws IOException {
    store.save(TestCa.issue("b.example"));
    store.save(TestCa.issue("b.example"));
    relink(Kind.CERT, "../../archive/b.example/cert2.pem");
    failsAsFindDoes("another directory");
  }

  @Test
  void theLinksAreMissing() throws IOException {
    Files.move(live, temp.resolve("away"));
    failsAsFindDoes("no directory " + live);
  }

  @Test
  void theChainIsMissing() throws IOException {
    Files.delete(archive.resolve("fullchain2.pem"));
    failsAsFindDoes("fullchain2.pem is missing");
  }

  @Test
  void theChainIsNone() throws IOException {
    Files.writeString(archive.resolve("fullchain2.pem"), "-----BEGIN CERTIFICATE-----\n");
    failsAsFindDoes("fullchain2.pem holds no certificate chain");
  }

  @Test
  void theChainBeginsWithSomethingElse() throws IOException {
    Path chain = archive.resolve("fullchain2.pem");
    Files.writeString(chain, Tree.text(archive.resolve("privkey2.pem")) + Tree.text(chain));
    failsAsFindDoes("PRIVATE KEY");
  }

  @Test
  void theRenewalFileIsMissing() throws IOException {
    Files.delete(config.resolve("renewal/a.example.conf"));
    failsAsFindDoes("There is " + live);
  }

  @ParameterizedTest
  @EnumSource(
      value = Kind.class,
      names = {"CERT", "PRIVKEY", "CHAIN"})
  void needsTheChainAlone(Kind kind) throws IOException {
    Files.delete(archive.resolve(kind.fileName(2)));
    assertThat(summary().version()).isEqualTo(2);
    assertThat(summary().leaf()).isEqualTo(second.chain().leaf());
  }

  @Test
  void knowsNoCaIfTheRenewalFileCannotBeRead() throws IOException {
    Files.writeString(config.resolve("renewal/a.example.conf"), "no key\n");
    saysWhatIsFound(2);
    assertThat(summary().directory()).isNull();
    Files.write(config.resolve("renewal/a.example.conf"), new byte[] {(byte) 0xff});
    saysWhatIsFound(2);
    assertThat(summary().renewalParameters()).isEmpty();
  }

  private void remember(RenewalState state) {
    Lease lease = (Lease) store.acquire(NAME, Duration.ofMinutes(1));
    store.saveRenewalState(lease, state);
    store.release(lease);
  }

  @Test
  void tellsWhatTheRenewalFileSaysOfTheRenewal() {
    assertThat(summary().renewal()).isEqualTo(RenewalState.NONE);
    RenewalState failed = RenewalState.NONE.failed(NOW, "timed out", NOW.plusSeconds(60));
    remember(failed);
    assertThat(summary().renewal()).isEqualTo(failed);
    saysWhatIsFound(2);
  }

  @Test
  void tellsWhatWasRememberedBeforeThereWasALineage() throws IOException {
    RenewalState failed = RenewalState.NONE.failed(NOW, "timed out", null);
    Path conf = config.resolve("renewal/a.example.conf");
    Path away = Files.move(conf, temp.resolve("conf"));
    Files.move(live, temp.resolve("live"));
    Files.move(archive, temp.resolve("archive"));
    remember(failed);
    Files.move(temp.resolve("archive"), archive);
    Files.move(temp.resolve("live"), live);
    Files.move(away, conf);
    assertThat(summary().renewal()).isEqualTo(failed);
  }

  @Test
  void anEmptySectionOfOursIsLookedIntoByItself() throws IOException {
    Files.writeString(
        config.resolve("renewal/a.example.conf"), "[acmesdk]\n", StandardOpenOption.APPEND);
    saysWhatIsFound(2);
    assertThat(summary().renewal()).isNull();
    assertThat(store.findRenewalState(NAME)).isEqualTo(RenewalState.NONE);
  }

  @Test
  void readsRenewalFilesAndCommentsOfAnyLength() throws IOException {
    Path conf = config.resolve("renewal/a.example.conf");
    Files.writeString(conf, "# long\n".repeat(10_000) + Tree.text(conf));
    Path chain = archive.resolve("fullchain2.pem");
    Files.writeString(chain, "\n".repeat(70_000) + Tree.text(chain));
    saysWhatIsFound(2);
    assertThat(summary().renewalParameters()).isNotEmpty();
  }

  @Test
  void asksForNoPassphrase() {
    AtomicInteger asked = new AtomicInteger();
    CertbotDirectory encrypted =
        store.encryptingKeys(
            () -> {
              asked.incrementAndGet();
              return "s3cr3t".toCharArray();
            });
    encrypted.save(TestCa.issue(NAME));
    int before = asked.get();
    assertThat(encrypted.summary(NAME).orElseThrow().version()).isEqualTo(3);
    assertThat(asked).hasValue(before);
    assertThat(summary().version()).isEqualTo(3);
  }

  @Test
  void readsLineEndsOfOtherSystems() throws IOException {
    Path chain = archive.resolve("fullchain2.pem");
    Files.writeString(chain, Tree.text(chain).replace("\n", "\r\n"));
    saysWhatIsFound(2);
  }

  @Test
  void followsLinksToPlacesElsewhere() throws IOException {
    Path volume = Files.createDirectories(temp.resolve("deep/er/volume"));
    Files.move(archive, volume.resolve("archive"));
    for (Kind kind : Kind.values()) {
      relink(kind, volume.resolve("archive").resolve(kind.fileName(2)).toString());
    }
    Files.move(config.resolve("live"), volume.resolve("live"));
    Files.createSymbolicLink(config.resolve("live"), volume.resolve("live"));
    saysWhatIsFound(2);
  }
}
