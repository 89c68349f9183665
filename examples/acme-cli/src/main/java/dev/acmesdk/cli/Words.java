package dev.acmesdk.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The words of a command line, the verb first. As in Certbot, the first word that is a verb is the
 * verb, wherever it stands: {@code acme -q renew}.
 *
 * @param words the verb, if there is one, and all else in its order
 */
record Words(List<String> words) {
  Words {
    words = List.copyOf(words);
  }

  static Words arrange(List<String> given, Collection<String> verbs) {
    for (int i = 0; i < given.size(); i++) {
      if (verbs.contains(given.get(i))) {
        List<String> arranged = new ArrayList<>(given);
        arranged.add(0, arranged.remove(i));
        return help(arranged);
      }
    }
    return new Words(given);
  }

  /** {@code acme help renew} is {@code acme renew --help}. */
  private static Words help(List<String> arranged) {
    if (arranged.size() == 2 && arranged.get(1).equals("help")) {
      return new Words(List.of(arranged.get(0), "--help"));
    }
    return new Words(arranged);
  }
}
