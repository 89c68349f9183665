package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From a request to its answer: what RFC 8555 sections 6 and 7 say about all requests alike. */
final class Api {
  private static final Logger log = LoggerFactory.getLogger(Api.class);

  private final Urls urls;
  private final Nonces nonces;
  private final Endpoints endpoints;
  private final Troubles troubles;
  private final Forger forger;
  private final RequestListener listener;
  private final Clock clock;

  Api(
      Urls urls,
      Nonces nonces,
      Endpoints endpoints,
      Troubles troubles,
      Forger forger,
      RequestListener listener,
      Clock clock) {
    this.urls = urls;
    this.nonces = nonces;
    this.endpoints = endpoints;
    this.troubles = troubles;
    this.forger = forger;
    this.listener = listener;
    this.clock = clock;
  }

  Answer handle(Request request) throws IOException {
    String[] path = request.target().substring(1).split("/", 2);
    Optional<Endpoint> endpoint = endpoints.at(path[0]);
    String operation = endpoint.map(Endpoint::operation).orElse(Endpoints.UNKNOWN);
    List<Mishap> mishaps = troubles.script().next(operation);
    for (Mishap mishap : mishaps) {
      mishap.arrive();
    }
    Answer answer =
        troubles
            .outage()
            .answer()
            .orElseGet(
                () ->
                    complete(
                        operation,
                        request,
                        instead(mishaps)
                            .orElseGet(
                                () -> answer(endpoint, request, path.length == 2 ? path[1] : ""))));
    for (Mishap mishap : mishaps) {
      answer = mishap.spoil(answer, forger);
    }
    listener.answered(
        request.method(),
        request.path(),
        operation,
        answer.status(),
        Replaces.in(operation, request),
        problem(answer));
    troubles.holds().pass(operation);
    for (Mishap mishap : mishaps) {
      mishap.send(answer);
    }
    return answer;
  }

  private static @Nullable String problem(Answer answer) {
    return answer
        .header("Content-Type")
        .filter(type -> type.startsWith("application/problem+json"))
        .map(type -> Json.object(answer.body(), "A problem").path("type").asString(""))
        .map(type -> type.substring(type.lastIndexOf(':') + 1))
        .orElse(null);
  }

  private Optional<Answer> instead(List<Mishap> mishaps) {
    return mishaps.stream().flatMap(m -> m.instead(clock.instant()).stream()).findFirst();
  }

  /** RFC 9110 section 6.6.1: an origin server with a clock MUST send a date. */
  private Answer complete(String operation, Request request, Answer bare) {
    Answer answer = bare.with(Header.date("Date", clock.instant()));
    if (request.isPost()) {
      answer = answer.with("Replay-Nonce", nonces.next());
    }
    return operation.equals("directory")
        ? answer
        : answer.with(Header.link(urls.directory().toString(), "index"));
  }

  private static Answer answer(Optional<Endpoint> endpoint, Request request, String id) {
    try {
      return checked(endpoint, request).answer(request, id);
    } catch (Refusal refusal) {
      return refusal.answer();
    } catch (RuntimeException e) {
      log.error("The CA broke down at {} {}", request.method(), request.target(), e);
      return Refusal.of(ProblemKind.SERVER_INTERNAL, "The CA broke down: " + e).answer();
    }
  }

  private static Endpoint checked(Optional<Endpoint> endpoint, Request request) {
    if (request.header("User-Agent").stream().allMatch(String::isBlank)) {
      throw Refusal.malformed("All requests MUST include a User-Agent header");
    }
    Endpoint known = endpoint.orElseThrow(() -> Refusal.notFound("resource"));
    if (!known.methods().contains(request.method())) {
      throw new Refusal(
          Problem.of(
                  ProblemKind.MALFORMED,
                  "Method %s is not allowed here".formatted(request.method()))
              .withStatus(405),
          new Header("Allow", String.join(", ", known.methods())));
    }
    return known;
  }
}
