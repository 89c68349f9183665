package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one thread of this JVM at a time change a directory, or several read it, whatever paths and
 * objects it is reached by. {@link StoreLock} keeps other processes out.
 */
final class DirectoryLock {
  /** One small entry for each directory that the JVM ever used. */
  private static final ConcurrentMap<Path, ReentrantReadWriteLock> LOCKS =
      new ConcurrentHashMap<>();

  private final Path directory;

  /**
   * The lock, once the directory is there: what its real path is takes longer than to read a file
   * in it. Were another directory put in its place, the record locks would still keep apart who
   * changes something.
   */
  private volatile @Nullable ReentrantReadWriteLock known;

  DirectoryLock(Path directory) {
    this.directory = directory;
  }

  /** What is done while the lock is held. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException;
  }

  /** Changes something. Who reads must not do that before it has ended. */
  <T> T hold(Work<T> work) throws IOException {
    ReentrantReadWriteLock lock = lock();
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("A change of " + directory + " within a look at it");
    }
    return with(lock.writeLock(), work);
  }

  /** Reads something. Who changes the directory may do that as well. */
  <T> T share(Work<T> work) throws IOException {
    return with(lock().readLock(), work);
  }

  private static <T> T with(Lock lock, Work<T> work) throws IOException {
    lock.lock();
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }

  private ReentrantReadWriteLock lock() throws IOException {
    ReentrantReadWriteLock lock = known;
    if (lock == null) {
      boolean isThere = Files.exists(directory);
      lock = LOCKS.computeIfAbsent(real(directory), path -> new ReentrantReadWriteLock());
      known = isThere ? lock : null;
    }
    return lock;
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
