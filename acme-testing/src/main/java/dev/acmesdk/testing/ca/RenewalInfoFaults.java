package dev.acmesdk.testing.ca;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;

/** What is wrong with the next answers about renewal. Safe for several threads. */
final class RenewalInfoFaults {
  private final Queue<Function<RenewalWindow, Answer>> next = new ArrayDeque<>();

  private synchronized void add(int answers, Function<RenewalWindow, Answer> fault) {
    for (int i = 0; i < answers; i++) {
      next.add(fault);
    }
  }

  void fail(int answers) {
    add(
        answers,
        window ->
            Refusal.of(ProblemKind.SERVER_INTERNAL, "Error determining the renewal window")
                .answer());
  }

  void garble(int answers) {
    add(answers, window -> Answer.json(200, Map.of()).withBody(Octets.of("{\"suggestedWindow")));
  }

  /** RFC 9773 section 4.2: servers must not serve this, and clients must not believe it. */
  void invert(int answers) {
    add(
        answers,
        window ->
            Answer.json(
                200,
                Map.of(
                    "suggestedWindow",
                    Map.of("start", Wire.time(window.end()), "end", Wire.time(window.start())))));
  }

  synchronized Optional<Answer> instead(RenewalWindow window) {
    return Optional.ofNullable(next.poll()).map(fault -> fault.apply(window));
  }

  synchronized void clear() {
    next.clear();
  }
}
