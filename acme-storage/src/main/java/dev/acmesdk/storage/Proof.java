package dev.acmesdk.storage;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How control was proved, in Certbot's words. What a renewal file says of a former way has to go,
 * or Certbot would mix it with the new one: listen on a port that is not forwarded any more, say.
 *
 * @param parameters all that there is to say, the authenticator among it
 */
record Proof(Map<String, String> parameters) {
  static final String AUTHENTICATOR = "authenticator";

  private static final List<String> SECTION = RenewalFile.PARAMETERS;
  private static final String WEBROOT_PATH = "webroot_path";

  /**
   * It says for each name what {@link #WEBROOT_PATH} says for all others: in JSON, as on Certbot's
   * command line. In the file it is a section.
   */
  static final String WEBROOT_MAP = "webroot_map";

  private static final List<String> WEBROOTS = List.of(SECTION.get(0), WEBROOT_MAP);

  /** What may be left out, with the values that say no more than that. */
  private static final Map<String, Set<String>> DEFAULTS =
      Map.of(
          "http01_port",
          Set.of("80", "None"),
          "http01_address",
          Set.of("", "None"),
          WEBROOT_PATH,
          Set.of(),
          WEBROOT_MAP,
          Set.of(),
          "manual_auth_hook",
          Set.of("", "None"),
          "manual_cleanup_hook",
          Set.of("", "None"));

  /** Copies the parameters. */
  Proof {
    parameters = Map.copyOf(parameters);
  }

  /** Takes out of a renewal file what contradicts. */
  void replaceIn(ConfigFile config) {
    obsolete(config.values(SECTION)).forEach(key -> config.remove(SECTION, key));
    replaceWebroots(config);
  }

  /** Which keys contradict, of what is said of a former way. */
  List<String> obsolete(Map<String, String> before) {
    List<String> obsolete = new ArrayList<>();
    DEFAULTS.forEach(
        (key, defaults) -> {
          String value = before.get(key);
          if (value != null && !defaults.contains(value)) {
            obsolete.add(key);
          }
        });
    if (!Objects.equals(parameters.get(AUTHENTICATOR), before.get(AUTHENTICATOR))) {
      obsolete.add("pref_challs"); // the new one may not be able to solve these
      if (couldNotRenew(before)) {
        obsolete.add("autorenew");
      }
    }
    obsolete.removeAll(parameters.keySet());
    return obsolete;
  }

  /** So that it was not to be renewed is no wish of anybody's. */
  private static boolean couldNotRenew(Map<String, String> before) {
    return "manual".equals(before.get(AUTHENTICATOR)) && !before.containsKey("manual_auth_hook");
  }

  private void replaceWebroots(ConfigFile config) {
    String map = parameters.get(WEBROOT_MAP);
    if (map != null) {
      setWebroots(config, Json.read(map.getBytes(StandardCharsets.UTF_8)));
      return;
    }
    String webroot = parameters.get(WEBROOT_PATH);
    if (webroot == null) {
      config.removeAll(WEBROOTS);
      return;
    }
    List<String> webroots = ConfigValue.listOf(webroot).items();
    if (webroots.size() == 1) {
      ConfigValue only = ConfigValue.of(webroots.get(0));
      config.values(WEBROOTS).keySet().forEach(name -> config.set(WEBROOTS, name, only));
    }
  }

  private static void setWebroots(ConfigFile config, Map<String, String> webroots) {
    for (String name : config.values(WEBROOTS).keySet()) {
      if (!webroots.containsKey(name)) {
        config.remove(WEBROOTS, name);
      }
    }
    webroots.forEach((name, webroot) -> config.set(WEBROOTS, name, ConfigValue.of(webroot)));
    config.removeIfEmpty(WEBROOTS);
  }

  /** What a renewal file says of webroots for certain names; empty if it says nothing. */
  static Optional<String> webroots(ConfigFile config) {
    Map<String, String> webroots = config.values(WEBROOTS);
    return webroots.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(Json.write(webroots), StandardCharsets.UTF_8));
  }
}
