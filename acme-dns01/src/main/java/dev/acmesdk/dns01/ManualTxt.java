package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Answers challenges with TXT records that a human puts in place.
 *
 * @param challengeType what it solves
 * @param toRecord the record that answers a challenge
 * @param hand asks the human, once per order
 * @param <C> the type of challenge
 */
record ManualTxt<C extends Challenge>(
    Class<C> challengeType, Function<PendingChallenge<C>, TxtRecord> toRecord, ManualHand hand)
    implements ChallengeSolver<C>, PropagationWait<C> {

  ManualTxt<C> withCheck(VisibilityCheck check) {
    return new ManualTxt<>(challengeType, toRecord, ManualHand.of(hand.prompt(), check));
  }

  ManualTxt<C> withoutCheck() {
    return new ManualTxt<>(challengeType, toRecord, hand.withoutCheck());
  }

  /** Finds out whether there can be a record; the human is asked for all of them together. */
  @Override
  public void present(PendingChallenge<C> challenge) {
    var unused = toRecord.apply(challenge);
  }

  @Override
  public void awaitVisible(List<PendingChallenge<C>> challenges, Duration limit)
      throws IOException, InterruptedException {
    hand.add(challenges.stream().map(toRecord).distinct().toList(), limit);
  }

  @Override
  public void cleanUp(PendingChallenge<C> challenge) throws IOException {
    hand.remove(toRecord.apply(challenge));
  }
}
