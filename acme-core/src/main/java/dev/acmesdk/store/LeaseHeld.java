package dev.acmesdk.store;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else is at work on the lineage.
 *
 * @param name the lineage's name
 * @param holder who it is, for people to read
 * @param expires when that lease ends by its holder's clock, unless it is renewed; {@code null} if
 *     nobody can tell
 */
public record LeaseHeld(String name, String holder, @Nullable Instant expires)
    implements LeaseAnswer {

  /**
   * When the lease ends, unless it is renewed.
   *
   * @return the moment by the holder's clock, if it can be told
   */
  public Optional<Instant> until() {
    return Optional.ofNullable(expires);
  }
}
