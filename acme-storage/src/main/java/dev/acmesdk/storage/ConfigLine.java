package dev.acmesdk.storage;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file in ConfigObj's syntax, or several if it holds a text in triple quotes. It is
 * cut out of the file's text only when it is asked for, as most files are read and not written.
 *
 * @param source the text that the line is in
 * @param from where it begins there
 * @param to behind its line end
 * @param section the names of the section that it is in, from outside to inside
 * @param opensSection whether it is the section's header
 * @param entry what it says, unless it is a header, a comment or blank
 */
record ConfigLine(
    String source,
    int from,
    int to,
    List<String> section,
    boolean opensSection,
    @Nullable Entry entry) {

  /**
   * A key with its value.
   *
   * @param key the key without quotes
   * @param value its value
   * @param start where in the line the value begins, with its quotes
   * @param end behind the value: there may be blanks, a comment, the line end
   */
  record Entry(String key, ConfigValue value, int start, int end) {}

  ConfigLine(String text, List<String> section, boolean opensSection, @Nullable Entry entry) {
    this(text, 0, text.length(), section, opensSection, entry);
  }

  /** The line as it is in the file, with its line end. */
  String text() {
    return source.substring(from, to);
  }

  /** A line that says something, with what stands before and behind the value. */
  static ConfigLine of(
      List<String> section, String key, ConfigValue value, String before, String after) {
    String quoted = value.quoted();
    int end = before.length() + quoted.length();
    return new ConfigLine(
        before + quoted + after, section, false, new Entry(key, value, before.length(), end));
  }

  /** The same line with another value. */
  ConfigLine with(ConfigValue value) {
    Entry old = Objects.requireNonNull(entry);
    String text = text();
    String before = text.substring(0, old.start());
    String after = text.substring(old.end());
    // What was empty has no blanks around it that would keep the new value apart.
    boolean wasEmpty = old.value().text().isEmpty();
    return of(
        section,
        old.key(),
        value,
        wasEmpty && before.endsWith("=") ? before + " " : before,
        wasEmpty && after.startsWith("#") ? " " + after : after);
  }

  /** Compared from the inside and by hand, as it is asked of each line for each value. */
  boolean isIn(List<String> other) {
    boolean isSame = section.size() == other.size();
    for (int i = section.size() - 1; isSame && i >= 0; i--) {
      isSame = section.get(i).equals(other.get(i));
    }
    return isSame;
  }

  boolean says(String key) {
    return entry != null && entry.key().equals(key);
  }

  /** Whether a further entry of the section may follow it. */
  boolean isAnchor() {
    return opensSection || entry != null;
  }

  boolean isTerminated() {
    return to > from && source.charAt(to - 1) == '\n';
  }

  ConfigLine terminated(String lineEnd) {
    return new ConfigLine(text() + lineEnd, section, opensSection, entry);
  }
}
