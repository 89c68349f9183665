package dev.acmesdk.tlsalpn01;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.ValidationWatch;
import dev.acmesdk.tls.ReloadableKeyManager;
import dev.acmesdk.tls.TlsAlpnAnswer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Answers TLS-ALPN-01 challenges through the TLS server that already runs in this program, on port
 * 443 (RFC 8737, and for IP addresses RFC 8738 section 6). So a server can renew its certificate
 * without another open port.
 *
 * <p>The server takes its certificates from the key manager, and MUST select the protocol {@code
 * acme-tls/1} when a client offers it, which servers do not do by themselves. With the JDK's TLS:
 *
 * <pre>{@code
 * SSLParameters parameters = engine.getSSLParameters();
 * parameters.setApplicationProtocols(new String[] {"http/1.1", "acme-tls/1"});
 * engine.setSSLParameters(parameters);
 * }</pre>
 *
 * <p>A server that does not is seen by the CA as one that shows the wrong certificate. A connection
 * with that protocol carries no data: the server should close it after the handshake (RFC 8737
 * section 4), though the CA does so, too.
 *
 * <p>It is thread-safe and meant to be shared: overlapping issuances keep their responses side by
 * side. A response that was presented several times stays until it was cleaned up as often. If
 * several are for the same identifier at the same moment, the CA is shown the one that was
 * presented last.
 */
public final class TlsAlpn01Responder
    implements ChallengeSolver<TlsAlpn01>, ValidationWatch<TlsAlpn01> {
  private final ReloadableKeyManager keyManager;
  private final Clock clock;
  private final Map<Place, Presented> responses = new ConcurrentHashMap<>();

  /** What tells one response from another. */
  private record Place(Identifier identifier, KeyAuthorization keyAuthorization) {
    static Place of(PendingChallenge<TlsAlpn01> challenge) {
      return new Place(challenge.identifier(), Response.keyAuthorization(challenge));
    }
  }

  private record Presented(TlsAlpnAnswer answer, int times) {}

  private TlsAlpn01Responder(ReloadableKeyManager keyManager, Clock clock) {
    this.keyManager = keyManager;
    this.clock = clock;
  }

  /**
   * A responder that has no responses yet.
   *
   * @param keyManager gives a running server its certificates
   * @return a responder
   */
  public static TlsAlpn01Responder of(ReloadableKeyManager keyManager) {
    return of(keyManager, Clock.systemUTC());
  }

  /**
   * A responder that tells the time by another clock.
   *
   * @param keyManager gives a running server its certificates
   * @param clock tells what "now" is, which is in the middle of a response's validity
   * @return a responder
   */
  public static TlsAlpn01Responder of(ReloadableKeyManager keyManager, Clock clock) {
    return new TlsAlpn01Responder(keyManager, clock);
  }

  @Override
  public Class<TlsAlpn01> challengeType() {
    return Challenge.TlsAlpn01.class;
  }

  @Override
  public void present(PendingChallenge<TlsAlpn01> challenge) {
    responses.compute(
        Place.of(challenge),
        (place, present) ->
            present == null
                ? new Presented(answer(challenge), 1)
                : new Presented(present.answer(), present.times() + 1));
  }

  private TlsAlpnAnswer answer(PendingChallenge<TlsAlpn01> challenge) {
    return keyManager.answer(challenge.identifier(), Response.certificate(challenge, clock));
  }

  @Override
  public void cleanUp(PendingChallenge<TlsAlpn01> challenge) {
    responses.computeIfPresent(
        Place.of(challenge),
        (place, present) -> {
          if (present.times() > 1) {
            return new Presented(present.answer(), present.times() - 1);
          }
          present.answer().close();
          return null;
        });
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code true} if all were asked for, {@code false} if the time is over, or at once if
   *     one of them is not in place
   */
  @Override
  public boolean awaitRequested(List<PendingChallenge<TlsAlpn01>> challenges, Duration limit)
      throws InterruptedException {
    long budget = TimeUnit.NANOSECONDS.convert(limit);
    long start = System.nanoTime();
    for (PendingChallenge<TlsAlpn01> challenge : challenges) {
      Presented present = responses.get(Place.of(challenge));
      Duration left = Duration.ofNanos(budget - (System.nanoTime() - start));
      if (present == null || !present.answer().awaitRequested(left)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return "TLS-ALPN-01 responder in a server of this program";
  }
}
