package dev.acmesdk.dns01;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The text of a record that says who may issue (RFC 8659 section 4.2). Everything in it is
 * printable ASCII; that was checked.
 *
 * @param issuer the CA's name in lower case, empty if there is none
 * @param parameters values by tag; the tags are in lower case, since their case does not matter
 */
record IssueValue(String issuer, Map<String, String> parameters) {
  static final Pattern VALUE = Pattern.compile("[\\x21-\\x3a\\x3c-\\x7e]*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern TAG = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final int MAX_NAME = 253;

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException if it is malformed; the message says why, without quoting
   */
  static IssueValue parse(String text) {
    String[] parts = text.split(";", -1);
    String issuer = trim(parts[0]).toLowerCase(Locale.ROOT);
    if (!issuer.isEmpty() && !isName(issuer)) {
      throw new IllegalArgumentException("it does not begin with a domain name");
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      add(trim(parts[i]), i, parameters);
    }
    return new IssueValue(issuer, parameters);
  }

  static boolean isName(String name) {
    if (name.length() > MAX_NAME) {
      return false;
    }
    for (String label : name.split("\\.", -1)) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    return true;
  }

  private static void add(String parameter, int number, Map<String, String> parameters) {
    int sign = parameter.indexOf('=');
    if (sign < 0) {
      throw new IllegalArgumentException(
          parameter.isEmpty()
              ? "there is nothing after semicolon " + number
              : "there is no \"=\" in parameter " + number);
    }
    String tag = trim(parameter.substring(0, sign)).toLowerCase(Locale.ROOT);
    String value = trim(parameter.substring(sign + 1));
    if (!TAG.matcher(tag).matches()) {
      throw new IllegalArgumentException("the name of parameter %d is none".formatted(number));
    }
    if (!VALUE.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "the value of %s has white space or other characters in it that it must not have"
              .formatted(tag));
    }
    if (parameters.putIfAbsent(tag, value) != null) {
      throw new IllegalArgumentException("it has two parameters " + tag);
    }
  }

  /** Takes what RFC 5234 calls white space from both ends: spaces and tabs, nothing else. */
  private static String trim(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhite(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhite(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWhite(char character) {
    return character == ' ' || character == '\t';
  }
}
