package dev.acmesdk.hook;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.solver.ChallengeSolver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Commands that put responses to challenges in place and take them away: Certbot's {@code
 * --manual-auth-hook} and {@code --manual-cleanup-hook}. Scripts that were written for Certbot do
 * here what they do there. They learn from environment variables what to do:
 *
 * <ul>
 *   <li>{@code CERTBOT_DOMAIN} and {@code CERTBOT_IDENTIFIER}: the name, without {@code *.}, or the
 *       address;
 *   <li>{@code CERTBOT_VALIDATION}: for DNS-01 the value of the TXT record at {@code
 *       _acme-challenge.$CERTBOT_DOMAIN}, for HTTP-01 the content of the file;
 *   <li>{@code CERTBOT_TOKEN}: for HTTP-01 the name of the file in {@code
 *       .well-known/acme-challenge}; not set for DNS-01;
 *   <li>{@code CERTBOT_REMAINING_CHALLENGES}: how many challenges come after this one, and {@code
 *       CERTBOT_ALL_DOMAINS} and {@code CERTBOT_ALL_IDENTIFIERS}: all that are challenged, with
 *       commas between them; {@code example.com} twice if {@code *.example.com} is ordered, too;
 *   <li>{@code CERTBOT_AUTH_OUTPUT}, for the cleanup-hook: what the auth-hook has printed on its
 *       standard output, if it was run by the same process; of more than 32 KiB the first and the
 *       last part. A cleanup-hook that is run after a crash does not get it, and is told that there
 *       are no other challenges.
 * </ul>
 *
 * <p>The auth-hook returns when the response can be seen from outside: to wait for name servers is
 * its own matter. The cleanup-hook is run for every challenge, whatever happened before.
 *
 * <p>Unlike with Certbot, an auth-hook that ends with another status than 0, or takes longer than
 * its time limit, stops the issuance before the CA is told to look; and the first word of a command
 * is looked for before an order is placed.
 *
 * <p>Instances are immutable; methods that change something return a copy.
 */
public final class ManualHooks {
  private static final String AUTHENTICATOR = "authenticator";
  private static final String MANUAL = "manual";
  private static final String AUTH_HOOK = "manual_auth_hook";
  private static final String CLEANUP_HOOK = "manual_cleanup_hook";
  private static final String PREFERRED = "pref_challs";

  /** Certbot's word for an option that is not set. */
  private static final String NONE = "None";

  /** Certbot's order, where no other is given. */
  private static final List<String> KNOWN = List.of(Http01.TYPE, Dns01.TYPE);

  private static final Map<String, String> SHORT = Map.of("http", Http01.TYPE, "dns", Dns01.TYPE);

  /** What a renewal file cannot hold; it would be found out when the certificate is there. */
  private static final Pattern UNSTORABLE = Pattern.compile("\\p{Cntrl}|%\\(");

  private final ShellCommand auth;
  private final @Nullable ShellCommand cleanup;
  private final List<String> preferred;
  private final boolean checks;

  private ManualHooks(
      ShellCommand auth, @Nullable ShellCommand cleanup, List<String> preferred, boolean checks) {
    this.auth = auth;
    this.cleanup = cleanup;
    this.preferred = List.copyOf(preferred);
    this.checks = checks;
  }

  /**
   * An auth-hook without a cleanup-hook, with ten minutes for each run.
   *
   * @param authHook a command line for the shell
   * @return the hooks
   * @throws InvalidRequestException if it is blank, or no renewal file could hold it
   */
  public static ManualHooks of(String authHook) {
    return new ManualHooks(command(authHook), null, List.of(), true);
  }

  private static ShellCommand command(String line) {
    if (UNSTORABLE.matcher(line).find()) {
      throw new InvalidRequestException(
          "A command line of a hook holds line ends, other control characters, or \"%(\", which renewal files cannot hold. Put it into a script, and give that one's path.");
    }
    return ShellCommand.of(line);
  }

  /**
   * The hooks that the renewal file of a lineage names, Certbot's or ours.
   *
   * @param renewalParameters what the file says: {@link
   *     dev.acmesdk.store.Lineage#renewalParameters()}
   * @return the hooks, if it was obtained with some
   * @throws InvalidRequestException if they cannot be used
   */
  public static Optional<ManualHooks> find(Map<String, String> renewalParameters) {
    if (!MANUAL.equals(renewalParameters.get(AUTHENTICATOR))) {
      return Optional.empty();
    }
    return said(renewalParameters, AUTH_HOOK)
        .map(ManualHooks::of)
        .map(hooks -> said(renewalParameters, CLEANUP_HOOK).map(hooks::cleanupHook).orElse(hooks))
        .map(
            hooks ->
                said(renewalParameters, PREFERRED)
                    .map(list -> hooks.preferredChallenges(list.split("\\s*,\\s*")))
                    .orElse(hooks));
  }

