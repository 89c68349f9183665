package dev.acmesdk.testing.ca;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may issue, as CAA records (RFC 8659 section 4.2) and dns-persist-01 say it: the name of a CA,
 * and parameters by their tags in lower case.
 */
record IssueValue(String issuer, Map<String, String> parameters) {
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final Pattern ISSUER = Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*)?");
  private static final Pattern PARAMETER =
      Pattern.compile("(" + LABEL + ")[ \\t]*=[ \\t]*([\\x21-\\x3a\\x3c-\\x7e]*)");

  /** Nothing if the text is malformed. */
  static Optional<IssueValue> parse(String text) {
    String[] parts = text.split(";", -1);
    String issuer = trimmed(parts[0]);
    if (!ISSUER.matcher(issuer).matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    // RFC 8659 section 4.2 allows "ca.example;" and ";" without anything behind.
    boolean isBare = parts.length == 2 && trimmed(parts[1]).isEmpty();
    for (int i = 1; !isBare && i < parts.length; i++) {
      Matcher parameter = PARAMETER.matcher(trimmed(parts[i]));
      if (!parameter.matches()
          || parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), parameter.group(2))
              != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new IssueValue(issuer.toLowerCase(Locale.ROOT), parameters));
  }

  private static String trimmed(String text) {
    return text.replaceAll("^[ \\t]+|[ \\t]+$", "");
  }

  Optional<String> parameter(String tag) {
    return Optional.ofNullable(parameters.get(tag));
  }
}
