package dev.acmesdk.http01;

import com.sun.net.httpserver.HttpHandler;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.ValidationWatch;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Answers HTTP-01 challenges from memory, through a server that already runs in this program (RFC
 * 8555 section 8.3).
 *
 * <p>Ask {@link #keyAuthorization} in any web framework, for {@code GET} and {@code HEAD} of every
 * path below {@code /.well-known/acme-challenge/}, without authentication and for every {@code
 * Host}. If it has an answer, send it with status 200 as {@code application/octet-stream}, else
 * 404. For the JDK's own server {@link #asHttpHandler} does just that.
 *
 * <p>It is thread-safe and meant to be shared: overlapping issuances keep their responses side by
 * side. A response that was presented several times stays until it was cleaned up as often.
 */
public final class Http01Responder implements ChallengeSolver<Http01>, ValidationWatch<Http01> {
  private final Map<String, Response> responses = new ConcurrentHashMap<>();

  private record Response(String keyAuthorization, CountDownLatch unasked, int presented) {
    Response presentedAgain() {
      return new Response(keyAuthorization, unasked, presented + 1);
    }
  }

  /** Makes a responder that has no responses yet. */
  public Http01Responder() {}

  /**
   * The body of the response to a request. It is noted for {@link #awaitRequested} that the
   * response was asked for.
   *
   * @param rawPath the request target from the slash on, not decoded, with its query if it has one
   * @return the key authorization; empty unless the path is exactly that of a response that is in
   *     place
   */
  public Optional<String> keyAuthorization(String rawPath) {
    if (!rawPath.startsWith(Http01.PATH_PREFIX)) {
      return Optional.empty();
    }
    Response response = responses.get(rawPath.substring(Http01.PATH_PREFIX.length()));
    if (response == null) {
      return Optional.empty();
    }
    response.unasked().countDown();
    return Optional.of(response.keyAuthorization());
  }

  /**
   * A handler to mount in the JDK's server: {@code
   * server.createContext(Challenge.Http01.PATH_PREFIX, responder.asHttpHandler())}.
   *
   * @return a handler that answers what is in place and 404 to everything else; thread-safe
   */
  public HttpHandler asHttpHandler() {
    return ResponderHandler.of(this);
  }

  @Override
  public Class<Http01> challengeType() {
    return Challenge.Http01.class;
  }

  @Override
  public void present(PendingChallenge<Http01> challenge) {
    String keyAuthorization =
        challenge.challenge().keyAuthorization(challenge.thumbprint()).value();
    responses.merge(
        challenge.challenge().token(),
        new Response(keyAuthorization, new CountDownLatch(1), 1),
        (present, same) -> present.presentedAgain());
  }

  @Override
  public void cleanUp(PendingChallenge<Http01> challenge) {
    responses.computeIfPresent(
        challenge.challenge().token(),
        (token, response) ->
            response.presented() == 1
                ? null
                : new Response(
                    response.keyAuthorization(), response.unasked(), response.presented() - 1));
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code true} if all were asked for, {@code false} if the time is over, or at once if
   *     one of them is not in place
   */
  @Override
  public boolean awaitRequested(List<PendingChallenge<Http01>> challenges, Duration limit)
      throws InterruptedException {
    long budget = TimeUnit.NANOSECONDS.convert(limit);
    long start = System.nanoTime();
    for (PendingChallenge<Http01> challenge : challenges) {
      Response response = responses.get(challenge.challenge().token());
      long left = budget - (System.nanoTime() - start);
      if (response == null || !response.unasked().await(left, TimeUnit.NANOSECONDS)) {
        return false;
      }
    }
    return true;
  }

  boolean isEmpty() {
    return responses.isEmpty();
  }
}