  private static Optional<String> said(Map<String, String> parameters, String key) {
    return Optional.ofNullable(parameters.get(key))
        .filter(value -> !value.isBlank() && !value.equals(NONE));
  }

  /**
   * Sets the cleanup-hook.
   *
   * @param cleanupHook a command line for the shell
   * @return a copy with it
   * @throws InvalidRequestException if it is blank, or no renewal file could hold it
   */
  public ManualHooks cleanupHook(String cleanupHook) {
    return new ManualHooks(
        auth, command(cleanupHook).timeLimit(auth.timeLimit()), preferred, checks);
  }

  /**
   * Sets which challenges may be solved, the best one first: Certbot's {@code
   * --preferred-challenges}. If not given, it is HTTP-01 where that is offered, and else DNS-01.
   *
   * @param types {@code dns-01} or {@code http-01}, or {@code dns} or {@code http}; others are left
   *     out, for Certbot's list may name more
   * @return a copy with them
   * @throws InvalidRequestException if none is left
   */
  public ManualHooks preferredChallenges(String... types) {
    Set<String> known = new LinkedHashSet<>();
    for (String type : types) {
      known.add(SHORT.getOrDefault(type.strip(), type.strip()));
    }
    known.retainAll(KNOWN);
    if (known.isEmpty()) {
      throw new InvalidRequestException(
          "Manual hooks can solve the challenges http-01 and dns-01, and none of them is among %s. Name one of them."
              .formatted(List.of(types)));
    }
    return new ManualHooks(auth, cleanup, List.copyOf(known), checks);
  }

  /**
   * Sets how long each run of a hook may take.
   *
   * @param limit some time
   * @return a copy with it
   */
  public ManualHooks timeLimit(Duration limit) {
    return new ManualHooks(
        auth.timeLimit(limit),
        cleanup == null ? null : cleanup.timeLimit(limit),
        preferred,
        checks);
  }

  /**
   * Leaves out the look for the commands' programs: for commands that only the shell knows.
   * Certbot's {@code --disable-hook-validation}.
   *
   * @return a copy that does not look
   */
  public ManualHooks unchecked() {
    return new ManualHooks(auth, cleanup, preferred, false);
  }

  /**
   * What runs them.
   *
   * @return a solver for each kind of challenge that they may solve, in order of preference. They
   *     are thread-safe
   */
  public List<ChallengeSolver<?>> solvers() {
    return (preferred.isEmpty() ? KNOWN : preferred)
        .stream().<ChallengeSolver<?>>map(this::solver).toList();
  }

  private HookSolver<?> solver(String type) {
    return type.equals(Dns01.TYPE)
        ? new HookSolver<>(Dns01.class, HookVariables::ofDns, this)
        : new HookSolver<>(Http01.class, HookVariables::ofHttp, this);
  }

  /**
   * What a renewal file is to say, so that Certbot can renew by the same hooks, and {@link #find}
   * finds them.
   *
   * @return {@code authenticator}, {@code manual_auth_hook}, and what else was given
   */
  public Map<String, String> renewalParameters() {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(AUTHENTICATOR, MANUAL);
    parameters.put(AUTH_HOOK, auth.commandLine());
    if (cleanup != null) {
      parameters.put(CLEANUP_HOOK, cleanup.commandLine());
    }
    if (!preferred.isEmpty()) {
      parameters.put(PREFERRED, String.join(",", preferred));
    }
    return parameters;
  }

  /**
   * Looks whether the programs can be run, unless this is not to be looked for.
   *
   * @throws InvalidRequestException if one cannot; the message says where it was looked for
   */
  public void check() {
    if (checks) {
      auth.check();
      cleanup().ifPresent(ShellCommand::check);
    }
  }

  ShellCommand auth() {
    return auth;
  }

  Optional<ShellCommand> cleanup() {
    return Optional.ofNullable(cleanup);
  }

  /** Shows the command lines. */
  @Override
  public String toString() {
    return cleanup == null ? auth.toString() : auth + ", " + cleanup;
  }
}
