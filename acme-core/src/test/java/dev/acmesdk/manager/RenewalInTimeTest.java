package dev.acmesdk.manager;

import static dev.acmesdk.manager.ManagedWorld.NAME;
import static dev.acmesdk.manager.ManagedWorld.NINETY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.RenewalState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When certificates are renewed that nothing is wrong with. */
class RenewalInTimeTest {
  private final ManagedWorld all = new ManagedWorld();

  private Duration age(Instant at, Lineage lineage) {
    return Duration.between(lineage.chain().leaf().getNotBefore().toInstant(), at);
  }

  @Test
  void whatIsNotThereIsObtainedAtOnce() {
    all.manage();
    all.live(Duration.ofSeconds(1));
    assertThat(all.handedOver).singleElement().extracting(Lineage::version).isEqualTo(1);
    assertThat(all.events(RenewalEvent.Renewed.class)).hasSize(1);
  }

  @Test
  void whatIsThereIsHandedOverAtOnceAndRenewedAtTwoThirds() {
    Lineage stored = all.stored(Duration.ofDays(10));
    all.manage();
    assertThat(all.handedOver).containsExactly(stored);
    all.live(Duration.ofDays(60));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(age(all.ca.orders.get(0), stored))
        .isBetween(Duration.ofDays(55), Duration.ofDays(60));
    assertThat(all.handedOver).hasSize(2);
  }

