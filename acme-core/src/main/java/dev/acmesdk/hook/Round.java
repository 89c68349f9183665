package dev.acmesdk.hook;

import dev.acmesdk.protocol.Identifier;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What several threads know of one round. Its monitor is held for moments only, never while a hook
 * is run.
 */
final class Round {
  private enum Phase {
    OPEN,
    ENDING,
    OVER
  }

  private final Map<Hook, Thread> running = new HashMap<>();
  private final Set<Hook> done = new HashSet<>();
  private final Set<Hook> postHooks = new LinkedHashSet<>();
  private final Set<Identifier> renewed = new LinkedHashSet<>();
  private final Set<Identifier> failed = new LinkedHashSet<>();
  private Phase phase = Phase.OPEN;
  private int members;
  private @Nullable Thread ender;

  synchronized boolean isOver() {
    return phase == Phase.OVER;
  }

  /**
   * Lets a lineage in. Its post-hooks are noted before its pre-hooks are run: one that is cut off
   * may have stopped a server already.
   *
   * @return {@code false} if the round takes nobody any more
   */
  synchronized boolean enter(Hooks hooks) {
    if (phase != Phase.OPEN) {
      return false;
    }
    members++;
    postHooks.addAll(hooks.post());
    return true;
  }

  /**
   * Waits as long as others run a pre-hook.
   *
   * @return whether it is the caller's to run it, and to call {@link #settle} after
   */
  synchronized boolean claim(Hook hook) throws InterruptedException {
    while (!done.contains(hook)) {
      Thread runner = running.get(hook);
      if (runner == null) {
        running.put(hook, Thread.currentThread());
        return true;
      }
      requireOther(runner);
      wait();
    }
    return false;
  }

  /** A pre-hook that was cut off is left to the next one who needs it. */
  synchronized void settle(Hook hook, boolean isDone) {
    running.remove(hook);
    if (isDone) {
      done.add(hook);
    }
    notifyAll();
  }

  synchronized void addRenewed(Collection<Identifier> identifiers) {
    renewed.addAll(identifiers);
  }

  synchronized void addFailed(Collection<Identifier> identifiers) {
    failed.addAll(identifiers);
  }

  /**
   * Lets a lineage go.
   *
   * @return whether it was the last one, and it is the caller's to run the post-hooks and to call
   *     {@link #end} after
   */
  synchronized boolean leave() {
    members--;
    if (members > 0) {
      return false;
    }
    phase = Phase.ENDING;
    ender = Thread.currentThread();
    return true;
  }

  synchronized List<Hook> postHooks() {
    return List.copyOf(postHooks);
  }

  synchronized HookCall outcome() {
    return HookCall.post(renewed, failed);
  }

  synchronized void end() {
    phase = Phase.OVER;
    ender = null;
    notifyAll();
  }

  /** Waits as long as the post-hooks are run. */
  synchronized void awaitEnd() throws InterruptedException {
    while (phase == Phase.ENDING) {
      requireOther(ender);
      wait();
    }
  }

  private static void requireOther(@Nullable Thread runner) {
    if (runner == Thread.currentThread()) {
      throw new IllegalStateException(
          "A hook cannot begin a renewal in its own thread: the renewal would wait for the hook.");
    }
  }
}
