package dev.acmesdk.dns01.lookup;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.xbill.DNS.Name;
import org.xbill.DNS.TextParseException;

/** Names and values as they are written. */
final class Words {
  private static final int MAX_LENGTH = 200;

  private Words() {}

  /**
   * Reads a name.
   *
   * @throws IllegalArgumentException if it is none
   */
  static Name name(String text) {
    try {
      return Name.fromString(text.toLowerCase(Locale.ROOT), Name.root);
    } catch (TextParseException e) {
      throw new IllegalArgumentException("Not a domain name: " + clean(text), e);
    }
  }

  /** In lower case, without trailing dot; dnsjava escapes what cannot be printed. */
  static String text(Name name) {
    return name.toString(true).toLowerCase(Locale.ROOT);
  }

  /** Anybody can write into a zone, so nothing from there gets into a log as it is. */
  static String clean(String text) {
    String printable = text.replaceAll("[^\\x20-\\x7e]", "?");
    return printable.length() > MAX_LENGTH ? printable.substring(0, MAX_LENGTH) + "..." : printable;
  }

  static String quoted(Collection<String> texts) {
    return texts.stream().map(text -> '"' + clean(text) + '"').collect(Collectors.joining(", "));
  }
}