  @Test
  void anAdministratorsWordCountsMoreThanTheLifetime() {
    NewVersion version = all.ca.version(NAME, NINETY_DAYS, all.world.now());
    all.store.save(
        new NewVersion(
            NAME,
            version.chain(),
            version.privateKey(),
            version.directory(),
            version.account(),
            Map.of("renew_before_expiry", "10 days")));
    all.manage();
    all.live(Duration.ofDays(79));
    assertThat(all.ca.orders).isEmpty();
    all.live(Duration.ofDays(2));
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void rfc9773Section42ACertificateIsRenewedInTheWindow() {
    Lineage stored = all.stored(Duration.ZERO);
    Instant start = all.world.now().plus(Duration.ofDays(30));
    all.window(stored, start, start.plus(Duration.ofDays(1)));
    all.manage();
    all.live(Duration.ofDays(40));
    assertThat(all.ca.orders)
        .singleElement()
        .matches(at -> !at.isBefore(start) && at.isBefore(start.plus(Duration.ofDays(1))));
  }

  @Test
  void rfc9773Section41TheWindowOfAnotherCertificateIsNotHeeded() {
    all.stored(Duration.ZERO);
    CertificateId foreign = new CertificateId("AAAA.BBBB");
    RenewalInfo past =
        all.window(
            foreign,
            all.world.now().minus(Duration.ofDays(2)),
            all.world.now().minus(Duration.ofDays(1)));
    remember(RenewalState.NONE.withInfo(past));
    all.manage();
    all.live(Duration.ofDays(50));
    assertThat(all.ca.orders).isEmpty();
  }

  private void remember(RenewalState state) {
    var lease = (dev.acmesdk.store.Lease) all.store.acquire(NAME, Duration.ofMinutes(1));
    all.store.saveRenewalState(lease, state);
    all.store.release(lease);
  }

  @Test
  void rfc9773Section42AWindowThatMovesIntoThePastMeansOneRenewalWithinOnePoll() {
    Lineage stored = all.stored(Duration.ofDays(1));
    Instant now = all.world.now();
    all.window(stored, now.plus(Duration.ofDays(58)), now.plus(Duration.ofDays(59)));
    all.manage();
    all.live(Duration.ofDays(2));
    assertThat(all.events(RenewalEvent.WindowMoved.class)).hasSize(1);
    Instant moved = all.world.now();
    all.window(stored, moved.minus(Duration.ofDays(2)), moved.minus(Duration.ofDays(1)));
    all.live(Duration.ofHours(6).plusMinutes(1));
    assertThat(all.ca.orders).hasSize(1);
    assertThat(all.events(RenewalEvent.WindowMoved.class)).hasSize(2);
    all.live(Duration.ofDays(50));
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void rfc9773Section432TheCaIsAskedAsOftenAsItWants() {
    Lineage stored = all.stored(Duration.ofDays(1));
    Instant now = all.world.now();
    CertificateId id = CertificateId.of(stored.chain().leaf()).orElseThrow();
    all.ca.setInfoMood(
        () ->
            new RenewalAnswer.Suggested(
                new RenewalInfo(
                    id,
                    now.plus(Duration.ofDays(58)),
                    now.plus(Duration.ofDays(59)),
                    null,
                    all.world.now(),
                    all.world.now().plus(Duration.ofHours(6)))));
    all.manage();
    all.live(Duration.ofDays(1));
    assertThat(all.ca.questions).isBetween(3, 5);
    all.restart();
    all.manage();
    all.live(Duration.ofMinutes(1));
    assertThat(all.ca.questions).isBetween(3, 5);
  }

  @Test
  void rfc9773Section433AQuestionWithoutAnswerIsAskedAgainLater() {
    all.stored(Duration.ofDays(1));
    all.ca.setInfoMood(
        () ->
            new RenewalAnswer.Unavailable(
                VirtualCa.down(all.ca.directory), all.world.now().plus(Duration.ofHours(6))));
    all.manage();
    all.live(Duration.ofDays(1));
    assertThat(all.ca.questions).isBetween(3, 4);
    assertThat(all.events(RenewalEvent.WindowUnknown.class)).hasSize(all.ca.questions);
    assertThat(all.ca.orders).isEmpty();
  }

  @Test
  void thoseThatAreFoundTogetherAreNotAskedForTogether() {
    for (int i = 0; i < 60; i++) {
      String name = "c" + i + ".example";
      all.store.save(all.ca.version(name, NINETY_DAYS, all.world.now()));
      all.manager.add(
          new RenewalTarget(
              name,
              List.of(Identifier.dns(name)),
              all.store,
              current -> true,
              List.of(all.ca.route(all.store, NINETY_DAYS))));
    }
    all.live(Duration.ofHours(1));
    assertThat(all.ca.questions).as("in the first of six hours").isBetween(1, 25);
    all.live(Duration.ofHours(5).plusMinutes(1));
    assertThat(all.ca.questions).isEqualTo(60);
  }

  @Test
  void aQuestionThatFailsInAnotherWayIsAskedAgainInAnHour() {
    all.stored(Duration.ofDays(1));
    all.ca.setInfoMood(
        () -> {
          throw all.rejected();
        });
    all.manage();
    all.live(Duration.ofHours(12));
    assertThat(all.ca.questions).isBetween(6, 12);
  }

  @Test
  void aCaThatHasNoRenewalInformationIsAskedOnceADay() {
    all.stored(Duration.ofDays(1));
    all.manage();
    all.live(Duration.ofDays(4));
    assertThat(all.ca.questions).isBetween(4, 5);
  }

  @Test
  void aWindowThatIsTooLateIsNotWaitedFor() {
    Lineage stored = all.stored(Duration.ZERO);
    Instant end = stored.notAfter();
    all.window(stored, end.minus(Duration.ofHours(2)), end.minus(Duration.ofHours(1)));
    all.manage();
    all.live(NINETY_DAYS);
    assertThat(all.ca.orders).isNotEmpty();
    assertThat(age(all.ca.orders.get(0), stored)).isLessThan(Duration.ofDays(76));
  }

  @Test
  void aCaThatAlwaysWantsRenewalGetsOneOrderADay() {
    all.ca.setInfoMood(
        () ->
            new RenewalAnswer.Suggested(
                new RenewalInfo(
                    CertificateId.of(all.store.find(NAME).orElseThrow().chain().leaf())
                        .orElseThrow(),
                    all.world.now().minus(Duration.ofDays(2)),
                    all.world.now().minus(Duration.ofDays(1)),
                    null,
                    all.world.now(),
                    all.world.now().plus(Duration.ofHours(1)))));
    all.stored(Duration.ofDays(1));
    all.manage();
    all.live(Duration.ofDays(10));
    assertThat(all.ca.orders.size()).isBetween(8, 11);
  }

  @Test
  void whatIsNotWantedAnyMoreIsReplacedAtOnce() {
    Lineage stored = all.stored(Duration.ofDays(1));
    all.manage(
        new RenewalTarget(
            NAME,
            List.of(Identifier.dns(NAME)),
            all.store,
            lineage -> lineage.version() > 1,
            List.of(all.ca.route(all.store, NINETY_DAYS))));
    assertThat(all.handedOver).containsExactly(stored);
    all.live(Duration.ofMinutes(1));
    assertThat(all.ca.orders).hasSize(1);
    all.live(Duration.ofDays(1));
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void certificatesOfAnyLifetimeAreRenewedInTimeAndNotTooOften() {
    for (Duration lifetime :
        List.of(
            Duration.ofHours(1),
            Duration.ofHours(24),
            Duration.ofDays(6),
            Duration.ofDays(45),
            Duration.ofDays(64),
            Duration.ofDays(90))) {
      ManagedWorld one = new ManagedWorld();
      one.manage(one.target(one.ca.route(one.store, lifetime)));
      one.live(lifetime.multipliedBy(10));
      assertThat(one.ca.orders.size()).as("orders for %s", lifetime).isBetween(14, 25);
      assertThat(one.events(RenewalEvent.Expired.class)).isEmpty();
    }
  }
}
