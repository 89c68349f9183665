package dev.acmesdk.manager;

import static dev.acmesdk.manager.ManagedWorld.NAME;
import static dev.acmesdk.manager.ManagedWorld.NINETY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several managers, and others, over one store; and the life of a manager. */
class SharedStoreTest {
  private final ManagedWorld all = new ManagedWorld();

  @Test
  void twoManagersPlaceOneOrderAndBothHandOverWhatCame() {
    all.stored(Duration.ofDays(60));
    CertificateManager second = all.manager();
    all.manage();
    all.manage(all.target(all.ca.route(all.store, NINETY_DAYS)), second);
    for (int i = 0; i < 60; i++) {
      all.manager.runDue();
      second.runDue();
      all.world.advance(Duration.ofMinutes(1));
    }
    assertThat(all.ca.orders).hasSize(1);
    assertThat(all.handedOver).extracting(Lineage::version).containsExactly(1, 1, 2, 2);
    assertThat(all.events(RenewalEvent.Adopted.class))
        .singleElement()
        .asString()
        .contains("version 2", "elsewhere");
  }

  @Test
  void whatSomebodyElseHasObtainedIsHandedOverWithinAMinute() {
    all.stored(Duration.ofDays(1));
    all.manage();
    all.live(Duration.ofMinutes(5));
    all.stored(Duration.ZERO);
    all.live(Duration.ofMinutes(1));
    assertThat(all.handedOver).extracting(Lineage::version).containsExactly(1, 2);
  }

  @Test
  void whileSomebodyElseIsAtWorkNothingIsDone() {
    all.stored(Duration.ofDays(60));
    Lease lease = (Lease) all.store.acquire(NAME, Duration.ofMinutes(10));
    ManagedLineage managed = all.manage();
    CompletableFuture<Lineage> wish = managed.refresh();
    all.live(Duration.ofMinutes(5));
    assertThat(all.ca.orders).isEmpty();
    assertThat(wish)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("Not now: %s is at work on the lineage %s.", lease.holder(), NAME);
    all.store.release(lease);
    all.live(Duration.ofMinutes(2));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(all.events(RenewalEvent.Failed.class)).isEmpty();
  }

