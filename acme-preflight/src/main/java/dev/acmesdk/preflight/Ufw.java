package dev.acmesdk.preflight;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code ufw status} says.
 *
 * @param isActive whether it filters
 * @param allowed what its rules let in from anywhere: ports, ranges, names of applications
 */
record Ufw(boolean isActive, List<String> allowed) {
  private static final Pattern RULE =
      Pattern.compile("(\\S.*?)(?: \\(v6\\))?\\s{2,}(?:ALLOW|LIMIT)(?: IN)?\\s+Anywhere.*");
  private static final Set<String> HTTP =
      Set.of("WWW", "WWW Full", "Nginx HTTP", "Nginx Full", "Apache", "Apache Full", "http");
  private static final Set<String> HTTPS =
      Set.of("WWW Secure", "WWW Full", "Nginx HTTPS", "Nginx Full", "Apache Secure", "https");

  Ufw {
    allowed = List.copyOf(allowed);
  }

  static Ufw parse(String status) {
    List<String> allowed =
        status
            .lines()
            .map(RULE::matcher)
            .filter(Matcher::matches)
            .map(rule -> rule.group(1))
            .toList();
    return new Ufw(status.lines().anyMatch("Status: active"::equals), allowed);
  }

  boolean letsIn(int port) {
    return !isActive || allowed.stream().anyMatch(rule -> covers(rule, port));
  }

  private static boolean covers(String rule, int port) {
    if (rule.equals("Anywhere")
        || (port == 80 && HTTP.contains(rule))
        || (port == 443 && HTTPS.contains(rule))) {
      return true;
    }
    String ports = rule.replaceAll("/tcp$", "");
    return ports.matches("[0-9]+(:[0-9]+)?(,[0-9]+(:[0-9]+)?)*")
        && Arrays.stream(ports.split(",", -1)).anyMatch(one -> within(one, port));
  }

  private static boolean within(String range, int port) {
    String[] ends = range.split(":", -1);
    return Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]);
  }
}
