package dev.acmesdk.manager;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How the lineages of a manager fare: what counts is how much time is left to act.
 *
 * @param lineages how many there are
 * @param failing those whose renewal fails, or that have no certificate
 * @param firstOutage when the first of these has no valid certificate any more; {@code null} if
 *     there is none
 */
public record ManagerHealth(
    int lineages, List<LineageStatus> failing, @Nullable Instant firstOutage) {

  /** Copies the list. */
  public ManagerHealth {
    failing = List.copyOf(failing);
  }

  static ManagerHealth of(List<LineageStatus> all) {
    List<LineageStatus> failing =
        all.stream().filter(status -> status.outageAt().isPresent()).toList();
    Instant first =
        failing.stream()
            .flatMap(status -> status.outageAt().stream())
            .min(Instant::compareTo)
            .orElse(null);
    return new ManagerHealth(all.size(), failing, first);
  }

  /**
   * How long it is until the first certificate ends that cannot be renewed.
   *
   * @param now the present
   * @return the time that is left, zero if it is too late; empty if all is well
   */
  public Optional<Duration> timeLeft(Instant now) {
    return Optional.ofNullable(firstOutage)
        .map(end -> end.isAfter(now) ? Duration.between(now, end) : Duration.ZERO);
  }
}
