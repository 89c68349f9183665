package dev.acmesdk;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.PresentedChallenge;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Responses to challenges as the store remembers them, so that they can be taken away after a crash
 * whatever has become of the order. Those without a token are meant to stay.
 */
final class Leftovers {
  private Leftovers() {}

  static List<PresentedChallenge> remembered(List<PendingChallenge<?>> challenges) {
    return challenges.stream().flatMap(Leftovers::remembered).toList();
  }

  private static Stream<PresentedChallenge> remembered(PendingChallenge<?> pending) {
    return pending.challenge() instanceof Challenge.WithToken challenge
        ? Stream.of(
            new PresentedChallenge(
                challenge.type(),
                pending.identifier(),
                pending.wildcard(),
                challenge.token(),
                pending.thumbprint()))
        : Stream.empty();
  }

  static List<PendingChallenge<?>> of(OrderInFlight order) {
    return order.presented().stream().flatMap(one -> pending(order, one)).toList();
  }

  private static Stream<PendingChallenge<?>> pending(OrderInFlight order, PresentedChallenge one) {
    return challenge(order.directory(), one.type(), one.token()).stream()
        .map(
            challenge ->
                new PendingChallenge<>(
                    one.identifier(),
                    one.wildcard(),
                    challenge,
                    order.account(),
                    one.thumbprint()));
  }

  /** Where the challenge was does not matter to whoever takes its response away. */
  private static Optional<Challenge> challenge(URI url, String type, String token) {
    Challenge.Status status = Challenge.Status.UNKNOWN;
    return Optional.ofNullable(
        switch (type) {
          case Dns01.TYPE -> new Dns01(url, status, null, token);
          case Http01.TYPE -> new Http01(url, status, null, token);
          case TlsAlpn01.TYPE -> new TlsAlpn01(url, status, null, token);
          case DnsAccount01.TYPE -> new DnsAccount01(url, status, null, token);
          default -> null;
        });
  }
}
