package dev.acmesdk.dns01.lookup;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.xbill.DNS.CAARecord;

/**
 * A CAA record (RFC 8659 section 4.1).
 *
 * @param isCritical whether a CA that does not know the tag must not issue
 * @param tag what it is about, in lower case
 * @param value the rest
 */
record CaaProperty(boolean isCritical, String tag, String value) {
  static final String ISSUE = "issue";
  static final String ISSUE_WILD = "issuewild";

  private static final int CRITICAL = 128;

  /** What CAs know; the rest is theirs to guess. */
  private static final Set<String> KNOWN =
      Set.of(ISSUE, ISSUE_WILD, "iodef", "contactemail", "contactphone", "issuemail", "issuevmc");

  private static final Pattern ISSUER =
      Pattern.compile("(?:[a-z0-9]+(?:-+[a-z0-9]+)*(?:\\.[a-z0-9]+(?:-+[a-z0-9]+)*)*)?");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "[ \\t]*([a-zA-Z0-9]+(?:-+[a-zA-Z0-9]+)*)[ \\t]*=[ \\t]*([\\x21-\\x3a\\x3c-\\x7e]*)[ \\t]*");

  /** Who may issue, and under which conditions. */
  record Issuer(String name, Map<String, String> parameters) {}

  static CaaProperty of(CAARecord record) {
    return new CaaProperty(
        (record.getFlags() & CRITICAL) != 0,
        record.getTag().toLowerCase(Locale.ROOT),
        new String(record.getValueAsByteArray(), StandardCharsets.ISO_8859_1));
  }

  boolean isUnderstood() {
    return KNOWN.contains(tag) || !isCritical;
  }

  /**
   * What an {@code issue} or {@code issuewild} says (RFC 8659 section 4.2).
   *
   * @return empty if it is malformed, which allows nobody
   */
  Optional<Issuer> issuer() {
    String[] parts = value.split(";", -1);
    String name = parts[0].replaceAll("^[ \\t]+|[ \\t]+$", "").toLowerCase(Locale.ROOT);
    if (!ISSUER.matcher(name).matches()) {
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    boolean hasNone = parts.length == 2 && parts[1].isBlank();
    for (int i = 1; !hasNone && i < parts.length; i++) {
      Matcher parameter = PARAMETER.matcher(parts[i]);
      if (!parameter.matches()
          || parameters.putIfAbsent(tag(parameter), parameter.group(2)) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(new Issuer(name, parameters));
  }

  /** The case of a tag does not matter, that of a value does. */
  private static String tag(Matcher parameter) {
    return parameter.group(1).toLowerCase(Locale.ROOT);
  }

  /** As a zone file has it, without the name. */
  @Override
  public String toString() {
    return "CAA %d %s \"%s\"".formatted(isCritical ? CRITICAL : 0, tag, Words.clean(value));
  }
}
