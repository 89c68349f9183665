package dev.acmesdk.manager;

import static dev.acmesdk.manager.ManagedWorld.NAME;
import static dev.acmesdk.manager.ManagedWorld.NINETY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a manager does when renewals fail. */
class FailedRenewalTest {
  private final ManagedWorld all = new ManagedWorld();

  private List<Long> minutesOfOrders() {
    return all.ca.orders.stream()
        .map(at -> Duration.between(VirtualWorld.START, at).toMinutes())
        .toList();
  }

  @Test
  void attemptsAreMadeAfterOneTenAndAHundredMinutesAndThenDaily() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::rejected);
    all.manage();
    all.live(Duration.ofDays(4));
    List<Long> minutes = minutesOfOrders();
    assertThat(minutes.size()).isEqualTo(7);
    assertThat(minutes.get(0)).isZero();
    assertThat(minutes.get(1)).isBetween(1L, 2L);
    assertThat(minutes.get(2) - minutes.get(1)).isBetween(10L, 12L);
    assertThat(minutes.get(3) - minutes.get(2)).isBetween(100L, 111L);
    assertThat(minutes.get(4) - minutes.get(3)).isBetween(24 * 60L, 24 * 66L + 1);
    RenewalEvent.Failed last = all.events(RenewalEvent.Failed.class).get(6);
    assertThat(last.failures()).isEqualTo(7);
    assertThat(last.next()).isAfter(all.world.now());
    assertThat(last.isTrouble()).isTrue();
    assertThat(last).asString().contains(NAME, "7 in a row", "Bad moment");
  }

  @Test
  void aSuccessEndsIt() {
    all.stored(Duration.ofDays(61));
    List<AcmeException> moods = new ArrayList<>(List.of(all.rejected(), all.rejected()));
    all.ca.setMood(() -> moods.isEmpty() ? null : moods.remove(0));
    ManagedLineage managed = all.manage();
    all.live(Duration.ofMinutes(1));
    assertThat(managed.status().failures()).isEqualTo(1);
    assertThat(managed.status().problem()).contains("Bad moment");
    assertThat(all.manager.health().firstOutage()).isEqualTo(managed.status().notAfter());
    all.live(Duration.ofMinutes(30));
    assertThat(managed.status().failures()).isZero();
    assertThat(managed.status().problem()).isNull();
    assertThat(managed.status().version()).isEqualTo(2);
    assertThat(all.manager.health().firstOutage()).isNull();
    assertThat(all.store.findRenewalState(NAME))
        .isEqualTo(RenewalState.NONE.renewed(all.ca.orders.get(2)));
  }

  /** The machine dies: what is not in the store is lost. */
  private static final class Death extends Error {
    private static final long serialVersionUID = 1;
  }

  @Test
  void aHundredCrashesInTenMinutesMakeNoMoreAttemptsThanTheSchedule() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(
        () -> {
          throw new Death();
        });
    int deaths = 0;
    for (int i = 0; i < 100; i++) {
      all.restart();
      all.manage();
      try {
        all.manager.runDue();
      } catch (Death e) {
        deaths++;
        all.store.breakLeases();
      }
      all.world.advance(Duration.ofSeconds(6));
    }
    assertThat(deaths).isEqualTo(2);
    assertThat(all.store.findRenewalState(NAME).problem()).isEqualTo(Attempt.CUT_OFF);
  }

  @Test
  void aFailureIsRememberedAcrossRestarts() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::rejected);
    for (int i = 0; i < 100; i++) {
      all.restart();
      all.manage();
      all.live(Duration.ofSeconds(6));
    }
    assertThat(all.ca.orders).hasSize(2);
  }

  @Test
  void anOrderThatWasCutOffOnceIsGoneOnWithAtOnce() {
    all.stored(Duration.ofDays(60));
    all.store.noteOrder(NAME);
    Lease lease = (Lease) all.store.acquire(NAME, Duration.ofMinutes(1));
    RenewalState once =
        RenewalState.NONE.failed(
            all.world.now(), Attempt.CUT_OFF, all.world.now().plus(Duration.ofMinutes(1)));
    all.store.saveRenewalState(lease, once);
    all.store.release(lease);
    all.manage();
    all.live(Duration.ofSeconds(1));
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void aPausedAccountIsNotUsedAgainUntilSomebodyAsksForIt() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::paused);
    ManagedLineage managed = all.manage();
    all.live(Duration.ofDays(29));
    all.restart();
    all.manage();
    all.live(Duration.ofDays(10));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(all.events(RenewalEvent.GaveUp.class))
        .singleElement()
        .asString()
        .contains("NOT renewed", "portal.example");
    assertThat(managed.status().nextAttempt()).isEqualTo(Instant.MAX);
    assertThat(all.events(RenewalEvent.Expired.class)).isNotEmpty();

    all.ca.setMood(() -> null);
    CompletableFuture<Lineage> wish = all.manager.lineages().get(0).refresh();
    all.live(Duration.ofSeconds(1));
    assertThat(wish).isCompletedWithValueMatching(lineage -> lineage.version() == 2);
    assertThat(all.store.findRenewalState(NAME).closed()).isEmpty();
  }

  @Test
  void aRateLimitIsWaitedForAndSoIsItAfterARestart() {
    all.stored(Duration.ofDays(60));
    Instant until = all.world.now().plus(Duration.ofHours(7));
    all.ca.setMood(() -> all.world.now().isBefore(until) ? all.limited(until, "too many") : null);
    all.manage();
    all.live(Duration.ofHours(2));
    all.restart();
    all.manage();
    all.live(Duration.ofHours(6));
    assertThat(all.ca.orders).hasSize(2);
    assertThat(all.ca.orders.get(1)).isBetween(until, until.plus(Duration.ofMinutes(2)));
  }

  @Test
  void whileOneCaIsDownAnotherOneIsAskedAndLaterTheFirstOneAgain() {
    all.stored(Duration.ofDays(60));
    Instant up = all.world.now().plus(Duration.ofDays(7));
    all.ca.setMood(() -> all.world.now().isBefore(up) ? VirtualCa.down(all.ca.directory) : null);
    all.manage(
        all.target(all.ca.route(all.store, NINETY_DAYS), all.other.route(all.store, NINETY_DAYS)));
    all.live(Duration.ofMinutes(1));
    assertThat(all.other.orders).hasSize(1);
    assertThat(all.events(RenewalEvent.RouteFailed.class))
        .singleElement()
        .matches(event -> event.directory().equals(all.ca.directory))
        .asString()
        .contains("next CA");
    assertThat(all.events(RenewalEvent.Renewed.class).get(0).directory())
        .isEqualTo(all.other.directory);
    all.live(Duration.ofDays(62));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(all.other.orders).hasSize(1);
  }

  @Test
  void aPausedAccountAtOneCaLeavesTheOther() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::paused);
    all.manage(
        all.target(all.ca.route(all.store, NINETY_DAYS), all.other.route(all.store, NINETY_DAYS)));
    all.live(Duration.ofDays(130));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(all.other.orders).hasSize(3);
    assertThat(all.events(RenewalEvent.GaveUp.class)).isEmpty();
  }

  @Test
  void whatFailsOnThisMachineIsNotTriedAtAnotherCa() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::notValidated);
    all.manage(
        all.target(all.ca.route(all.store, NINETY_DAYS), all.other.route(all.store, NINETY_DAYS)));
    all.live(Duration.ofMinutes(5));
    assertThat(all.ca.orders).hasSize(2);
    assertThat(all.other.orders).isEmpty();
    all.live(Duration.ofMinutes(10));
    assertThat(all.other.orders).as("from the third failure on it is").hasSize(1);
  }

  /** With a twin for practice. */
  private final class Rehearsing implements CaRoute, Rehearsal {
    private final CaRoute route = all.ca.route(all.store, NINETY_DAYS);
    private int rehearsals;
    private @Nullable AcmeException failure;

    @Override
    public java.net.URI directory() {
      return route.directory();
    }

    @Override
    public Lineage renew(Lease lease) {
      return route.renew(lease);
    }

    @Override
    public java.util.Optional<dev.acmesdk.client.RenewalAnswer> ask(
        dev.acmesdk.protocol.CertificateId certificate) {
      return route.ask(certificate);
    }

    @Override
    public boolean rehearse(List<Identifier> identifiers) {
      rehearsals++;
      if (failure != null) {
        throw failure;
      }
      return true;
    }
  }

  @Test
  void afterAFailureARehearsalComesFirst() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::notValidated);
    Rehearsing route = new Rehearsing();
    route.failure = all.notValidated();
    all.manage(all.target(route));
    all.live(Duration.ofDays(1));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(route.rehearsals).isEqualTo(3);
    route.failure = null;
    all.ca.setMood(() -> null);
    all.live(Duration.ofDays(1));
    assertThat(all.ca.orders).hasSize(2);
    assertThat(all.events(RenewalEvent.Rehearsed.class)).hasSize(1);
    assertThat(all.handedOver).hasSize(2);
  }

  @Test
  void aTwinThatIsDownIsNoObstacle() {
    all.stored(Duration.ofDays(60));
    List<AcmeException> moods = new ArrayList<>(List.of(all.rejected()));
    all.ca.setMood(() -> moods.isEmpty() ? null : moods.remove(0));
    Rehearsing route = new Rehearsing();
    route.failure = VirtualCa.down(all.ca.directory);
    all.manage(all.target(route));
    all.live(Duration.ofMinutes(3));
    assertThat(all.ca.orders).hasSize(2);
    assertThat(all.handedOver).hasSize(2);
    assertThat(all.events(RenewalEvent.RehearsalImpossible.class)).hasSize(1);
  }

  @Test
  void lineagesThatShareANameShareItsFailures() {
    all.ca.setMood(all::notValidated);
    for (int i = 0; i < 4; i++) {
      all.manager.add(
          new RenewalTarget(
              "lineage-" + i,
              List.of(Identifier.dns(NAME)),
              all.store,
              lineage -> true,
              List.of(all.ca.route(all.store, NINETY_DAYS))),
          lineage -> {});
    }
    all.live(Duration.ofMinutes(59));
    assertThat(all.ca.orders).hasSize(4);
    all.live(Duration.ofHours(3));
    assertThat(all.ca.orders.size()).isBetween(8, 16);
  }

  @Test
  void aWishThatFailsTellsWhy() {
    all.stored(Duration.ofDays(1));
    all.ca.setMood(all::rejected);
    CompletableFuture<Lineage> wish = all.manage().refresh();
    all.live(Duration.ofSeconds(1));
    assertThatThrownBy(wish::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(AcmeException.class)
        .hasMessageContaining("Bad moment");
  }

  @Test
  void aStoreThatFailsIsToldOnceAndTriedAgain() {
    all.stored(Duration.ofDays(60));
    ManagedLineage managed = all.manage();
    all.store.setBroken(true);
    all.live(Duration.ofHours(1));
    assertThat(all.events(RenewalEvent.StoreFailed.class)).hasSize(1);
    assertThat(all.ca.orders).isEmpty();
    assertThat(managed.status().version()).isEqualTo(1);
    all.store.setBroken(false);
    all.live(Duration.ofMinutes(2));
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void whatCannotBeRememberedIsNotBegun() {
    all.stored(Duration.ofDays(60));
    all.manage();
    all.store.setFull(true);
    all.live(Duration.ofHours(1));
    assertThat(all.ca.orders).isEmpty();
    assertThat(all.events(RenewalEvent.StoreFailed.class))
        .hasSizeBetween(5, 7)
        .last()
        .matches(RenewalEvent::isTrouble)
        .asString()
        .contains("disk is full");
    all.store.setFull(false);
    all.live(Duration.ofMinutes(11));
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void aFaultInOneLineageDoesNotTouchOthers() {
    all.stored(Duration.ofDays(60));
    all.manager.add(
        new RenewalTarget(
            "b.example",
            List.of(Identifier.dns("b.example")),
            all.store,
            lineage -> {
              throw new IllegalStateException("a fault");
            },
            List.of(all.ca.route(all.store, NINETY_DAYS))),
        lineage -> {});
    all.manage();
    all.live(Duration.ofMinutes(25));
    assertThat(all.store.find(NAME)).get().extracting(Lineage::version).isEqualTo(2);
    assertThat(all.ca.orders.size()).as("with that fault it is tried again").isBetween(2, 4);
  }

  @Test
  void listenersThatFailDoNoHarm() {
    ManagedWorld one = new ManagedWorld();
    one.manager =
        CertificateManager.builder()
            .clock(one.world.machineClock())
            .stopWatch(one.world::tick)
            .listener(
                event -> {
                  throw new IllegalStateException("a fault");
                })
            .buildWithoutThreads();
    one.manager.add(
        one.target(one.ca.route(one.store, NINETY_DAYS)),
        lineage -> {
          throw new IllegalStateException("another fault");
        });
    one.live(Duration.ofDays(80));
    assertThat(one.ca.orders).hasSize(2);
  }

  @Test
  void theEndOfACertificateIsTold() {
    all.stored(Duration.ofDays(80));
    all.ca.setMood(() -> VirtualCa.down(all.ca.directory));
    ManagedLineage managed = all.manage();
    all.live(Duration.ofDays(20));
    assertThat(all.events(RenewalEvent.Expired.class)).hasSize(1);
    assertThat(all.manager.health().timeLeft(all.world.now())).contains(Duration.ZERO);
    assertThat(managed.status().outageAt()).isPresent();
  }
}
