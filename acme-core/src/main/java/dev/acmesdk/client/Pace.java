package dev.acmesdk.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long to wait before asking for the first time whether a server has done its work: as long as
 * usual, or, once that was long enough, a little less the next time; after what was too short,
 * twice as long, up to the usual. A server nearby issues hundreds of certificates without half of
 * the time being spent on waiting for nothing; one that takes longer is asked no more often than
 * before. Safe for use by several threads.
 */
final class Pace {
  private volatile @Nullable Duration learned;

  /**
   * The next wait.
   *
   * @param least sooner there can be no news
   * @param usual how long to wait as long as nothing was learned
   */
  Duration first(Duration least, Duration usual) {
    Duration known = learned;
    if (known == null || known.compareTo(usual) > 0) {
      return usual;
    }
    return known.compareTo(least) < 0 ? least : known;
  }

  /** After some wait, the work was done. */
  void wasLongEnough(Duration wait) {
    learned = wait.minusNanos(wait.toNanos() / 5);
  }

  /** After some wait, it was not. */
  void wasTooShort(Duration wait) {
    learned = wait.multipliedBy(2);
  }
}
