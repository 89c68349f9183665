package dev.acmesdk.hook;

import java.util.ArrayList;
import java.util.List;

/**
 * A shell and what it has started and what that has started, as they are at the time of making.
 * They are ended from the top: a shell whose command is ended first would go on with its next one.
 * What a shell starts in the moment between a look and its end escapes: see {@link Stragglers}.
 */
final class ProcessTree {
  private final List<ProcessHandle> all = new ArrayList<>();

  ProcessTree(Process shell) {
    all.add(shell.toHandle());
    shell.descendants().forEach(all::add);
  }

  /** Whether some of them still run. */
  boolean isAlive() {
    return all.stream().anyMatch(ProcessTree::isRunning);
  }

  /**
   * One that has ended is there until its parent takes notice, which may be never: the parent of
   * orphans is the first process of a container. It has no command any more.
   */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive()
        && (process.info().command().isPresent() || process.info().commandLine().isPresent());
  }

  /** Tells them to end, which they may do in their own way, or not at all. */
  void ask() {
    all.forEach(ProcessHandle::destroy);
  }

  /** Ends them, and what they have started since. */
  void kill() {
    all.addAll(all.stream().flatMap(ProcessHandle::descendants).distinct().toList());
    all.forEach(ProcessHandle::destroyForcibly);
  }
}
