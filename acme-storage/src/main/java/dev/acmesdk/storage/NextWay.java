package dev.acmesdk.storage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a lineage is to be renewed from now on.
 *
 * @param parameters what is to be different, in Certbot's words
 */
record NextWay(Map<String, String> parameters) {
  static final String KEY_TYPE = "key_type";

  /** What says how big a key is, with what it is without that. */
  static final Map<String, String> KEY_SIZES =
      Map.of("rsa_key_size", "2048", "elliptic_curve", "secp256r1");

  /** Who has issued the current version, and to whom. */
  private static final List<String> FIXED = List.of("account", "server");

  /**
   * Copies the parameters.
   *
   * @throws IllegalArgumentException if one of them can only be changed by a new version
   */
  NextWay {
    parameters = Map.copyOf(parameters);
    for (String key : FIXED) {
      if (parameters.containsKey(key)) {
        throw new IllegalArgumentException(
            "\"" + key + "\" follows from the current version. It changes with the next one.");
      }
    }
  }

  /** What is said of a lineage of which something else was said before. */
  Map<String, String> after(Map<String, String> before) {
    Map<String, String> after = new HashMap<>(before);
    if (parameters.containsKey(Proof.AUTHENTICATOR)) {
      after.keySet().removeAll(new Proof(parameters).obsolete(before));
    }
    if (parameters.containsKey(KEY_TYPE)) {
      after.keySet().removeAll(KEY_SIZES.keySet());
    }
    after.putAll(parameters);
    return after;
  }
}
