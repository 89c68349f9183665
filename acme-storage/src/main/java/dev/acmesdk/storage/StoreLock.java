package dev.acmesdk.storage;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Who may change the directory: one thread of one program with this library at a time, and none
 * while Certbot runs. Certbot wants its lock for itself and does not wait for it; programs with
 * this library share it, so that they keep Certbot out, but not each other.
 */
final class StoreLock {
  /** The octet that whoever changes something has locked. */
  private static final long CHANGING = 0;

  /**
   * Nobody who has Certbot's lock for longer is about to delete it: it is Certbot, which takes
   * seconds.
   */
  private static final Duration DELETION = Duration.ofMillis(100);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(2);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);

  private final Layout layout;
  private final Disk disk;
  private final Duration patience;
  private final DirectoryLock thisProgram;

  /**
   * Makes the lock of a directory.
   *
   * @param patience how long to wait for others
   */
  StoreLock(Layout layout, Disk disk, Duration patience) {
    this.layout = layout;
    this.disk = disk;
    this.patience = patience;
    this.thisProgram = new DirectoryLock(layout.root());
  }

  /** Asks for a lock that may be taken. */
  @FunctionalInterface
  private interface Attempt {
    Optional<LockFile.Held> run() throws IOException;
  }

  /** Reads while no other thread of this JVM changes anything. Other programs may. */
  <T> T reading(DirectoryLock.Work<T> work) throws IOException {
    return thisProgram.share(work);
  }

  /** Changes something while nobody else does. */
  <T> T changing(DirectoryLock.Work<T> work) throws IOException {
    makeOwnDirectory();
    LockFile.Held certbotOut = await(this::keepCertbotOut, layout.certbotLock(), "Certbot");
    return holding(certbotOut, () -> changingAlone(work));
  }

  /** Changes something while nobody else does; empty, without waiting for it, if Certbot runs. */
  <T> Optional<T> changingUnlessCertbotRuns(DirectoryLock.Work<T> work) throws IOException {
    makeOwnDirectory();
    Optional<LockFile.Held> certbotOut = tryFor(DELETION, this::keepCertbotOut);
    return certbotOut.isPresent()
        ? Optional.of(holding(certbotOut.get(), () -> changingAlone(work)))
        : Optional.empty();
  }

  private <T> T changingAlone(DirectoryLock.Work<T> work) throws IOException {
    LockFile.Held alone = await(this::keepOthersOut, layout.lock(), "another program");
    return holding(alone, () -> thisProgram.hold(work));
  }

  private static <T> T holding(LockFile.Held held, DirectoryLock.Work<T> work) throws IOException {
    try {
      return work.run();
    } finally {
      held.close();
    }
  }

  private Optional<LockFile.Held> keepOthersOut() throws IOException {
    return LockFile.tryExclusive(disk, layout.lock(), CHANGING);
  }

  /** Keeps Certbot from starting until the result is closed; empty if it runs already. */
  Optional<LockFile.Held> keepCertbotOut() throws IOException {
    return LockFile.tryShared(disk, layout.certbotLock()).map(held -> () -> letCertbotIn(held));
  }

  /** Who is the last one deletes the file, as Certbot does. */
  private void letCertbotIn(LockFile.Held held) throws IOException {
    LockFile.closeAndDelete(disk, layout.certbotLock(), held);
  }

  void makeOwnDirectory() throws IOException {
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.directories(layout.root(), Modes.DIRECTORY);
      changes.directory(layout.own(), Modes.PRIVATE_DIRECTORY);
      changes.commit();
    }
  }

  private LockFile.Held await(Attempt attempt, Path file, String holder) throws IOException {
    return tryFor(patience, attempt)
        .orElseThrow(
            () ->
                new StoreException(
                    "Cannot change %s: %s has locked %s for more than %d seconds."
                        .formatted(layout.root(), holder, file, patience.toSeconds()),
                    "Wait until it has ended, then try again. The lock ends with the process that has it.",
                    null));
  }

  private Optional<LockFile.Held> tryFor(Duration longest, Attempt attempt) throws IOException {
    long end = System.nanoTime() + longest.toNanos();
    Duration pause = FIRST_PAUSE;
    Optional<LockFile.Held> held = attempt.run();
    while (held.isEmpty() && System.nanoTime() - end <= 0) {
      pause(pause);
      pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
      held = attempt.run();
    }
    return held;
  }

  private void pause(Duration duration) {
    try {
      boolean never = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
      assert !never;
    } catch (InterruptedException e) {
      throw new CancelledException("the wait for others to end with " + layout.root(), e);
    }
  }
}
