package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The record locks (POSIX fcntl) that this JVM has in one file. They end with the process, whatever
 * kills it, and with the first channel that is closed: so there is one channel for each file in the
 * JVM, and it stays open as long as there is a lock.
 */
final class LockFile {
  /** By real path. All that happens in here is quick, so that one monitor does for all files. */
  private static final Map<Path, LockFile> OPEN = new HashMap<>();

  private final Path file;
  private final FileChannel channel;
  private final Object identity;
  private final Map<Long, Counted> locks = new HashMap<>();

  /** Whether another copy of this class has a lock, which would end with this one's channel. */
  private boolean hasTwin;

  private LockFile(Path file, FileChannel channel, Object identity) {
    this.file = file;
    this.channel = channel;
    this.identity = identity;
  }

  /** A lock that several may share. */
  private static final class Counted {
    private final FileLock lock;
    private int holders;

    Counted(FileLock lock) {
      this.lock = lock;
    }
  }

  /** A lock that is held until it is closed; once closed, it stays so. */
  interface Held extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /** Locks one octet, which need not be there, against everybody else. */
  static Optional<Held> tryExclusive(Disk disk, Path file, long position) throws IOException {
    return tryLock(disk, file, position, 1, false);
  }

  /** Locks the whole file against those who want it alone. */
  static Optional<Held> tryShared(Disk disk, Path file) throws IOException {
    return tryLock(disk, file, 0, Long.MAX_VALUE, true);
  }

  /**
   * Gives a lock of the whole file back, and deletes the file unless somebody else has it. Nobody
   * in this JVM comes between; other programs find it taken for that moment.
   */
  static void closeAndDelete(Disk disk, Path file, Held held) throws IOException {
    synchronized (OPEN) {
      held.close();
      Optional<Held> alone = tryLock(disk, file, 0, Long.MAX_VALUE, false);
      if (alone.isPresent()) {
        try {
          disk.delete(file);
        } finally {
          alone.get().close();
        }
      }
    }
  }

  /** Whether nobody has locked an octet, in this JVM or elsewhere. */
  static boolean isFree(Disk disk, Path file, long position) throws IOException {
    Optional<Held> held = tryExclusive(disk, file, position);
    if (held.isPresent()) {
      held.get().close();
    }
    return held.isPresent();
  }

  private static Optional<Held> tryLock(
      Disk disk, Path file, long position, long size, boolean shared) throws IOException {
    synchronized (OPEN) {
      Path real = file.resolveSibling("").toRealPath().resolve(file.getFileName());
      while (true) {
        LockFile open = OPEN.containsKey(real) ? OPEN.get(real) : open(disk, real);
        Optional<Held> held = open.tryLock(position, size, shared);
        if (held.isEmpty() || open.identity.equals(disk.identity(real))) {
          return held;
        }
        // Somebody has deleted the file: a lock in it keeps nobody out any more.
        OPEN.remove(real, open);
        held.get().close();
      }
    }
  }

  private Optional<Held> tryLock(long position, long size, boolean shared) throws IOException {
    try {
      return lock(position, size, shared);
    } finally {
      closeIfUnused();
    }
  }

  private static LockFile open(Disk disk, Path real) throws IOException {
    Object identity = disk.identity(real);
    while (identity == null) {
      disk.openLock(real).close();
      identity = disk.identity(real);
    }
    LockFile opened = new LockFile(real, disk.openLock(real), identity);
    OPEN.put(real, opened);
    return opened;
  }

  private Optional<Held> lock(long position, long size, boolean shared) throws IOException {
    Counted counted = locks.get(position);
    if (counted == null) {
      FileLock lock = lockInFile(position, size, shared);
      if (lock == null) {
        return Optional.empty();
      }
      counted = new Counted(lock);
      locks.put(position, counted);
    } else if (!shared || !counted.lock.isShared()) {
      return Optional.empty();
    }
    counted.holders++;
    return Optional.of(new Hold(this, position));
  }

  private @Nullable FileLock lockInFile(long position, long size, boolean shared)
      throws IOException {
    try {
      return channel.tryLock(position, size, shared);
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(file.toString(), null, "record locks are not supported");
    } catch (OverlappingFileLockException e) {
      hasTwin = true;
      return null;
    }
  }

  /** One holder's part in a lock. */
  private static final class Hold implements Held {
    private final LockFile owner;
    private final long position;
    private boolean closed;

    Hold(LockFile owner, long position) {
      this.owner = owner;
      this.position = position;
    }

    @Override
    public void close() throws IOException {
      synchronized (OPEN) {
        if (!closed) {
          closed = true;
          owner.unlock(position);
        }
      }
    }
  }

  private void unlock(long position) throws IOException {
    Counted counted = Objects.requireNonNull(locks.get(position));
    counted.holders--;
    if (counted.holders == 0) {
      locks.remove(position);
      counted.lock.release();
    }
    closeIfUnused();
  }

  private void closeIfUnused() throws IOException {
    if (locks.isEmpty() && !hasTwin) {
      OPEN.remove(file, this);
      channel.close();
    }
  }
}
