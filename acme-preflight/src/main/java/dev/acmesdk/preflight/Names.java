package dev.acmesdk.preflight;

import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The addresses of the names of one order, each asked for once. Thread-safe. */
final class Names {
  private final NameLookUp lookUp;
  private final Map<String, FutureTask<Answer>> known = new ConcurrentHashMap<>();

  Names(NameLookUp lookUp) {
    this.lookUp = lookUp;
  }

  /**
   * What was answered.
   *
   * @param trouble why there is no answer; empty if there is one
   */
  record Answer(List<InetAddress> addresses, String trouble) {
    boolean failed() {
      return !trouble.isEmpty();
    }
  }

  /** The names whose addresses matter: wildcards have none of their own. */
  static List<Identifier> concrete(PlannedIssuance planned) {
    return planned.identifiers().stream().filter(name -> !name.isWildcard()).toList();
  }

  Answer addresses(Identifier identifier) throws InterruptedException {
    if (identifier instanceof Identifier.Ip ip) {
      return new Answer(List.of(ip.address()), "");
    }
    FutureTask<Answer> mine = new FutureTask<>(() -> ask(identifier.value()));
    FutureTask<Answer> first = known.putIfAbsent(identifier.value(), mine);
    if (first == null) {
      mine.run();
    }
    return answer(first == null ? mine : first);
  }

  private static Answer answer(FutureTask<Answer> asked) throws InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof InterruptedException stopped) {
        throw stopped;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  private Answer ask(String name) throws InterruptedException {
    try {
      return new Answer(List.copyOf(lookUp.addresses(name)), "");
    } catch (IOException e) {
      return new Answer(List.of(), e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }
}
