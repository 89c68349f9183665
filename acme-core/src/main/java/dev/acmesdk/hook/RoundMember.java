package dev.acmesdk.hook;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One lineage's part in a round of {@link HookRounds}, for as long as it is being renewed.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class RoundMember implements AutoCloseable {
  private final Round round;
  private final Hooks hooks;
  private final HookRunner runner;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  RoundMember(Round round, Hooks hooks, HookRunner runner) {
    this.round = round;
    this.hooks = hooks;
    this.runner = runner;
  }

  void prepare() throws InterruptedException {
    for (Hook hook : hooks.pre()) {
      if (round.claim(hook)) {
        boolean isDone = false;
        try {
          runner.run(hook, HookCall.pre());
          isDone = true;
        } finally {
          round.settle(hook, isDone);
        }
      }
    }
  }

  /**
   * The new version is stored: runs the lineage's deploy-hooks, also if the thread was interrupted
   * before, because nobody would run them for this certificate later.
   *
   * @param lineage the new version
   * @throws CancelledException if the thread is interrupted meanwhile; the listener hears of the
   *     hooks that were not run
   * @throws IllegalStateException if this is closed
   */
  public void deployed(Lineage lineage) {
    HookCall call = HookCall.deploy(lineage);
    renewed(call.renewed());
    boolean wasInterrupted = Thread.interrupted();
    try {
      deploy(call);
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void deploy(HookCall call) {
    List<Hook> all = hooks.deploy();
    for (int i = 0; i < all.size(); i++) {
      try {
        runner.run(all.get(i), call);
      } catch (CancelledException e) {
        runner.leaveOut(all.subList(i + 1, all.size()), call);
        throw e;
      }
    }
  }

  /**
   * Notes what was renewed without running deploy-hooks: for a dry run, which has no certificate to
   * deploy. {@link #deployed} notes it by itself.
   *
   * @param identifiers what it was for
   * @throws IllegalStateException if this is closed
   */
  public void renewed(Collection<Identifier> identifiers) {
    requireOpen();
    round.addRenewed(identifiers);
  }

  /**
   * Notes what could not be renewed, for the post-hooks.
   *
   * @param identifiers what it was for
   * @throws IllegalStateException if this is closed
   */
  public void failed(Collection<Identifier> identifiers) {
    requireOpen();
    round.addFailed(identifiers);
  }

  private void requireOpen() {
    if (isClosed.get()) {
      throw new IllegalStateException("The lineage has left its round already.");
    }
  }

  /**
   * Leaves the round. The last one runs the post-hooks of all, also if its thread was interrupted
   * before, because they may start what the pre-hooks have stopped. An interruption meanwhile ends
   * the hook that is being run, and no other. Closing again does nothing.
   */
  @Override
  public void close() {
    if (isClosed.getAndSet(true) || !round.leave()) {
      return;
    }
    boolean wasInterrupted = Thread.interrupted();
    try {
      HookCall call = round.outcome();
      for (Hook hook : round.postHooks()) {
        wasInterrupted |= isInterruptedBy(hook, call);
      }
    } finally {
      round.end();
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Takes the interruption away from the thread, so that the next hook is not ended by it, too. */
  private boolean isInterruptedBy(Hook hook, HookCall call) {
    try {
      runner.run(hook, call);
    } catch (CancelledException e) {
      // The listener has heard of it.
    }
    return Thread.interrupted();
  }
}
