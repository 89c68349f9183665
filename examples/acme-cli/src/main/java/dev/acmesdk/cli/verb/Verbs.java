package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.Terminal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All verbs, in the order of the help. */
public final class Verbs {
  private static final Map<String, Function<Terminal, Verb>> MAKERS = makers();

  /** What else they are called. */
  private static final Map<String, String> ALIASES = Map.of("auth", "certonly");

  /** They describe all others. */
  private static final Set<String> DESCRIPTIONS = Set.of("completion", "man");

  private Verbs() {}

  private static Map<String, Function<Terminal, Verb>> makers() {
    Map<String, Function<Terminal, Verb>> makers = new LinkedHashMap<>();
    makers.put("certonly", CertonlyVerb::new);
    makers.put("renew", RenewVerb::new);
    makers.put("reconfigure", ReconfigureVerb::new);
    makers.put("preflight", PreflightVerb::new);
    makers.put("certificates", CertificatesVerb::new);
    makers.put("revoke", RevokeVerb::new);
    makers.put("delete", DeleteVerb::new);
    makers.put("register", RegisterVerb::new);
    makers.put("unregister", UnregisterVerb::new);
    makers.put("update_account", UpdateAccountVerb::new);
    makers.put("show_account", ShowAccountVerb::new);
    makers.put("audit", AuditVerb::new);
    makers.put("export", ExportVerb::new);
    makers.put("deploy-snippet", DeploySnippetVerb::new);
    makers.put("timer", TimerVerb::new);
    makers.put("completion", CompletionVerb::new);
    makers.put("man", ManVerb::new);
    return Collections.unmodifiableMap(makers);
  }

  /**
   * What they are called, each by all of its names.
   *
   * @return the words
   */
  public static Set<String> names() {
    Set<String> names = new LinkedHashSet<>(MAKERS.keySet());
    names.addAll(ALIASES.keySet());
    return names;
  }

  /**
   * Makes the verbs that a command line needs: the one that it names, alone, or all of them. Most
   * of the time from the start to the first request would be spent on the options of all others.
   *
   * @param word the first word of the command line; {@code null} if there is none
   * @param terminal where they are run
   * @return commands for picocli
   */
  public static List<Object> neededFor(@Nullable String word, Terminal terminal) {
    Function<Terminal, Verb> one =
        word == null || DESCRIPTIONS.contains(word)
            ? null
            : MAKERS.get(ALIASES.getOrDefault(word, word));
    return one == null
        ? List.copyOf(MAKERS.values().stream().map(maker -> maker.apply(terminal)).toList())
        : List.of(one.apply(terminal));
  }
}
