package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every {@link CertificateStore} with leases promises if its program is killed, wherever that
 * happens: readers find the old version or the new one, key and certificate belong together, and
 * whoever gets the lease next can go on. A store whose changes are transactions of a database can
 * do without these tests.
 *
 * @param <S> the store's type
 */
public abstract class CrashContract<S extends CertificateStore & LeaseStore>
    extends LeasingContract<S> {
  private static final Logger log = LoggerFactory.getLogger(CrashContract.class);

  /** A store that takes more steps for one change than this never ends. */
  private static final int TOO_MANY = 1_000;

  /** Runs for each test. */
  protected CrashContract() {}

  /**
   * Opens the store on the data of this test, as a program that will be killed.
   *
   * @param step how many of its writes are still done, from 0: the one after them is the first of
   *     those that are not
   * @return the store
   */
  protected abstract DyingStore<S> dyingAt(int step);

  /** What a killed program may have left. */
  @FunctionalInterface
  private interface Outcome<S> {
    void check(S store, String name);
  }

  /**
   * Lets a program be killed at each step of a change, each time with a lineage of its own.
   *
   * @param before what is done by a program that lives
   * @param change what is done under a lease by the one that is killed
   * @param outcome what must hold after that, and again when somebody else has got the lease
   */
  private void killAtEachStep(
      BiConsumer<S, Lease> before, BiConsumer<S, Lease> change, Outcome<S> outcome) {
    boolean isKilled = true;
    int step = 0;
    for (; isKilled; step++) {
      assertThat(step).isLessThan(TOO_MANY);
      String name = "a" + step + ".example";
      Lease lease = acquire(store(), name);
      before.accept(store(), lease);
      store().release(lease);
      isKilled = isKilledAt(step, name, change);
      outcome.check(open(), name);
      assertListsWhatItFinds(name);
      assertCanBeGoneOnWith(name, outcome);
    }
    assertThat(step).as("steps").isGreaterThan(1);
  }

  private boolean isKilledAt(int step, String name, BiConsumer<S, Lease> change) {
    DyingStore<S> dying = dyingAt(step);
    try {
      change.accept(dying.store(), acquire(dying.store(), name));
    } catch (AcmeException e) {
      assertThat(dying.isDead().getAsBoolean()).as("only its death makes it fail: %s", e).isTrue();
      log.debug("Killed at step {}: {}", step, e.getMessage());
    }
    return dying.isDead().getAsBoolean();
  }

  private void assertListsWhatItFinds(String name) {
    S reopened = open();
    assertThat(reopened.names().contains(name)).isEqualTo(reopened.find(name).isPresent());
  }

  private void assertCanBeGoneOnWith(String name, Outcome<S> outcome) {
    S next = open();
    Lease lease = takeOver(next, name);
    outcome.check(next, name);
    int before = next.find(name).map(Lineage::version).orElse(0);
    NewVersion issued = TestVersions.of(name);
    Lineage saved = next.save(lease, issued);
    assertThat(saved.version()).isGreaterThan(before);
    assertThat(open().find(name).orElseThrow().chain()).isEqualTo(issued.chain());
    next.release(lease);
  }

  private static Optional<CertificateChain> chain(CertificateStore store, String name) {
    Optional<Lineage> found = store.find(name);
    found.ifPresent(Remembered::assertIsWhole);
    if (store instanceof LineageSummaries summaries) {
      assertThat(summaries.summary(name).map(summary -> summary.withRenewal(null)))
          .isEqualTo(found.map(LineageSummary::of));
    }
    return found.map(Lineage::chain);
  }

  private static NewVersion named(NewVersion version, String name) {
    return new NewVersion(
        name,
        version.chain(),
        version.privateKey(),
        version.directory(),
        version.account(),
        version.renewalParameters());
  }

  private static BiConsumer<CertificateStore, Lease> saving(NewVersion version) {
    return (store, lease) -> store.save(lease, named(version, lease.name()));
  }

  @Test
  void aFirstSaveThatIsKilledLeavesNothingOrAVersion() {
    NewVersion first = TestVersions.of("a.example");
    killAtEachStep(
        (store, lease) -> {},
        saving(first)::accept,
        (store, name) -> chain(store, name).ifPresent(c -> assertThat(c).isEqualTo(first.chain())));
  }

  @Test
  void aRenewalThatIsKilledLeavesTheOldVersionOrTheNewOne() {
    NewVersion first = TestVersions.of("a.example");
    NewVersion second = TestVersions.of("a.example");
    killAtEachStep(
        saving(first)::accept,
        saving(second)::accept,
        (store, name) -> {
          int version = store.find(name).orElseThrow().version();
          assertThat(chain(store, name)).contains(version == 1 ? first.chain() : second.chain());
        });
  }

  @Test
  void whoIsKilledSavingAnOrderLeavesTheOldOneOrTheNewOne() {
    OrderInFlight old = Remembered.order();
    OrderInFlight placed = Remembered.order();
    killAtEachStep(
        (store, lease) -> orders(store).ifPresent(orders -> orders.saveOrder(lease, old)),
        (store, lease) -> orders(store).ifPresent(orders -> orders.saveOrder(lease, placed)),
        (store, name) ->
            orders(store)
                .ifPresent(
                    orders ->
                        assertThat(Remembered.parts(orders.findOrder(name).orElseThrow()))
                            .isIn(Remembered.parts(old), Remembered.parts(placed))));
  }

  private static Optional<OrdersInFlight> orders(CertificateStore store) {
    return store instanceof OrdersInFlight orders ? Optional.of(orders) : Optional.empty();
  }

  @Test
  void aRemovalThatIsKilledLeavesAWholeVersionOrNone() {
    NewVersion first = TestVersions.of("a.example");
    NewVersion second = TestVersions.of("a.example");
    killAtEachStep(
        (store, lease) ->
            Stream.of(first, second).forEach(version -> saving(version).accept(store, lease)),
        (store, lease) -> {
          if (store instanceof LineageHistory history) {
            history.remove(lease);
          }
        },
        (store, name) ->
            chain(store, name).ifPresent(c -> assertThat(c).isEqualTo(second.chain())));
  }

  @Test
  void tokensGrowWhereverAProgramIsKilled() {
    long last = 0;
    boolean isKilled = true;
    for (int step = 0; isKilled; step++) {
      DyingStore<S> dying = dyingAt(step);
      Optional<Lease> lost = acquiredBy(dying);
      isKilled = dying.isDead().getAsBoolean();
      Lease next = takeOver(open(), "a.example");
      assertThat(next.token()).isGreaterThan(Math.max(last, lost.map(Lease::token).orElse(0L)));
      last = next.token();
      store().release(next);
    }
  }

  private Optional<Lease> acquiredBy(DyingStore<S> dying) {
    try {
      return Optional.of(acquire(dying.store(), "a.example"));
    } catch (AcmeException e) {
      log.debug("Killed: {}", e.getMessage());
      return Optional.empty();
    }
  }
}
