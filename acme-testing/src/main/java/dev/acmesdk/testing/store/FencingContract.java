package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.NewVersion;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link CertificateStore} with leases promises: who has lost a lease changes nothing
 * any more, in none of the abilities that the store has. Tests of others are left out.
 *
 * @param <S> the store's type
 */
public abstract class FencingContract<S extends CertificateStore & LeaseStore>
    extends LeasingContract<S> {
  private static final String NAME = "a.example";

  /** Runs for each test. */
  protected FencingContract() {}

  /** The lease of a lineage of which everything is remembered. */
  private Lease filled(S store) {
    Lease lease = acquire(store, NAME);
    Write.everything(store, lease);
    return lease;
  }

  private void assertIsRefused(Write write, S store, Lease lease) {
    Map<String, Object> before = Remembered.of(store, lease.name());
    assertThatThrownBy(() -> write.run(store, lease))
        .isInstanceOfSatisfying(
            LeaseLostException.class, e -> assertThat(e.lineage()).isEqualTo(NAME));
    assertThat(Remembered.of(store, lease.name())).isEqualTo(before);
    assertThat(Remembered.of(open(), lease.name())).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void refusesALateWriteOfAFormerHolder(Write write) {
    assumeTrue(write.isKnownTo(store()));
    Lease lost = filled(store());
    Lease won = takeOver(open(), NAME);
    assertIsRefused(write, store(), lost);
    write.run(open(), won);
  }

  @ParameterizedTest
  @EnumSource
  void refusesALateWriteWhenTheNewHolderIsDone(Write write) {
    assumeTrue(write.isKnownTo(store()));
    Lease lost = filled(store());
    S other = open();
    Lease won = takeOver(other, NAME);
    Write.everything(other, won);
    other.release(won);
    assertIsRefused(write, store(), lost);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAWriteUnderALeaseThatWasReleased(Write write) {
    assumeTrue(write.isKnownTo(store()));
    Lease lease = filled(store());
    store().release(lease);
    assertIsRefused(write, store(), lease);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAWriteUnderAnOlderLeaseOfTheSameHolder(Write write) {
    assumeTrue(write.isKnownTo(store()));
    Lease older = filled(store());
    store().release(older);
    acquire(store(), NAME);
    assertIsRefused(write, store(), older);
  }

  @ParameterizedTest
  @EnumSource
  void refusesAWriteUnderALeaseThatWasNeverGiven(Write write) {
    assumeTrue(write.isKnownTo(store()));
    assertIsRefused(write, store(), new Lease(NAME, 7, "nobody", Instant.MAX));
    assertThat(store().names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void letsAnExpiredLeaseWriteAsLongAsNobodyHasTakenIt(Write write) {
    assumeTrue(write.isKnownTo(store()));
    Lease lease = filled(store());
    letAllPass();
    write.run(store(), lease);
  }

  @Test
  void refusesToSaveUnderTheLeaseOfAnotherLineage() {
    Lease lease = acquire(store(), "b.example");
    assertThatThrownBy(() -> store().save(lease, TestVersions.of(NAME)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().names()).isEmpty();
  }

  @Test
  void savesSeveralVersionsUnderOneLease() {
    Lease lease = acquire(store(), NAME);
    for (int version = 1; version <= 3; version++) {
      assertThat(store().save(lease, TestVersions.of(NAME)).version()).isEqualTo(version);
    }
  }

  @Test
  void aSaveDoesNotEndTheLease() {
    store().save(acquire(store(), NAME), TestVersions.of(NAME));
    refused(open(), NAME);
  }

  @Test
  void savesUnderALeaseAsItWasBeforeItsRenewal() {
    Lease lease = acquire(store(), NAME);
    Lease renewed = store().renew(lease, ttl());
    assertThat(store().save(lease, TestVersions.of(NAME)).version()).isEqualTo(1);
    assertThat(store().save(renewed, TestVersions.of(NAME)).version()).isEqualTo(2);
  }

  @Test
  void aLeaseMakesNoLineage() {
    store().release(acquire(store(), NAME));
    assertThat(store().find(NAME)).isEmpty();
    assertThat(open().names()).isEmpty();
  }

  @Test
  void whoeverGetsTheLeaseFindsWhatTheFormerHolderHasSaved() {
    Lease lease = acquire(store(), NAME);
    NewVersion issued = TestVersions.of(NAME);
    store().save(lease, issued);
    S other = open();
    takeOver(other, NAME);
    assertThat(other.find(NAME).orElseThrow().chain()).isEqualTo(issued.chain());
  }

  @Test
  void aSaveWithoutALeaseWaitsForTheHolder() throws Exception {
    Lease lease = acquire(store(), NAME);
    S other = open();
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Future<Lineage> waiting = pool.submit(() -> other.save(TestVersions.of(NAME)));
      assertThat(store().save(lease, TestVersions.of(NAME)).version()).isEqualTo(1);
      assertThat(waiting.isDone()).isFalse();
      store().release(lease);
      assertThat(waiting.get().version()).isEqualTo(2);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void tokensGrowAfterARemoval() {
    assumeTrue(Write.REMOVE.isKnownTo(store()));
    Lease first = filled(store());
    ((LineageHistory) store()).remove(first);
    store().release(first);
    assertThat(acquire(open(), NAME).token()).isGreaterThan(first.token());
  }
}
