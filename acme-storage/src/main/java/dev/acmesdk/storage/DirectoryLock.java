package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread of this JVM at a time into a directory, whatever paths and objects it is reached
 * by. {@link StoreLock} keeps other processes out.
 */
final class DirectoryLock {
  /** One small entry for each directory that the JVM ever used. */
  private static final ConcurrentMap<Path, Lock> LOCKS = new ConcurrentHashMap<>();

  private DirectoryLock() {}

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  static <T> T hold(Path directory, Work<T> work) throws IOException {
    Lock lock = LOCKS.computeIfAbsent(real(directory), path -> new ReentrantLock());
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  /** The real path, also of what is not there yet. */
  private static Path real(Path directory) throws IOException {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      Path parent = directory.getParent();
      if (parent == null) {
        throw e;
      }
      return real(parent).resolve(directory.getFileName());
    }
  }
}
