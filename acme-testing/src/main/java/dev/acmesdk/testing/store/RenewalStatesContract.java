package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link RenewalStates} promises. That a former holder of a lease changes nothing is in
 * {@link FencingContract}.
 *
 * @param <S> the store's type
 */
public abstract class RenewalStatesContract<S extends CertificateStore & RenewalStates>
    extends StoreContract<S> {
  private static final String NAME = "a.example";
  private static final RenewalState FAILED = Remembered.FAILED;
  private static final RenewalState INFORMED =
      FAILED.withInfo(info(URI.create("https://ca.example/why?n=1&m=%20")));

  /** Runs for each test. */
  protected RenewalStatesContract() {}

  private static RenewalInfo info(@Nullable URI explanation) {
    return new RenewalInfo(
        CertificateId.of(TestVersions.of(NAME).chain().leaf()).orElseThrow(),
        Remembered.NOW.plus(Duration.ofDays(60)),
        Remembered.NOW.plus(Duration.ofDays(62)),
        explanation,
        Remembered.NOW,
        Remembered.NOW.plus(Duration.ofHours(6)));
  }

  private Lease lease() {
    return Remembered.lease(store(), NAME);
  }

  private void assertFinds(RenewalState state) {
    assertThat(store().findRenewalState(NAME)).isEqualTo(state);
    assertThat(open().findRenewalState(NAME)).isEqualTo(state);
  }

  @Test
  void remembersNothingAtFirst() {
    assertFinds(RenewalState.NONE);
    store().save(lease(), TestVersions.of(NAME));
    assertFinds(RenewalState.NONE);
  }

  @Test
  void remembersAFailureBeforeThereIsALineage() {
    store().saveRenewalState(lease(), FAILED);
    assertFinds(FAILED);
    assertThat(store().find(NAME)).isEmpty();
    assertThat(store().names()).isEmpty();
  }

  @Test
  void remembersAFailureOfALineage() {
    Lease lease = lease();
    store().save(lease, TestVersions.of(NAME));
    store().saveRenewalState(lease, FAILED);
    assertFinds(FAILED);
  }

  @Test
  void remembersAFailureWithoutAMomentForTheNextAttempt() {
    RenewalState state = RenewalState.NONE.failed(Remembered.NOW, "timed out", null);
    store().saveRenewalState(lease(), state);
    assertFinds(state);
  }

  @Test
  void remembersWhatTheCaHasSaidBeforeThereIsALineage() {
    store().saveRenewalState(lease(), INFORMED);
    assertFinds(INFORMED);
  }

  @Test
  void remembersWhatTheCaHasSaidOfALineage() {
    Lease lease = lease();
    store().save(lease, TestVersions.of(NAME));
    store().saveRenewalState(lease, INFORMED);
    assertFinds(INFORMED);
  }

  @Test
  void remembersWhatTheCaHasSaidWithoutAnExplanation() {
    RenewalState state = RenewalState.NONE.withInfo(info(null));
    store().saveRenewalState(lease(), state);
    assertFinds(state);
  }

  @Test
  void remembersThingsThatCountersAndPunctuationCouldSpoil() {
    Lease lease = lease();
    store().save(lease, TestVersions.of(NAME));
    RenewalState state =
        new RenewalState(
            1_000_000,
            Remembered.NOW,
            "a = b; [c], #d: it's über",
            Remembered.NOW,
            null,
            null,
            Map.of());
    store().saveRenewalState(lease, state);
    assertFinds(state);
  }

  @Test
  void remembersWhenItWasRenewedAndWhichCasAreClosed() {
    RenewalState state =
        FAILED
            .renewed(Remembered.NOW)
            .closing(URI.create("https://ca.example/directory"), Remembered.NOW.plusSeconds(60))
            .closing(URI.create("https://b.example/acme?a=1&b=2"), Instant.MAX);
    Lease lease = lease();
    store().saveRenewalState(lease, state);
    assertFinds(state);
    store().saveRenewalState(lease, RenewalState.NONE);
    assertFinds(RenewalState.NONE);
  }

  @Test
  void remembersTheLastThingOnly() {
    Lease lease = lease();
    store().saveRenewalState(lease, INFORMED);
    RenewalState next = FAILED.failed(Remembered.NOW.plusSeconds(60), "again", null);
    store().saveRenewalState(lease, next);
    assertFinds(next);
  }

  @Test
  void aFirstSaveDoesNotChangeIt() {
    Lease lease = lease();
    store().saveRenewalState(lease, INFORMED);
    store().save(lease, TestVersions.of(NAME));
    assertFinds(INFORMED);
  }

  @Test
  void furtherSavesDoNotChangeIt() {
    Lease lease = lease();
    store().saveRenewalState(lease, FAILED);
    store().save(lease, TestVersions.of(NAME));
    store().save(lease, TestVersions.of(NAME));
    assertFinds(FAILED);
    store().saveRenewalState(lease, INFORMED);
    store().save(lease, TestVersions.of(NAME));
    assertFinds(INFORMED);
  }

  @Test
  void forgetsEverythingBeforeThereIsALineage() {
    Lease lease = lease();
    store().saveRenewalState(lease, INFORMED);
    store().saveRenewalState(lease, RenewalState.NONE);
    assertFinds(RenewalState.NONE);
  }

  @Test
  void forgetsEverythingOfALineage() {
    Lease lease = lease();
    store().saveRenewalState(lease, INFORMED);
    store().save(lease, TestVersions.of(NAME));
    store().saveRenewalState(lease, RenewalState.NONE);
    assertFinds(RenewalState.NONE);
    store().save(lease, TestVersions.of(NAME));
    assertFinds(RenewalState.NONE);
  }

  @Test
  void aStateLeavesTheVersionsAsTheyAre() {
    Lease lease = lease();
    store().save(lease, TestVersions.of(NAME));
    var before = store().find(NAME).orElseThrow().chain();
    store().saveRenewalState(lease, INFORMED);
    assertThat(open().find(NAME).orElseThrow().chain()).isEqualTo(before);
  }

  @Test
  void statesOfTwoLineagesDoNotDisturbEachOther() {
    store().saveRenewalState(lease(), FAILED);
    Lease other = Remembered.lease(store(), "b.example");
    store().saveRenewalState(other, INFORMED);
    store().saveRenewalState(other, RenewalState.NONE);
    assertFinds(FAILED);
  }

  @ParameterizedTest
  @EnumSource
  void refusesToLookForWhatCannotBeALineage(LineageNames name) {
    assertThatThrownBy(() -> store().findRenewalState(name.wrong))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
