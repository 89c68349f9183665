package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.pending;
import static dev.acmesdk.dns01.Challenges.three;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualDns01Test {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Human human = new Human();
  private final ManualDns01 solver = ManualDns01.of(human).withoutVisibilityCheck();

  @Test
  void solvesDns01() {
    assertThat(solver.challengeType()).isEqualTo(Challenge.Dns01.class);
  }

  @Test
  void asksForAllRecordsAtOnceAndOnlyWhenAllArePresented()
      throws IOException, InterruptedException {
    for (PendingChallenge<Dns01> challenge : three()) {
      solver.present(challenge);
      assertThat(human.asked).isEmpty();
    }
    solver.awaitVisible(three(), LIMIT);
    assertThat(human.asked).containsExactly(three().stream().map(TxtRecord::of).toList());
    assertThat(human.limits).containsExactly(LIMIT);
  }

  @Test
  void asksForARecordOnce() throws IOException, InterruptedException {
    solver.awaitVisible(List.of(pending(), pending()), LIMIT);
    assertThat(human.asked).containsExactly(List.of(TxtRecord.of(pending())));
  }

  @Test
  void doesNotBotherForNothing() throws IOException, InterruptedException {
    solver.awaitVisible(List.of(), LIMIT);
    assertThat(human.asked).isEmpty();
  }

  @Test
  void passesOnThatTheHumanGivesUp() {
    human.isTired = true;
    assertThatThrownBy(() -> solver.awaitVisible(three(), LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessage("too tired");
  }

  @Test
  void tellsWhatToRemoveAlsoInAnotherProcess() throws IOException {
    solver.cleanUp(three().get(1));
    assertThat(human.removed).containsExactly(TxtRecord.of(three().get(1)));
  }

  @Test
  void rfc8738Section7_refusesIpAddressesBeforeAskingAnybody() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> solver.present(pending(Identifier.ip("192.0.2.1"), false, "a")));
  }
}
