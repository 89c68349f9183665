package dev.acmesdk.client;

import dev.acmesdk.protocol.Directory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The server's directory, fetched when it is first needed and kept for a day. */
final class DirectoryCache {
  private static final Duration MAX_AGE = Duration.ofDays(1);

  private final URI url;
  private final HttpTransport http;
  private final Clock clock;
  // A lock, not a monitor: a virtual thread that waits for the network must not pin its carrier.
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Directory directory;
  private Instant fetched = Instant.MIN;

  DirectoryCache(URI url, HttpTransport http, Clock clock) {
    this.url = url;
    this.http = http;
    this.clock = clock;
  }

  Directory get() {
    lock.lock();
    try {
      Directory known = directory;
      if (known == null || fetched.plus(MAX_AGE).isBefore(clock.instant())) {
        known = fetch();
        directory = known;
        fetched = clock.instant();
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private Directory fetch() {
    HttpReply reply = http.get(url, MediaTypes.JSON);
    if (!reply.isSuccess()) {
      throw Answers.failure("the request for the directory", reply);
    }
    return Resources.directory(reply);
  }
}
