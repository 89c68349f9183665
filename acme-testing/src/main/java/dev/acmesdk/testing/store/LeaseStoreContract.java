package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import dev.acmesdk.store.LeaseStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link LeaseStore} promises. What leases are good for is in {@link FencingContract}.
 *
 * @param <S> the store's type
 */
public abstract class LeaseStoreContract<S extends LeaseStore> extends LeasingContract<S> {
  private static final String NAME = "a.example";

  /** Runs for each test. */
  protected LeaseStoreContract() {}

  @Test
  void givesALeaseOfALineageThatIsNotThere() {
    Lease lease = acquire(store(), NAME);
    assertThat(lease.name()).isEqualTo(NAME);
    assertThat(lease.token()).isPositive();
    assertThat(lease.holder()).isNotBlank();
  }

  @Test
  void givesALeaseToOneAtATime() {
    acquire(store(), NAME);
    refused(store(), NAME);
    refused(open(), NAME);
    refused(store(), NAME);
  }

  @Test
  void givesALeaseToOneOfManyThreads() throws Exception {
    assertOneGetsIt(IntStream.range(0, 8).mapToObj(i -> store()).toList());
  }

  @Test
  void givesALeaseToOneOfManyInstances() throws Exception {
    assertOneGetsIt(IntStream.range(0, 8).mapToObj(i -> open()).toList());
  }

  private void assertOneGetsIt(List<S> stores) throws Exception {
    List<Callable<LeaseAnswer>> attempts =
        stores.stream()
            .map(store -> (Callable<LeaseAnswer>) () -> store.acquire(NAME, ttl()))
            .toList();
    assertThat(Concurrently.run(attempts)).filteredOn(Lease.class::isInstance).hasSize(1);
  }

  @Test
  void tellsWhoHasIt() {
    Lease lease = acquire(store(), NAME);
    LeaseHeld held = refused(open(), NAME);
    assertThat(held.name()).isEqualTo(NAME);
    assertThat(held.holder()).isEqualTo(lease.holder());
  }

  @Test
  void aLeaseOfOneLineageDoesNotHinderAnother() {
    acquire(store(), NAME);
    assertThat(acquire(open(), "b.example").name()).isEqualTo("b.example");
    refused(store(), "b.example");
  }

  @Test
  void givesWayAtOnceWhenALeaseIsReleased() {
    store().release(acquire(store(), NAME));
    Lease second = acquire(open(), NAME);
    open().release(second);
    acquire(store(), NAME);
  }

  @Test
  void releasesALeaseAnyNumberOfTimes() {
    Lease lease = acquire(store(), NAME);
    store().release(lease);
    store().release(lease);
    acquire(store(), NAME);
    store().release(lease);
    refused(open(), NAME);
  }

  @Test
  void tokensGrowFromLeaseToLease() {
    long last = 0;
    for (int i = 0; i < 5; i++) {
      Lease lease = acquire(store(), NAME);
      assertThat(lease.token()).isGreaterThan(last);
      last = lease.token();
      store().release(lease);
    }
  }

  @Test
  void tokensGrowAcrossInstances() {
    long last = 0;
    for (int i = 0; i < 5; i++) {
      S instance = open();
      Lease lease = acquire(instance, NAME);
      assertThat(lease.token()).isGreaterThan(last);
      last = lease.token();
      instance.release(lease);
    }
  }

  @Test
  void tokensGrowWhenALeaseExpires() {
    Lease first = acquire(store(), NAME);
    Lease second = takeOver(open(), NAME);
    assertThat(second.token()).isGreaterThan(first.token());
    assertThat(takeOver(store(), NAME).token()).isGreaterThan(second.token());
  }

  @Test
  void aLeaseExpiresWithoutASignOfLife() {
    acquire(store(), NAME);
    S other = open();
    refused(other, NAME);
    letAllPass();
    acquire(other, NAME);
  }

  @Test
  void aLeaseDoesNotExpireBefore() {
    acquire(store(), NAME);
    S other = open();
    refused(other, NAME);
    letHalfPass();
    refused(other, NAME);
  }

  @Test
  void aLeaseExpiresForItsHolderToo() {
    acquire(store(), NAME);
    refused(store(), NAME);
    letAllPass();
    acquire(store(), NAME);
  }

  @Test
  void renewalKeepsALease() {
    Lease lease = acquire(store(), NAME);
    S other = open();
    for (int i = 0; i < 4; i++) {
      refused(other, NAME);
      letHalfPass();
      store().renew(lease, ttl());
    }
    refused(other, NAME);
    letAllPass();
    acquire(other, NAME);
  }

  @Test
  void aRenewedLeaseIsTheSameWithALaterEnd() {
    Lease lease = acquire(store(), NAME);
    letHalfPass();
    Lease renewed = store().renew(lease, ttl().multipliedBy(5));
    assertThat(renewed.name()).isEqualTo(NAME);
    assertThat(renewed.token()).isEqualTo(lease.token());
    assertThat(renewed.expires()).isAfter(lease.expires());
  }

  @Test
  void renewsForTheTimeThatIsAskedFor() {
    Lease lease = acquire(store(), NAME);
    store().renew(lease, ttl().multipliedBy(5));
    S other = open();
    refused(other, NAME);
    letAllPass();
    refused(other, NAME);
  }

  @Test
  void renewsAnExpiredLeaseThatNobodyHasTaken() {
    Lease lease = acquire(store(), NAME);
    letAllPass();
    store().renew(lease, ttl());
    refused(open(), NAME);
  }

  @Test
  void doesNotRenewALeaseThatSomebodyElseHasGot() {
    Lease lost = acquire(store(), NAME);
    Lease won = takeOver(open(), NAME);
    assertThatThrownBy(() -> store().renew(lost, ttl()))
        .isInstanceOfSatisfying(
            LeaseLostException.class, e -> assertThat(e.lineage()).isEqualTo(NAME));
    open().renew(won, ttl());
  }

  @Test
  void doesNotRenewALeaseThatWasReleased() {
    Lease lease = acquire(store(), NAME);
    store().release(lease);
    assertThatThrownBy(() -> store().renew(lease, ttl())).isInstanceOf(LeaseLostException.class);
    acquire(open(), NAME);
  }

  @Test
  void aReleaseByAFormerHolderLeavesTheNewOneInPeace() {
    Lease lost = acquire(store(), NAME);
    Lease won = takeOver(open(), NAME);
    store().release(lost);
    refused(store(), NAME);
    refused(open(), NAME);
    assertThat(open().renew(won, ttl()).token()).isEqualTo(won.token());
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void refusesALeaseThatLastsNoTime(long seconds) {
    Duration noTime = Duration.ofSeconds(seconds);
    assertThatThrownBy(() -> store().acquire(NAME, noTime))
        .isInstanceOf(IllegalArgumentException.class);
    Lease lease = acquire(store(), NAME);
    assertThatThrownBy(() -> store().renew(lease, noTime))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> open().acquire(NAME, noTime))
        .isInstanceOf(IllegalArgumentException.class);
    refused(open(), NAME);
  }

  @ParameterizedTest
  @EnumSource
  void givesNoLeaseOfWhatCannotBeALineage(LineageNames name) {
    assertThatThrownBy(() -> store().acquire(name.wrong, ttl()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
