package dev.acmesdk.dns01.provider;

import java.io.IOException;

/**
 * Goes through with what must be done whatever happens: an interruption must leave no record
 * behind. What is done this way can be done twice.
 */
final class Persistence {
  private Persistence() {}

  /** Something that an interruption would cut off. */
  @FunctionalInterface
  interface Task {
    void run() throws IOException, InterruptedException;
  }

  /** Does it, again if it is interrupted; the caller learns of an interruption by the flag. */
  static void carryOut(Task task) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (!isDone(task)) {
        interrupted = true;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static boolean isDone(Task task) throws IOException {
    try {
      task.run();
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }
}
