package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.util.Optional;

/** Lets into the directory, and says what went wrong there in words that a person can use. */
final class DirectoryAccess {
  private final Layout layout;
  private final StoreLock lock;

  DirectoryAccess(Layout layout, StoreLock lock) {
    this.layout = layout;
    this.lock = lock;
  }

  /** A change without a result. */
  @FunctionalInterface
  interface Change {
    void run() throws IOException;
  }

  /** Reads while no other thread of this JVM changes anything. */
  <T> T read(DirectoryLock.Work<T> work) {
    try {
      return lock.reading(work);
    } catch (IOException e) {
      throw Failures.reading(layout.root(), e);
    }
  }

  /** Changes something while nobody else does. */
  <T> T write(DirectoryLock.Work<T> work) {
    requirePosix();
    try {
      return lock.changing(work);
    } catch (IOException e) {
      throw Failures.writing(layout.root(), e);
    }
  }

  /** The same without a result. */
  void change(Change change) {
    write(
        () -> {
          change.run();
          return layout;
        });
  }

  /** Changes something while nobody else does; empty, without waiting for it, if Certbot runs. */
  <T> Optional<T> writeUnlessCertbotRuns(DirectoryLock.Work<T> work) {
    requirePosix();
    try {
      return lock.changingUnlessCertbotRuns(work);
    } catch (IOException e) {
      throw Failures.writing(layout.root(), e);
    }
  }

  private void requirePosix() {
    if (!layout.root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      throw new StoreException(
          "Cannot keep private keys in " + layout.root() + ": its file system has no POSIX modes.",
          "Use a directory on a local file system such as ext4 or XFS; on Windows, keep certificates in another kind of store.",
          null);
    }
  }
}
