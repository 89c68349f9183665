package dev.acmesdk.storage;

import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases between threads and programs. A holder has an octet of the lock file locked, which ends
 * with its process: so the lease of a program that was killed is free at once. One that hangs, or
 * is stopped, loses its lease when somebody else has seen no sign of life for as long as it lasts,
 * by that one's own clock: no two machines have to agree on the time.
 *
 * <p>All methods are to be called while the directory is locked for changes.
 */
final class DirectoryLeases {
  private static final ConcurrentMap<Id, LifeSigns> HELD = new ConcurrentHashMap<>();
  private static final Logger log = LoggerFactory.getLogger(DirectoryLeases.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Layout layout;
  private final Disk disk;
  private final StoreLock lock;
  private final Clock clock;
  private final LongSupplier nanoTime;
  private final Map<String, Observation> observations = new HashMap<>();

  DirectoryLeases(Layout layout, Disk disk, StoreLock lock, Clock clock, LongSupplier nanoTime) {
    this.layout = layout;
    this.disk = disk;
    this.lock = lock;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /** A lease of this JVM. */
  private record Id(Path lock, String lineage, long token) {}

  /** What a holder has locked. */
  private record LifeSigns(LockFile.Held alive, LockFile.Held certbotOut) {
    void end() throws IOException {
      try (alive) {
        certbotOut.close();
      }
    }
  }

  /** Since when a lease has looked the same. */
  private record Observation(LeaseFile lease, long since) {}

  /** Refuses a lease that would be nobody's at once. */
  static void requireSome(Duration ttl) {
    if (ttl.isNegative() || ttl.isZero()) {
      throw new IllegalArgumentException("A lease lasts longer than " + ttl);
    }
  }

  /** Who has the lease, if somebody has. */
  Optional<LeaseHeld> holder(String lineage) throws IOException {
    Optional<LeaseFile> last = LeaseFile.read(LeaseFile.file(layout, lineage));
    return last.isPresent() && isAlive(lineage, last.get())
        ? Optional.of(new LeaseHeld(lineage, last.get().holder(), last.get().expires()))
        : Optional.empty();
  }

  /**
   * Takes a lease that nobody has.
   *
   * @param version the lineage's version as it is now
   */
  LeaseAnswer acquire(String lineage, Duration ttl, int version) throws IOException {
    long lastToken =
        LeaseFile.read(LeaseFile.file(layout, lineage)).map(LeaseFile::token).orElse(0L);
    Optional<LockFile.Held> certbotOut = lock.keepCertbotOut();
    return certbotOut.isPresent()
        ? take(lineage, ttl, version, lastToken, certbotOut.get())
        : new LeaseHeld(lineage, "Certbot", null);
  }

  private Lease take(
      String lineage, Duration ttl, int version, long lastToken, LockFile.Held certbotOut)
      throws IOException {
    long lifeSign = 1 + RANDOM.nextLong(Long.MAX_VALUE - 1);
    LockFile.Held alive =
        LockFile.tryExclusive(disk, layout.lock(), lifeSign)
            .orElseThrow(() -> new IOException("The lock file has no room for a sign of life"));
    LifeSigns signs = new LifeSigns(alive, certbotOut);
    LeaseFile taken =
        new LeaseFile(lastToken + 1, holder(), lifeSign, ttl, 0, expiry(ttl), version, true);
    try {
      LeaseFile.file(layout, lineage).write(disk, layout, taken.texts());
    } catch (IOException | RuntimeException e) {
      signs.end();
      throw e;
    }
    HELD.put(id(lineage, taken.token()), signs);
    observations.remove(lineage);
    return lease(lineage, taken);
  }

  private Instant expiry(Duration ttl) {
    return clock.instant().plus(ttl);
  }

  private static String holder() {
    return "process %d on %s".formatted(ProcessHandle.current().pid(), HostName.local());
  }

  private static Lease lease(String lineage, LeaseFile file) {
    return new Lease(lineage, file.token(), file.holder(), file.expires());
  }

  private Id id(String lineage, long token) throws IOException {
    return new Id(layout.own().toRealPath(), lineage, token);
  }

  private boolean isAlive(String lineage, LeaseFile last) throws IOException {
    if (!last.isHeld() || LockFile.isFree(disk, layout.lock(), last.lifeSign())) {
      return false;
    }
    Observation before = observations.get(lineage);
    if (before == null || !before.lease().equals(last)) {
      observations.put(lineage, new Observation(last, nanoTime.getAsLong()));
      return true;
    }
    return nanoTime.getAsLong() - before.since() < last.ttl().toNanos();
  }

  Lease renew(Lease lease, Duration ttl) throws IOException {
    LeaseFile renewed = require(lease).renewed(ttl, expiry(ttl));
    LeaseFile.file(layout, lease.name()).write(disk, layout, renewed.texts());
    return lease(lease.name(), renewed);
  }

  /** Checks that a lease is still its holder's, expired or not. */
  LeaseFile require(Lease lease) throws IOException {
    LeaseFile last = LeaseFile.read(LeaseFile.file(layout, lease.name())).orElse(null);
    if (last == null || last.token() != lease.token() || !last.isHeld()) {
      throw new LeaseLostException(lease.name(), last == null ? "nobody" : last.holder());
    }
    return last;
  }

  /** Notes what the holder itself has saved. That it is saved counts more than the note. */
  void saved(Lease lease, int version) {
    try {
      LeaseFile known = require(lease).withVersion(version);
      LeaseFile.file(layout, lease.name()).write(disk, layout, known.texts());
    } catch (IOException e) {
      log.warn("The lease of {} cannot be used for another save: {}", lease.name(), e.toString());
    }
  }

  /** Gives a lease back, if it still is the holder's. Without a sign of life it is free anyway. */
  void release(Lease lease) throws IOException {
    LifeSigns signs = HELD.remove(id(lease.name(), lease.token()));
    try {
      OwnFile file = LeaseFile.file(layout, lease.name());
      Optional<LeaseFile> last = LeaseFile.read(file).filter(f -> f.token() == lease.token());
      if (last.isPresent()) {
        file.write(disk, layout, last.get().released().texts());
      }
    } catch (IOException e) {
      log.warn("It could not be noted that the lease of {} ended: {}", lease.name(), e.toString());
    } finally {
      if (signs != null) {
        signs.end();
      }
    }
  }
}
