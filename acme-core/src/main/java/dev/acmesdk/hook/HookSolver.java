package dev.acmesdk.hook;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Has challenges of one kind solved by {@link ManualHooks}. The auth-hook is run when it is known
 * how many challenges there are, since it is told; so what else would be done by {@link #present}
 * is done by {@link #awaitVisible}.
 *
 * @param <C> the type of challenge
 */
final class HookSolver<C extends Challenge>
    implements ChallengeSolver<C>, PropagationWait<C>, Preflight {
  private final Class<C> challengeType;
  private final Function<PendingChallenge<C>, Map<String, String>> validation;
  private final ManualHooks hooks;

  /** What the auth-hook was told, and has said, until the cleanup-hook is run. */
  private final Map<PendingChallenge<C>, Map<String, String>> told = new ConcurrentHashMap<>();

  HookSolver(
      Class<C> challengeType,
      Function<PendingChallenge<C>, Map<String, String>> validation,
      ManualHooks hooks) {
    this.challengeType = challengeType;
    this.validation = validation;
    this.hooks = hooks;
  }

  @Override
  public Class<C> challengeType() {
    return challengeType;
  }

  @Override
  public Reservation reserve(List<Identifier> identifiers) {
    hooks.check();
    return () -> {};
  }

  @Override
  public void present(PendingChallenge<C> challenge) {
    told.put(challenge, variables(0, List.of(challenge)));
  }

  @Override
  public void awaitVisible(List<PendingChallenge<C>> challenges, Duration limit)
      throws IOException {
    long start = System.nanoTime();
    for (int i = 0; i < challenges.size(); i++) {
      Map<String, String> variables = variables(i, challenges);
      told.put(challenges.get(i), variables);
      Duration left = limit.minusNanos(System.nanoTime() - start);
      ShellResult result = run("auth-hook", within(left), variables);
      Map<String, String> more = new HashMap<>(variables);
      more.put("CERTBOT_AUTH_OUTPUT", result.output());
      told.put(challenges.get(i), more);
    }
  }

  /** At least some time, so that a hook that is fast gets through. */
  private ShellCommand within(Duration left) {
    Duration some = left.compareTo(Duration.ofSeconds(1)) < 0 ? Duration.ofSeconds(1) : left;
    ShellCommand auth = hooks.auth();
    return some.compareTo(auth.timeLimit()) < 0 ? auth.timeLimit(some) : auth;
  }

  @Override
  public void cleanUp(PendingChallenge<C> challenge) throws IOException {
    Map<String, String> known = told.remove(challenge);
    if (hooks.cleanup().isPresent()) {
      Map<String, String> variables =
          new HashMap<>(known == null ? variables(0, List.of(challenge)) : known);
      variables.putIfAbsent("CERTBOT_AUTH_OUTPUT", "");
      var unused = run("cleanup-hook", hooks.cleanup().get(), variables);
    }
  }

  private Map<String, String> variables(int index, List<PendingChallenge<C>> all) {
    Map<String, String> variables = HookVariables.among(index, all);
    variables.putAll(validation.apply(all.get(index)));
    return variables;
  }

  private static ShellResult run(String kind, ShellCommand command, Map<String, String> variables)
      throws IOException {
    ShellResult result = command.environment(variables).run();
    if (!result.isSuccess()) {
      throw new IOException(
          "the %s %s for %s %s"
              .formatted(
                  kind,
                  command,
                  variables.get("CERTBOT_DOMAIN"),
                  result.failure(command.timeLimit())));
    }
    return result;
  }
}
