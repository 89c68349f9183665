package dev.acmesdk.manager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.hook.HookKind;
import dev.acmesdk.hook.HookReport;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people read of each kind of event: which lineage, what happened, and what comes next. */
class RenewalEventTest {
  private static final String NAME = "a.example";
  private static final URI CA = URI.create("https://ca.example/directory");
  private static final Instant END = Instant.parse("2026-05-30T00:00:00Z");
  private static final Instant NEXT = Instant.parse("2026-04-30T12:00:00Z");
  private static final RenewalInfo INFO =
      new RenewalInfo(
          new CertificateId("AA.BB"),
          NEXT.minusSeconds(60),
          NEXT.plusSeconds(60),
          URI.create("https://ca.example/why"),
          NEXT,
          NEXT);

  private static AcmeException cause() {
    return new StoreException("Connection refused.", "Start it.", null);
  }

  /** An event, and what its text must hold beside the lineage. */
  private record Sample(RenewalEvent event, boolean isTrouble, List<String> words) {
    static Sample of(RenewalEvent event, String... words) {
      return new Sample(event, false, List.of(words));
    }

    static Sample trouble(RenewalEvent event, String... words) {
      return new Sample(event, true, List.of(words));
    }

    @Override
    public String toString() {
      return event.getClass().getSimpleName();
    }
  }

  private static Stream<Sample> samples() {
    return Stream.of(
        Sample.of(
            new RenewalEvent.Watched(NAME, END, NEXT), "looked after", END + "", "at " + NEXT),
        Sample.of(new RenewalEvent.Watched(NAME, null, NEXT), "no certificate yet", "at " + NEXT),
        Sample.of(new RenewalEvent.Started(NAME, 3), "Renewing", "attempt 3"),
        Sample.of(new RenewalEvent.Rehearsed(NAME, CA), "rehearsal", "succeeded", CA + ""),
        Sample.of(
            new RenewalEvent.RehearsalImpossible(NAME, CA, cause()), "No rehearsal", "refused"),
        Sample.trouble(
            new RenewalEvent.RouteFailed(NAME, CA, cause()), CA + "", "next CA", "refused"),
        Sample.of(
            new RenewalEvent.Renewed(NAME, 7, CA, END, NEXT), "version 7", END + "", "at " + NEXT),
        Sample.of(
            new RenewalEvent.Adopted(NAME, 7, END, NEXT), "7 from elsewhere", END + "", "" + NEXT),
        Sample.trouble(
            new RenewalEvent.Failed(NAME, cause(), 2, END, NEXT),
            "has failed (2 in a row)",
            "next attempt at " + NEXT,
            "Connection refused"),
        Sample.trouble(
            new RenewalEvent.GaveUp(NAME, cause(), END), "NOT renewed", END + "", "refresh()"),
        Sample.trouble(new RenewalEvent.GaveUp(NAME, cause(), null), "NOT renewed", "refused"),
        Sample.of(
            new RenewalEvent.WindowMoved(NAME, INFO, NEXT),
            INFO.start() + " to " + INFO.end(),
            "https://ca.example/why",
            "at " + NEXT),
        Sample.of(
            new RenewalEvent.WindowUnknown(NAME, cause(), NEXT), "again at " + NEXT, "refused"),
        Sample.trouble(
            new RenewalEvent.Expired(NAME, END, NEXT), "EXPIRED at " + END, "attempt at " + NEXT),
        Sample.trouble(
            new RenewalEvent.StoreFailed(NAME, cause(), NEXT), "store", "again at " + NEXT),
        Sample.trouble(
            new RenewalEvent.HookFailed(
                new HookReport(HookKind.DEPLOY, "/bin/reload", NAME, "has failed", 1, "")),
            "deploy",
            "/bin/reload",
            "has failed"),
        Sample.of(new RenewalEvent.Unwatched(NAME), "not looked after any more"));
  }

  @ParameterizedTest
  @MethodSource("samples")
  void saysWhichLineageWhatHappenedAndWhatIsNext(Sample sample) {
    assertThat(sample.event().lineage()).isEqualTo(NAME);
    assertThat(sample.event()).asString().contains(NAME).contains(sample.words());
    assertThat(sample.event()).asString().doesNotContain("null", "[", "\n");
    assertThat(sample.event().isTrouble()).isEqualTo(sample.isTrouble());
  }

  @Test
  void theClockIsThatOfAllLineages() {
    RenewalEvent set = new RenewalEvent.ClockSet(Duration.ofHours(-2));
    assertThat(set.lineage()).isEmpty();
    assertThat(set).hasToString("The clock was set by PT-2H");
    assertThat(set.isTrouble()).isFalse();
  }

  @Test
  void noKindIsLeftOut() {
    Set<Class<?>> sampled =
        Stream.concat(
                samples().map(Sample::event), Stream.of(new RenewalEvent.ClockSet(Duration.ZERO)))
            .map(RenewalEvent::getClass)
            .collect(Collectors.toSet());
    assertThat(Arrays.stream(RenewalEvent.class.getPermittedSubclasses()).map(Function.identity()))
        .containsExactlyInAnyOrderElementsOf(sampled);
  }
}
