package dev.acmesdk.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** It says for each name what {@link #WEBROOT_PATH} says for all others. */
  private static final List<String> WEBROOT_MAP = List.of(SECTION.get(0), "webroot_map");

  /** What may be left out, with the values that say no more than that. */
  private static final Map<String, Set<String>> DEFAULTS =
      Map.of(
          "http01_port",
          Set.of("80", "None"),
          "http01_address",
          Set.of("", "None"),
          WEBROOT_PATH,
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
    Map<String, String> before = config.values(SECTION);
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
    obsolete.forEach(key -> config.remove(SECTION, key));
    replaceWebroots(config);
  }

  /** So that it was not to be renewed is no wish of anybody's. */
  private static boolean couldNotRenew(Map<String, String> before) {
    return "manual".equals(before.get(AUTHENTICATOR)) && !before.containsKey("manual_auth_hook");
  }

  private void replaceWebroots(ConfigFile config) {
    String webroot = parameters.get(WEBROOT_PATH);
    if (webroot == null) {
      config.removeAll(WEBROOT_MAP);
      return;
    }
    List<String> webroots = ConfigValue.listOf(webroot).items();
    if (webroots.size() == 1) {
      ConfigValue only = ConfigValue.of(webroots.get(0));
      config.values(WEBROOT_MAP).keySet().forEach(name -> config.set(WEBROOT_MAP, name, only));
    }
  }
}
