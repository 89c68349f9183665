package dev.acmesdk.hook;

import dev.acmesdk.error.CancelledException;
import java.util.function.Consumer;

/**
 * Runs the hooks of many lineages, which several threads may renew side by side. A <em>round</em>
 * lasts from the first lineage that joins it until the last one in it has ended:
 *
 * <pre>{@code
 * try (RoundMember member = rounds.join(hooks)) {
 *   member.deployed(renew(lineage));
 * }
 * }</pre>
 *
 * <p>A pre-hook is run once in a round, when the first lineage that has it joins; others that have
 * it wait. Deploy-hooks are run for each lineage, at once. A post-hook is run once, at the end of
 * the round, whatever has failed. As long as post-hooks are run nobody can join: the next round
 * begins after. So a server that is stopped by a pre-hook and started by a post-hook is not started
 * while a lineage still needs its port.
 *
 * <p>A hook that fails stops neither other hooks nor the renewal. It is logged as a warning, and
 * the listener hears of it.
 *
 * <p>Who wants one round over many lineages that are renewed one after the other, as in one run of
 * Certbot, joins with {@link Hooks#none()} before the first of them and closes that after the last.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class HookRounds {
  private final HookRunner runner;
  private Round current = new Round();

  /**
   * Makes rounds, in none of which there is anybody yet.
   *
   * @param listener hears of each hook that was run, or should have been, in the thread that has
   *     run it; what it throws is logged
   */
  public HookRounds(Consumer<HookReport> listener) {
    this.runner = new HookRunner(listener);
  }

  /**
   * Begins the renewal of a lineage: joins the round that is on, or begins one, and sees to it that
   * its pre-hooks have been run. Call it when it is certain that something is to be ordered.
   *
   * @param hooks the lineage's hooks
   * @return what is to be told of the outcome, and to be closed
   * @throws CancelledException if the thread is interrupted
   * @throws IllegalStateException if it is called from a pre-hook or a post-hook, and the lineage
   *     would wait for that very hook
   */
  public RoundMember join(Hooks hooks) {
    RoundMember member = new RoundMember(enter(hooks), hooks, runner);
    boolean isReady = false;
    try {
      member.prepare();
      isReady = true;
      return member;
    } catch (InterruptedException e) {
      throw new CancelledException("the wait for a pre-hook", e);
    } finally {
      if (!isReady) {
        member.close();
      }
    }
  }

  private Round enter(Hooks hooks) {
    try {
      Round round = open();
      while (!round.enter(hooks)) {
        round.awaitEnd();
        round = open();
      }
      return round;
    } catch (InterruptedException e) {
      throw new CancelledException("the wait for the post-hooks of others", e);
    }
  }

  private synchronized Round open() {
    if (current.isOver()) {
      current = new Round();
    }
    return current;
  }
}
