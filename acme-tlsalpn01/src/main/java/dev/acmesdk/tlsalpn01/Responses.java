package dev.acmesdk.tlsalpn01;

import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.PendingChallenge;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The responses that are in place. It is thread-safe.
 *
 * <p>A name is answered by what was presented for it last; what is below it comes back when that is
 * cleaned up. A response that was presented several times is there as often.
 */
final class Responses {
  private final Map<String, List<Response>> byServerName = new ConcurrentHashMap<>();
  private final Clock clock;

  Responses(Clock clock) {
    this.clock = clock;
  }

  void present(PendingChallenge<TlsAlpn01> challenge) {
    byServerName.compute(
        TlsAlpn01.serverName(challenge.identifier()),
        (name, present) -> {
          List<Response> more = present == null ? new ArrayList<>() : new ArrayList<>(present);
          more.add(find(challenge, more).orElseGet(() -> Response.to(challenge, clock)));
          return List.copyOf(more);
        });
  }

  void cleanUp(PendingChallenge<TlsAlpn01> challenge) {
    byServerName.computeIfPresent(
        TlsAlpn01.serverName(challenge.identifier()),
        (name, present) -> {
          List<Response> fewer = new ArrayList<>(present);
          find(challenge, fewer).ifPresent(fewer::remove);
          return fewer.isEmpty() ? null : List.copyOf(fewer);
        });
  }

  /** What is to be shown to who asks for a name, in lower case. */
  Optional<Response> find(String serverName) {
    List<Response> present = byServerName.getOrDefault(serverName, List.of());
    return present.isEmpty() ? Optional.empty() : Optional.of(present.get(present.size() - 1));
  }

  private static Optional<Response> find(
      PendingChallenge<TlsAlpn01> challenge, List<Response> present) {
    KeyAuthorization wanted = Response.keyAuthorization(challenge);
    return present.stream().filter(each -> each.keyAuthorization().equals(wanted)).findFirst();
  }

  boolean awaitRequested(List<PendingChallenge<TlsAlpn01>> challenges, Duration limit)
      throws InterruptedException {
    long budget = TimeUnit.NANOSECONDS.convert(limit);
    long start = System.nanoTime();
    for (PendingChallenge<TlsAlpn01> challenge : challenges) {
      List<Response> present =
          byServerName.getOrDefault(TlsAlpn01.serverName(challenge.identifier()), List.of());
      Optional<Response> response = find(challenge, present);
      long left = budget - (System.nanoTime() - start);
      if (response.isEmpty() || !response.get().unasked().await(left, TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return byServerName.isEmpty();
  }
}
