package dev.acmesdk.renewal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RenewalTimeTest {
  private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");
  private static final Instant END = START.plus(Duration.ofDays(2));
  private static final CertificateId EXAMPLE =
      new CertificateId("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
  private static final X509Certificate CERTIFICATE =
      TestCa.root()
          .leaf("example.com")
          .valid(START.minus(Duration.ofDays(60)), Duration.ofDays(90))
          .issue()
          .leaf();
  private static final CertificateId ID = CertificateId.of(CERTIFICATE).orElseThrow();

  private static RenewalInfo window(CertificateId id, Instant start, Instant end) {
    return new RenewalInfo(id, start, end, null, START, START);
  }

  /** CRC-32 of the identifier is 0x099679b3: 3.745 % of all checksums are below. */
  @Test
  void rfc9773Section4_2_theMomentIsTheSameEverywhereAndForEver() {
    Instant moment = RenewalTime.within(window(EXAMPLE, START, END));
    assertThat(moment).isEqualTo(RenewalTime.within(window(EXAMPLE, START, END)));
    assertThat(moment).isEqualTo(Instant.parse("2026-12-01T01:47:51Z"));
  }

  @Test
  void rfc9773Section4_2_aWindowThatMovesTakesTheMomentAlong() {
    Duration offset = Duration.between(START, RenewalTime.within(window(EXAMPLE, START, END)));
    Instant moved = START.minus(Duration.ofDays(30));
    assertThat(RenewalTime.within(window(EXAMPLE, moved, moved.plus(Duration.ofDays(2)))))
        .isEqualTo(moved.plus(offset));
  }

  @Test
  void rfc9773Section4_2_momentsAreSpreadEvenlyOverTheWindow() {
    int[] hours = new int[48];
    IntStream.range(0, 48_000)
        .mapToObj(i -> window(new CertificateId("key." + i), START, END))
        .map(RenewalTime::within)
        .forEach(moment -> hours[(int) Duration.between(START, moment).toHours()]++);
    assertThat(Arrays.stream(hours).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(850, 1150));
  }

  @Test
  void windowsOfAnyLengthHaveAMomentInThem() {
    for (Instant end :
        new Instant[] {
          START.plusNanos(1), START.plusSeconds(1), START.plusSeconds(2), Instant.MAX
        }) {
      assertThat(RenewalTime.within(window(EXAMPLE, START, end)))
          .isAfterOrEqualTo(START)
          .isBefore(end);
    }
    assertThat(RenewalTime.within(window(EXAMPLE, Instant.MIN, Instant.MAX)))
        .isBetween(Instant.MIN, Instant.MAX);
  }

  @Test
  void rfc9773Section4_2_aMomentInThePastIsNow() {
    Instant later = END.plusSeconds(5);
    RenewalInfo info = window(ID, START, END);
    assertThat(RenewalTime.of(CERTIFICATE, info, RenewalPolicy.byLifetime(), later))
        .isEqualTo(later);
    assertThat(RenewalTime.of(CERTIFICATE, info, RenewalPolicy.byLifetime(), START))
        .isEqualTo(RenewalTime.within(info));
  }

  @Test
  void withoutSuggestionTheLifetimeDecides() {
    Instant twoThirds = START;
    assertThat(
            RenewalTime.of(CERTIFICATE, null, RenewalPolicy.byLifetime(), START.minusSeconds(100)))
        .isEqualTo(twoThirds);
    assertThat(RenewalTime.of(CERTIFICATE, null, RenewalPolicy.byLifetime(), END)).isEqualTo(END);
  }

  @Test
  void whatIsAboutAnotherCertificateIsNotHeeded() {
    Instant early = START.minus(Duration.ofDays(40));
    RenewalInfo other = window(EXAMPLE, early, early.plusSeconds(60));
    assertThat(
            RenewalTime.of(CERTIFICATE, other, RenewalPolicy.byLifetime(), early.minusSeconds(60)))
        .isEqualTo(START);
  }
}
