package dev.acmesdk.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final URI SERVER = URI.create("https://ca.example/");

  private final FakeClock clock = new FakeClock(FakeAcme.NOW);
  private final Deque<AcmeException> failures = new ArrayDeque<>();
  private int attempts;

  private final RetryPolicy policy =
      new RetryPolicy(4, Duration.ofSeconds(1), Duration.ofSeconds(3), Duration.ofMinutes(1));

  private Retries retries(RetryPolicy rules) {
    return new Retries(rules, clock, clock, new Random(7), Instant.MAX);
  }

  private String attempt() {
    attempts++;
    if (!failures.isEmpty()) {
      throw failures.remove();
    }
    return "answer " + attempts;
  }

  private String repeat(Retries retries) {
    return retries.repeat("to try", this::attempt);
  }

  private static ServerUnreachableException broken() {
    return new ServerUnreachableException(SERVER, new IOException("unexpected end of stream"));
  }

  private static ServerUnreachableException refused() {
    return new ServerUnreachableException(SERVER, new ConnectException("refused"));
  }

  private static ProtocolViolationException status(int status, @Nullable Instant retryAt) {
    return new ProtocolViolationException("An error.", "Wait.", status, retryAt, null);
  }

  private static RateLimitedException limited(@Nullable Instant retryAt) {
    return new RateLimitedException(
        Problem.of(ProblemType.RATE_LIMITED, "too many"), retryAt, null);
  }

  @Test
  void repeatsAfterPassingTroublesWithGrowingJitteredWaits() {
    failures.addAll(List.of(broken(), status(500, null), refused()));
    assertThat(repeat(retries(policy))).isEqualTo("answer 4");
    assertThat(clock.waits()).hasSize(3);
    assertThat(clock.waits().get(0)).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1500));
    assertThat(clock.waits().get(1)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(3));
    assertThat(clock.waits().get(2)).isBetween(Duration.ofSeconds(3), Duration.ofMillis(4500));
    assertThat(clock.waits()).doesNotContain(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void givesUpAfterTheLastAttemptWithItsFailure() {
    AcmeException last = status(502, null);
    failures.addAll(List.of(broken(), broken(), broken(), last));
    assertThatThrownBy(() -> repeat(retries(policy))).isSameAs(last);
    assertThat(attempts).isEqualTo(4);
  }

  @Test
  void doesNotRepeatWhatNobodyCanMend() {
    for (AcmeException failure : List.of(status(400, null), status(0, null), limited(null))) {
      failures.add(failure);
      assertThatThrownBy(() -> repeat(retries(policy))).isSameAs(failure);
    }
    assertThat(attempts).isEqualTo(3);
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void rfc8555Section6_6_waitsAsLongAsTheServerAsks() {
    failures.add(status(503, FakeAcme.NOW.plusSeconds(17)));
    assertThat(repeat(retries(policy))).isEqualTo("answer 2");
    assertThat(clock.waits()).containsExactly(Duration.ofSeconds(17));
  }

  @Test
  void rfc8555Section6_6_waitsForTheEndOfALimitThatIsNear() {
    failures.add(limited(FakeAcme.NOW.plusSeconds(30)));
    assertThat(repeat(retries(policy))).isEqualTo("answer 2");
  }

  @Test
  void rfc8555Section6_6_doesNotWaitBeyondItsPatience() {
    failures.add(limited(FakeAcme.NOW.plusSeconds(61)));
    assertThatThrownBy(() -> repeat(retries(policy)))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAt()).contains(FakeAcme.NOW.plusSeconds(61)));
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void doesNotWaitBeyondTheDeadline() {
    failures.add(status(503, FakeAcme.NOW.plusSeconds(10)));
    assertThatThrownBy(() -> repeat(retries(policy).until(FakeAcme.NOW.plusSeconds(9))))
        .isInstanceOfSatisfying(
            ProtocolViolationException.class,
            e -> assertThat(e.retryAt()).contains(FakeAcme.NOW.plusSeconds(10)));
    assertThat(clock.waits()).isEmpty();
  }

  @Test
  void aMomentThatIsPastDoesNotShortenTheWait() {
    failures.add(status(503, FakeAcme.NOW.minusSeconds(10)));
    repeat(retries(policy));
    assertThat(clock.waits().get(0)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void neverRepeatsWithoutAPolicy() {
    failures.add(broken());
    assertThatThrownBy(() -> repeat(retries(RetryPolicy.NONE)))
        .isInstanceOf(ServerUnreachableException.class);
    assertThat(attempts).isOne();
  }

  @Test
  void anInterruptedWaitIsACancelledCall() {
    failures.add(broken());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> repeat(retries(policy))).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void looksWhetherItIsDoneBeforeItDoesItAgain() {
    for (AcmeException lost : List.of(broken(), status(504, null))) {
      failures.add(lost);
      assertThat(retries(policy).repeat("to try", this::attempt, () -> Optional.of("done already")))
          .isEqualTo("done already");
    }
    assertThat(attempts).isEqualTo(2);
  }

  @Test
  void doesItAgainIfItIsNotDone() {
    failures.add(broken());
    assertThat(retries(policy).repeat("to try", this::attempt, Optional::empty))
        .isEqualTo("answer 2");
  }

  @Test
  void doesNotLookForWhatNeverArrived() {
    for (AcmeException unsent : List.of(refused(), limited(FakeAcme.NOW.plusSeconds(5)))) {
      failures.add(unsent);
      retries(policy)
          .repeat(
              "to try",
              this::attempt,
              () -> {
                throw new AssertionError("looked");
              });
    }
    assertThat(attempts).isEqualTo(4);
  }

  @Test
  void refusesPoliciesThatAreNone() {
    assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO, Duration.ZERO))
        .isInstanceOf(InvalidRequestException.class);
    assertThatThrownBy(
            () -> new RetryPolicy(1, Duration.ofSeconds(-1), Duration.ZERO, Duration.ZERO))
        .isInstanceOf(InvalidRequestException.class);
  }
}