  @Test
  void whoIsPatientWaitsUntilSomebodyElseHasEnded() {
    Lease lease = (Lease) all.store.acquire(NAME, Duration.ofMinutes(10));
    CompletableFuture<Lineage> wish = all.manage().renewIfDue(Duration.ofMinutes(5));
    all.live(Duration.ofMinutes(2));
    assertThat(wish).isNotDone();
    assertThat(all.ca.orders).isEmpty();
    all.store.release(lease);
    all.live(Duration.ofSeconds(3));
    assertThat(wish).isCompletedWithValueMatching(lineage -> lineage.version() == 1);
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void aTurnThatMetOthersDoesNotStandAgainstWhoComesAfterThem() {
    Lease lease = (Lease) all.store.acquire(NAME, Duration.ofMinutes(10));
    ManagedLineage managed = all.manage();
    all.live(Duration.ofSeconds(3));
    CompletableFuture<Lineage> wish = managed.renewIfDue(Duration.ofMinutes(5));
    all.store.release(lease);
    all.live(Duration.ofSeconds(3));
    assertThat(wish).isCompletedWithValueMatching(lineage -> lineage.version() == 1);
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void whatSomebodyElseHasObtainedMeanwhileIsEnough() {
    Lease lease = (Lease) all.store.acquire(NAME, Duration.ofMinutes(10));
    CompletableFuture<Lineage> wish = all.manage().renewIfDue(Duration.ofMinutes(5));
    all.live(Duration.ofMinutes(1));
    all.store.save(lease, all.ca.version(NAME, NINETY_DAYS, all.world.now()));
    all.store.release(lease);
    all.live(Duration.ofSeconds(3));
    assertThat(wish).isCompletedWithValueMatching(lineage -> lineage.version() == 1);
    assertThat(all.ca.orders).isEmpty();
  }

  @Test
  void patienceHasAnEndAndOthersHaveNone() {
    assertThat(all.store.acquire(NAME, Duration.ofMinutes(10))).isInstanceOf(Lease.class);
    ManagedLineage managed = all.manage();
    CompletableFuture<Lineage> patient = managed.renewIfDue(Duration.ofMinutes(5));
    CompletableFuture<Lineage> impatient = managed.refresh();
    all.live(Duration.ofMinutes(4));
    assertThat(patient).isNotDone();
    assertThat(impatient).isCompletedExceptionally();
    all.live(Duration.ofMinutes(2));
    assertThatThrownBy(patient::join)
        .cause()
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(NAME);
  }

  @Test
  void whoIsPatientIsNotWaitedForByAManagerThatIsClosed() {
    assertThat(all.store.acquire(NAME, Duration.ofMinutes(10))).isInstanceOf(Lease.class);
    CompletableFuture<Lineage> wish = all.manage().renewIfDue(Duration.ofMinutes(5));
    all.live(Duration.ofMinutes(1));
    all.manager.close();
    assertThat(wish).isCancelled();
  }

  @Test
  @Timeout(60)
  void aListenerMayCloseTheManager() throws Exception {
    CompletableFuture<CertificateManager> manager = new CompletableFuture<>();
    CompletableFuture<RenewalEvent> closed = new CompletableFuture<>();
    RenewalListener listener =
        event -> {
          if (event instanceof RenewalEvent.Renewed) {
            manager.join().close();
            closed.complete(event);
          }
        };
    manager.complete(
        CertificateManager.builder().clock(all.world.machineClock()).listener(listener).build());
    ManagedLineage managed =
        all.manage(all.target(all.ca.route(all.store, NINETY_DAYS)), manager.join());
    CompletableFuture<Lineage> wish = managed.refresh();
    assertThat(closed.get(20, TimeUnit.SECONDS).lineage())
        .as("closing waits half a minute for others")
        .isEqualTo(NAME);
    wish.handle((lineage, failure) -> lineage).join();
  }

  @Test
  void aLineageCanBeManagedOnceOnly() {
    all.manage();
    assertThatThrownBy(all::manage)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(NAME);
  }

  @Test
  void whatIsClosedIsNotRenewed() {
    all.stored(Duration.ofDays(55));
    ManagedLineage managed = all.manage();
    CompletableFuture<Lineage> wish = managed.refresh();
    managed.close();
    managed.close();
    assertThat(wish).isCancelled();
    assertThat(managed.refresh()).isCancelled();
    all.live(Duration.ofDays(20));
    assertThat(all.ca.orders).isEmpty();
    assertThat(all.events(RenewalEvent.Unwatched.class)).hasSize(1);
    assertThat(all.manager.lineages()).isEmpty();
    assertThat(all.manage().name()).isEqualTo(NAME);
  }

  @Test
  void aManagerThatIsClosedTakesNothingOn() {
    all.manage();
    all.manager.close();
    assertThat(all.events(RenewalEvent.Unwatched.class)).hasSize(1);
    assertThatThrownBy(all::manage).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void ordersArePlacedAtAPaceAndTheMostUrgentFirst() {
    all.manager =
        CertificateManager.builder()
            .clock(all.world.machineClock())
            .stopWatch(all.world::tick)
            .orderLimit(1, 60)
            .buildWithoutThreads();
    for (int i = 0; i < 5; i++) {
      String name = "c" + i + ".example";
      Instant at = all.world.now().minus(Duration.ofDays(80L + i));
      all.store.save(all.ca.version(name, NINETY_DAYS, at));
      all.manager.add(
          new RenewalTarget(
              name,
              List.of(Identifier.dns(name)),
              all.store,
              lineage -> true,
              List.of(all.ca.route(all.store, NINETY_DAYS))),
          all.handedOver::add);
    }
    all.handedOver.clear();
    all.live(Duration.ofMinutes(10));
    assertThat(all.handedOver)
        .extracting(Lineage::name)
        .containsExactly("c4.example", "c3.example", "c2.example", "c1.example", "c0.example");
    for (int i = 1; i < 5; i++) {
      assertThat(Duration.between(all.ca.orders.get(i - 1), all.ca.orders.get(i)))
          .isBetween(Duration.ofSeconds(59), Duration.ofSeconds(62));
    }
  }

  @Test
  void manyLineagesAreTakenOnAtOnceInTheirOrder() {
    List<RenewalTarget> targets =
        IntStream.range(0, 200)
            .mapToObj(i -> "c" + i + ".example")
            .map(
                name ->
                    new RenewalTarget(
                        name,
                        List.of(Identifier.dns(name)),
                        all.store,
                        current -> true,
                        List.of(all.ca.route(all.store, NINETY_DAYS))))
            .toList();
    CertificateManager quiet = CertificateManager.builder().buildWithoutThreads();
    assertThat(quiet.addAll(targets))
        .extracting(ManagedLineage::name)
        .containsExactlyElementsOf(targets.stream().map(RenewalTarget::name).toList());
    assertThatThrownBy(() -> quiet.addAll(targets)).isInstanceOf(IllegalArgumentException.class);
    assertThat(quiet.lineages()).hasSize(200);
    assertThat(quiet.health().failing()).hasSize(200);
  }

  @Test
  void whoWaitsForWhatIsDueGetsItAndOtherwiseWhatIsThere() {
    ManagedLineage managed = all.manage();
    CompletableFuture<Lineage> first = managed.renewIfDue();
    all.live(Duration.ofSeconds(2));
    assertThat(first).isCompletedWithValueMatching(lineage -> lineage.version() == 1);
    CompletableFuture<Lineage> second = managed.renewIfDue();
    all.live(Duration.ofSeconds(2));
    assertThat(second).isCompletedWithValueMatching(lineage -> lineage.version() == 1);
    assertThat(all.ca.orders).hasSize(1);
    all.live(Duration.ofDays(50));
    all.ca.setMood(all::rejected);
    all.live(Duration.ofDays(12));
    CompletableFuture<Lineage> third = managed.renewIfDue();
    all.live(Duration.ofSeconds(2));
    assertThat(third).isCompletedExceptionally();
  }

  @Test
  void refreshDoesNotWaitForThePace() {
    all.stored(Duration.ofDays(1));
    CompletableFuture<Lineage> wish = all.manage().refresh();
    all.live(Duration.ofSeconds(1));
    assertThat(wish).isCompletedWithValueMatching(lineage -> lineage.version() == 2);
  }

  @Test
  void aClockThatIsSetIsTold() {
    all.stored(Duration.ofDays(1));
    all.manage();
    all.live(Duration.ofHours(1));
    all.world.setError(Duration.ofDays(-2));
    all.live(Duration.ofHours(1));
    assertThat(all.events(RenewalEvent.ClockSet.class))
        .singleElement()
        .matches(event -> event.by().equals(Duration.ofDays(-2)) && event.lineage().isEmpty());
  }

  @Test
  void aClockThatIsWrongAtStartAndRightLaterDoesNoHarm() {
    for (Duration error : List.of(Duration.ofDays(-20_000), Duration.ofDays(3_000))) {
      ManagedWorld one = new ManagedWorld();
      one.stored(Duration.ofDays(1));
      one.world.setError(error);
      one.restart();
      one.manage();
      one.live(Duration.ofHours(3));
      one.world.setError(Duration.ZERO);
      one.live(Duration.ofDays(200));
      assertThat(one.ca.orders.size()).as("orders after %s", error).isBetween(3, 5);
      assertThat(one.store.find(NAME).orElseThrow().notAfter()).isAfter(one.world.now());
    }
  }
}
