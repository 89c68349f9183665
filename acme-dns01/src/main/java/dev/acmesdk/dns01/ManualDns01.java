package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.VisibilityCheck;
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
 * <p>The human is asked once per order, for all records together, each at the name where the
 * aliases (CNAME) of its own name lead. Then the name servers are asked until all of them answer
 * with the records, or the human wants to go on all the same ({@link ManualPrompt#goesOn}). Whoever
 * has to do that every few weeks will forget it once, so this is for trying out; renewals want a
 * {@link Dns01Solver}.
 *
 * <p>It is as thread-safe as the prompt and the check.
 */
public final class ManualDns01 implements ChallengeSolver<Dns01>, PropagationWait<Dns01> {
  private final ManualTxt<Dns01> manual;

  private ManualDns01(ManualTxt<Dns01> manual) {
    this.manual = manual;
  }

  /**
   * A solver that asks a human.
   *
   * @param prompt how to ask
   * @return a solver
   */
  public static ManualDns01 of(ManualPrompt prompt) {
    return new ManualDns01(new ManualTxt<>(Dns01.class, TxtRecord::of, ManualHand.of(prompt)));
  }

  /**
   * The same that looks in another way.
   *
   * @param check tells when the records can be seen; its client finds where aliases lead
   * @return a changed copy
   */
  public ManualDns01 withVisibilityCheck(VisibilityCheck check) {
    return new ManualDns01(manual.withCheck(check));
  }

  /**
   * The same that believes the human, and asks nothing of DNS, not even where aliases lead.
   *
   * @return a changed copy
   */
  public ManualDns01 withoutVisibilityCheck() {
    return new ManualDns01(manual.withoutCheck());
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
   * Asks the human for all records, and returns when they can be seen, or the human goes on all the
   * same. How strictly the limit is kept to is up to the prompt; {@link ConsolePrompt} does keep to
   * it.
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
