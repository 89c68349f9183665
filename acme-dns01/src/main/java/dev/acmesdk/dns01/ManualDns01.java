package dev.acmesdk.dns01;

import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Answers DNS-01 challenges by a human's hand (RFC 8555 section 8.4), like Certbot's {@code
 * --manual}.
 *
 * <p>The human is asked once per order, for all records together, and is believed: it is not
 * checked whether the records can be seen. Whoever has to do that every few weeks will forget it
 * once, so this is for trying out; renewals want a {@link Dns01Solver}.
 *
 * <p>It is as thread-safe as the prompt.
 */
public final class ManualDns01 implements ChallengeSolver<Dns01>, PropagationWait<Dns01> {
  private final ManualTxt<Dns01> manual;

  private ManualDns01(ManualPrompt prompt) {
    this.manual = new ManualTxt<>(Dns01.class, TxtRecord::of, prompt);
  }

  /**
   * A solver that asks a human.
   *
   * @param prompt how to ask
   * @return a solver
   */
  public static ManualDns01 of(ManualPrompt prompt) {
    return new ManualDns01(prompt);
  }

  @Override
  public Class<Dns01> challengeType() {
    return manual.challengeType();
  }

  /**
   * Does nothing yet: the human is asked for all records at once, by {@link #awaitVisible}.
   *
   * @throws IllegalArgumentException if the identifier is not a DNS name
   */
  @Override
  public void present(PendingChallenge<Dns01> challenge) {
    manual.present(challenge);
  }

  /**
   * Asks the human for all records, and returns when the human says that they can be seen. How
   * strictly the limit is kept to is up to the prompt; {@link ConsolePrompt} does keep to it.
   */
  @Override
  public void awaitVisible(List<PendingChallenge<Dns01>> challenges, Duration limit)
      throws IOException, InterruptedException {
    manual.awaitVisible(challenges, limit);
  }

  @Override
  public void cleanUp(PendingChallenge<Dns01> challenge) throws IOException {
    manual.cleanUp(challenge);
  }
}
