package dev.acmesdk;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.error.StoreException;
import java.util.function.Supplier;

/** What an interruption of the calling thread ends, and what it must not spoil. */
final class Interruption {
  private Interruption() {}

  /**
   * Work that an interruption ends. Those who use files report it as a failure to read or write,
   * which would send the user to look for a fault of the disk.
   */
  static <T> T ends(Supplier<T> work) {
    if (Thread.interrupted()) {
      throw new CancelledException("the beginning", null);
    }
    try {
      return work.get();
    } catch (StoreException | SolverException e) {
      if (Thread.interrupted()) {
        throw new CancelledException("the use of files", e);
      }
      throw e;
    }
  }

  /** Work that is done first, and again if an interruption was in its way: it changed nothing. */
  static <T> T waitsFor(Supplier<T> work) {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.get();
        } catch (StoreException e) {
          if (!Thread.interrupted()) {
            throw e;
          }
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
