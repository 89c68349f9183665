package dev.acmesdk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.store.RenewalState;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenewalScheduleTest {
  private static final URI CA = URI.create("https://ca.example/directory");
  private static final CertificateId ID = new CertificateId("AA.BB");
  private static final Instant ISSUED = Instant.parse("2026-03-01T00:00:00Z");
  private static final Instant NOW = ISSUED.plus(Duration.ofDays(1));

  private static CertificateFacts facts(Duration lifetime, Duration dueAfter, boolean isFixed) {
    return new CertificateFacts(
        1, ID, ISSUED, ISSUED.plus(lifetime), ISSUED.plus(dueAfter), isFixed, CA);
  }

  private static CertificateFacts ninetyDays() {
    return facts(Duration.ofDays(90), Duration.ofDays(60), false);
  }

  private static RenewalInfo window(int fromDay, int toDay) {
    return new RenewalInfo(
        ID,
        ISSUED.plus(Duration.ofDays(fromDay)),
        ISSUED.plus(Duration.ofDays(toDay)),
        null,
        NOW,
        NOW.plus(Duration.ofHours(6)));
  }

  @Test
  void withoutAnythingElseThePolicyDecides() {
    assertThat(RenewalSchedule.dueAt(ninetyDays(), RenewalState.NONE, NOW))
        .isEqualTo(ISSUED.plus(Duration.ofDays(60)));
  }

  @Test
  void rfc9773Section42TheWindowDecides() {
    RenewalState state = RenewalState.NONE.withInfo(window(20, 21));
    assertThat(RenewalSchedule.dueAt(ninetyDays(), state, NOW))
        .isBetween(ISSUED.plus(Duration.ofDays(20)), ISSUED.plus(Duration.ofDays(21)));
  }

  @Test
  void aWindowInTheLastSixthIsNotWaitedFor() {
    RenewalState state = RenewalState.NONE.withInfo(window(85, 86));
    assertThat(RenewalSchedule.dueAt(ninetyDays(), state, NOW))
        .isEqualTo(ISSUED.plus(Duration.ofDays(75)));
  }

  @Test
  void anAdministratorMayUseMoreOfTheLifetime() {
    CertificateFacts facts = facts(Duration.ofDays(90), Duration.ofDays(80), true);
    assertThat(facts.longestUse()).isEqualTo(Duration.ofDays(80));
    assertThat(facts(Duration.ofDays(90), Duration.ofDays(30), true).longestUse())
        .isEqualTo(Duration.ofDays(75));
  }

  @Test
  void aNewCertificateIsUsedForAQuarterOfItsLifetimeWhateverClocksSay() {
    CertificateFacts past = facts(Duration.ofHours(24), Duration.ofHours(-48), false);
    RenewalState state = RenewalState.NONE.renewed(NOW);
    assertThat(RenewalSchedule.dueAt(past, state, NOW)).isEqualTo(NOW.plus(Duration.ofHours(6)));
    assertThat(RenewalSchedule.dueAt(past, state, NOW.minus(Duration.ofHours(1))))
        .as("when it was renewed in the future, that clock was wrong")
        .isEqualTo(past.due());
  }

  @Test
  void aNewCertificateIsUsedForADayWhateverTheCaSays() {
    RenewalState state = RenewalState.NONE.renewed(NOW).withInfo(window(-3, -2));
    assertThat(RenewalSchedule.dueAt(ninetyDays(), state, NOW))
        .isEqualTo(NOW.plus(Duration.ofDays(1)));
  }

  @Test
  void aFailureIsNotRepeatedBeforeItsTimeUnlessItsClockWasWrong() {
    Instant next = NOW.plus(Duration.ofDays(1));
    RenewalState state = RenewalState.NONE.failed(NOW, "no route", next).closing(CA, next);
    assertThat(RenewalSchedule.retryAt(RenewalState.NONE, NOW)).isEqualTo(Instant.MIN);
    assertThat(RenewalSchedule.retryAt(state, NOW)).isEqualTo(next);
    assertThat(RenewalSchedule.closedUntil(CA, state, NOW)).isEqualTo(next);
    Instant earlier = NOW.minus(Duration.ofHours(1));
    assertThat(RenewalSchedule.retryAt(state, earlier)).isEqualTo(Instant.MIN);
    assertThat(RenewalSchedule.closedUntil(CA, state, earlier)).isEqualTo(Instant.MIN);
    assertThat(RenewalSchedule.closedUntil(CA, state.closing(CA, Instant.MAX), earlier))
        .as("whatever the time, a human has to act")
        .isEqualTo(Instant.MAX);
  }

  @Test
  void rfc9773Section43TheCaSaysWhenToAskAgain() {
    RenewalState state = RenewalState.NONE.withInfo(window(59, 61));
    assertThat(RenewalSchedule.askAt(ninetyDays(), state, NOW, NOW))
        .isEqualTo(NOW.plus(Duration.ofHours(6)));
    Instant before = NOW.minus(Duration.ofDays(1));
    assertThat(RenewalSchedule.askAt(ninetyDays(), state, before, before))
        .as("an answer from the future is asked for again")
        .isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({"PT1H, PT8M", "PT24H, PT3H", "P90D, PT6H"})
  void theFirstQuestionIsAskedWithinSomeTime(Duration lifetime, Duration within) {
    CertificateFacts facts = facts(lifetime, lifetime.dividedBy(2), false);
    Instant first = RenewalSchedule.firstQuestion(facts, NOW);
    assertThat(first).isBetween(NOW, NOW.plus(within));
    assertThat(RenewalSchedule.askAt(facts, RenewalState.NONE, first, NOW.plusSeconds(9)))
        .isEqualTo(first);
  }

  private static List<Duration> waits(@Nullable Duration lifetimeLeft, int count) {
    Random random = new Random(7);
    List<Duration> waits = new ArrayList<>();
    Instant at = NOW;
    Instant end = lifetimeLeft == null ? null : NOW.plus(lifetimeLeft);
    for (int failures = 1; failures <= count; failures++) {
      Instant next = RenewalSchedule.afterFailure(failures, at, end, random);
      waits.add(Duration.between(at, next));
      at = next;
    }
    return waits;
  }

  private static void assertAbout(Duration actual, Duration wait) {
    assertThat(actual).isBetween(wait, wait.plus(wait.dividedBy(10)));
  }

  @Test
  void failuresAreFollowedByOneTenAndAHundredMinutesAndThenADay() {
    for (@Nullable Duration left : new @Nullable Duration[] {null, Duration.ofDays(30)}) {
      List<Duration> waits = waits(left, 6);
      assertAbout(waits.get(0), Duration.ofMinutes(1));
      assertAbout(waits.get(1), Duration.ofMinutes(10));
      assertAbout(waits.get(2), Duration.ofMinutes(100));
      assertAbout(waits.get(3), Duration.ofDays(1));
      assertAbout(waits.get(5), Duration.ofDays(1));
    }
  }

  @Test
  void littleTimeLeftMeansShorterWaits() {
    List<Duration> day = waits(Duration.ofHours(12), 5);
    assertAbout(day.get(2), Duration.ofMinutes(100));
    assertThat(day.get(3)).isLessThan(Duration.ofHours(3));
    List<Duration> hour = waits(Duration.ofMinutes(30), 3);
    assertAbout(hour.get(2), Duration.ofMinutes(5));
  }

  @Test
  void howeverLittleTimeIsLeftFourFailuresAnHourAreTheMost() {
    for (int minutes = 1; minutes < 6_000; minutes += 7) {
      List<Duration> waits = waits(Duration.ofMinutes(minutes), 12);
      for (int first = 0; first + 4 <= waits.size(); first++) {
        Duration five = Duration.ZERO;
        for (Duration wait : waits.subList(first, first + 4)) {
          five = five.plus(wait);
        }
        assertThat(five)
            .as("five failures, %d minutes left", minutes)
            .isGreaterThan(Duration.ofHours(1));
      }
    }
  }
}
