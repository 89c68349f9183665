package dev.acmesdk.client;

import dev.acmesdk.protocol.Directory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The server's directory, fetched when it is first needed and kept for a day. */
final class DirectoryCache {
  private static final Duration MAX_AGE = Duration.ofDays(1);

  private final URI url;
  private final Clock clock;
  // A lock, not a monitor: a virtual thread that waits for the network must not pin its carrier.
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Directory directory;
  private Instant fetched = Instant.MIN;
  private @Nullable Duration clockOffset;

  DirectoryCache(URI url, Clock clock) {
    this.url = url;
    this.clock = clock;
  }

  URI url() {
    return url;
  }

  Directory get(Supplier<HttpReply> fetch) {
    lock.lock();
    try {
      Directory known = directory;
      if (known == null || fetched.plus(MAX_AGE).isBefore(clock.instant())) {
        HttpReply reply = fetch.get();
        known = Resources.directory(reply);
        directory = known;
        clockOffset = reply.clockOffset();
        fetched = clock.instant();
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  /** What is known of it without asking the server. */
  @Nullable Directory known() {
    lock.lock();
    try {
      return directory;
    } finally {
      lock.unlock();
    }
  }

  /** How far the server's clock was ahead of this machine's when it was last asked. */
  @Nullable Duration clockOffset() {
    lock.lock();
    try {
      return clockOffset;
    } finally {
      lock.unlock();
    }
  }

  /** Lets go of what has turned out to be out of date. */
  void forget() {
    lock.lock();
    try {
      directory = null;
    } finally {
      lock.unlock();
    }
  }
}
