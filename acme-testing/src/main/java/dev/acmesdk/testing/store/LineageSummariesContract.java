package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link LineageSummaries} promises. That it is so after a crash, too, is in {@link
 * CrashContract}.
 *
 * @param <S> the store's type
 */
public abstract class LineageSummariesContract<S extends CertificateStore & LineageSummaries>
    extends StoreContract<S> {
  private static final String NAME = "a.example";

  /** Runs for each test. */
  protected LineageSummariesContract() {}

  private static void assertShows(LineageSummaries store, int version, NewVersion issued) {
    LineageSummary summary = store.summary(issued.name()).orElseThrow();
    assertThat(summary.name()).isEqualTo(issued.name());
    assertThat(summary.version()).isEqualTo(version);
    assertThat(summary.leaf()).isEqualTo(issued.chain().leaf());
    assertThat(summary.notAfter()).isEqualTo(issued.chain().leaf().getNotAfter().toInstant());
  }

  /** What is found and what is summed up must not differ in anything. */
  private static <S extends CertificateStore & LineageSummaries> void assertSaysWhatIsFound(
      S store, String name) {
    assertThat(store.summary(name).map(summary -> summary.withRenewal(null)))
        .isEqualTo(store.find(name).map(LineageSummary::of));
  }

  @Test
  void knowsNoLineageAtFirst() {
    assertThat(store().summary(NAME)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhatWasSaved(KeyAlgorithm algorithm) {
    NewVersion issued = TestVersions.of(NAME, algorithm);
    store().save(issued);
    assertShows(store(), 1, issued);
    assertShows(open(), 1, issued);
  }

  @Test
  void tellsOfTheCurrentVersion() {
    for (int version = 1; version <= 3; version++) {
      NewVersion issued = TestVersions.of(NAME);
      store().save(issued);
      assertShows(store(), version, issued);
      assertShows(open(), version, issued);
    }
  }

  @Test
  void tellsTheSameAsFind() {
    store().save(TestVersions.of(NAME));
    assertSaysWhatIsFound(store(), NAME);
    store().save(TestVersions.of(NAME, KeyAlgorithm.RSA_2048));
    assertSaysWhatIsFound(store(), NAME);
    assertSaysWhatIsFound(open(), NAME);
  }

  /** It need not tell that; but if it does, it must be that. */
  private void assertTellsWhatIsRemembered(RenewalStates states) {
    RenewalState told = store().summary(NAME).orElseThrow().renewal();
    if (told != null) {
      assertThat(told).isEqualTo(states.findRenewalState(NAME));
    }
  }

  @Test
  void tellsWhatIsRememberedOfItsRenewal() {
    store().save(TestVersions.of(NAME));
    if (store() instanceof RenewalStates states) {
      assertTellsWhatIsRemembered(states);
      Lease lease = Remembered.lease(store(), NAME);
      states.saveRenewalState(lease, Remembered.FAILED);
      assertTellsWhatIsRemembered(states);
      store().save(lease, TestVersions.of(NAME));
      assertTellsWhatIsRemembered(states);
    }
  }

  @Test
  void needsNoIssuers() {
    NewVersion issued = TestVersions.withoutIssuers(TestVersions.of(NAME));
    store().save(issued);
    assertShows(store(), 1, issued);
  }

  @Test
  void keepsLineagesApart() {
    NewVersion first = TestVersions.of(NAME);
    NewVersion other = TestVersions.of("b.example");
    store().save(first);
    store().save(other);
    assertShows(store(), 1, first);
    assertShows(store(), 1, other);
    assertThat(store().summary("c.example")).isEmpty();
  }

  @Test
  void tellsNothingOfWhatWasRemoved() {
    store().save(TestVersions.of(NAME));
    if (store() instanceof LineageHistory history) {
      Lease lease = Remembered.lease(store(), NAME);
      history.remove(lease);
      assertThat(store().summary(NAME)).isEmpty();
      NewVersion again = TestVersions.of(NAME);
      assertShows(store(), store().save(lease, again).version(), again);
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesANameThatIsNoFileName(LineageNames name) {
    assertThatThrownBy(() -> store().summary(name.wrong))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void neverTellsOfTwoVersionsAtATime() throws Exception {
    List<NewVersion> issued = IntStream.range(0, 10).mapToObj(i -> TestVersions.of(NAME)).toList();
    AtomicBoolean isDone = new AtomicBoolean();
    Concurrently.run(
        List.of(
            () -> write(issued, isDone),
            () -> read(open(), issued, isDone),
            () -> read(store(), issued, isDone)));
    assertShows(store(), 10, issued.get(9));
  }

  private boolean write(List<NewVersion> issued, AtomicBoolean isDone) {
    try {
      issued.forEach(store()::save);
    } finally {
      isDone.set(true);
    }
    return true;
  }

  private static boolean read(
      LineageSummaries store, List<NewVersion> issued, AtomicBoolean isDone) {
    int newest = 0;
    while (!isDone.get()) {
      LineageSummary summary = store.summary(NAME).orElse(null);
      if (summary != null) {
        assertThat(summary.leaf()).isEqualTo(issued.get(summary.version() - 1).chain().leaf());
        assertThat(summary.version()).isGreaterThanOrEqualTo(newest);
        newest = summary.version();
      }
    }
    return true;
  }

  @Test
  void showsNoParametersInItsText() {
    NewVersion issued =
        TestVersions.withParameter(TestVersions.of(NAME), "pre_hook", "/hook s3cr3t");
    store().save(issued);
    assertThat(store().summary(NAME).orElseThrow().toString())
        .contains(NAME, "version=1")
        .doesNotContain("s3cr3t")
        .hasSizeLessThan(300);
  }
}
