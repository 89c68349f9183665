package dev.acmesdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LeaseKeeperTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Lease LEASE = new Lease("a.example", 7, "me", Instant.EPOCH);
  private static final LeaseHeld HELD = new LeaseHeld("a.example", "process 7", null);

  /** Answers as it was told to, and counts. */
  private static final class ScriptedStore implements LeaseStore {
    private final Deque<LeaseAnswer> answers = new ArrayDeque<>();
    private final AtomicInteger releases = new AtomicInteger();
    private final CountDownLatch renewals = new CountDownLatch(3);
    private final CountDownLatch lost = new CountDownLatch(1);
    private volatile @Nullable RuntimeException renewalFails;
    private volatile @Nullable RuntimeException releaseFails;
    private volatile boolean interruptedRelease;

    @Override
    public LeaseAnswer acquire(String name, Duration ttl) {
      return answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    }

    @Override
    public Lease renew(Lease lease, Duration ttl) {
      renewals.countDown();
      RuntimeException failure = renewalFails;
      if (failure != null) {
        lost.countDown();
        throw failure;
      }
      return lease;
    }

    @Override
    public void release(Lease lease) {
      releases.incrementAndGet();
      interruptedRelease = Thread.currentThread().isInterrupted();
      RuntimeException failure = releaseFails;
      if (failure != null) {
        throw failure;
      }
    }
  }

  private final ScriptedStore store = new ScriptedStore();

  @Test
  void waitsForOthersAndGivesTheLeaseBack() {
    store.answers.add(HELD);
    store.answers.add(HELD);
    store.answers.add(LEASE);
    try (LeaseKeeper keeper = LeaseKeeper.acquire(store, "a.example", HOUR, HOUR)) {
      assertThat(keeper.lease()).isEqualTo(LEASE);
      assertThat(keeper).asString().contains("a.example");
      assertThat(store.releases).hasValue(0);
    }
    assertThat(store.releases).hasValue(1);
  }

  @Test
  void saysForWhomItHasWaitedInVain() {
    store.answers.add(HELD);
    assertThatThrownBy(() -> LeaseKeeper.acquire(store, "a.example", HOUR, Duration.ZERO))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll("a.example", "process 7", "Try again");
    assertThat(store.releases).hasValue(0);
  }

  @Test
  void waitsNoLongerWhenInterrupted() {
    store.answers.add(HELD);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> LeaseKeeper.acquire(store, "a.example", HOUR, HOUR))
        .isInstanceOf(CancelledException.class)
        .hasMessageContaining("a.example");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void givesSignsOfLife() throws InterruptedException {
    store.answers.add(LEASE);
    try (LeaseKeeper keeper = LeaseKeeper.acquire(store, "a.example", Duration.ofMillis(3), HOUR)) {
      assertThat(store.renewals.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(keeper.lease().token()).isEqualTo(7);
    }
  }

  @Test
  void goesOnWhenASignCannotBeGiven() throws InterruptedException {
    store.answers.add(LEASE);
    store.renewalFails = new StoreException("The disk is full.", "Free some space.", null);
    try (LeaseKeeper keeper = LeaseKeeper.acquire(store, "a.example", Duration.ofMillis(3), HOUR)) {
      assertThat(store.renewals.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(keeper.lease()).isEqualTo(LEASE);
    }
    assertThat(store.releases).hasValue(1);
  }

  @Test
  void isSilentOnceTheLeaseIsLost() throws InterruptedException {
    store.answers.add(LEASE);
    store.renewalFails = new LeaseLostException("a.example", "process 8");
    try (LeaseKeeper keeper = LeaseKeeper.acquire(store, "a.example", Duration.ofMillis(3), HOUR)) {
      assertThat(store.lost.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(keeper.lease()).isEqualTo(LEASE);
    }
    assertThat(store.renewals.getCount()).isEqualTo(2);
  }

  @Test
  void givesTheLeaseBackInAnInterruptedThreadToo() {
    store.answers.add(LEASE);
    LeaseKeeper keeper = LeaseKeeper.acquire(store, "a.example", HOUR, HOUR);
    Thread.currentThread().interrupt();
    keeper.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(store.releases).hasValue(1);
    assertThat(store.interruptedRelease).isFalse();
  }

  @Test
  void doesNotSpoilTheWorkWhenTheLeaseCannotBeGivenBack() {
    store.answers.add(LEASE);
    store.releaseFails = new StoreException("The disk is full.", "Free some space.", null);
    LeaseKeeper.acquire(store, "a.example", HOUR, HOUR).close();
    assertThat(store.releases).hasValue(1);
  }
}
