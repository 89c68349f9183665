package dev.acmesdk.storage;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file in ConfigObj's syntax, or several if it holds a text in triple quotes.
 *
 * @param text the line as it is in the file, with its line end
 * @param section the names of the section that it is in, from outside to inside
 * @param opensSection whether it is the section's header
 * @param entry what it says, unless it is a header, a comment or blank
 */
record ConfigLine(String text, List<String> section, boolean opensSection, @Nullable Entry entry) {

  /**
   * A key with its value.
   *
   * @param key the key without quotes
   * @param value its value
   * @param before what stands before the value in the line
   * @param after what stands behind the value: blanks, a comment, the line end
   */
  record Entry(String key, ConfigValue value, String before, String after) {}

  /** A line for an entry of which everything is known but its text. */
  static ConfigLine of(List<String> section, Entry entry) {
    String text = entry.before() + entry.value().quoted() + entry.after();
    return new ConfigLine(text, section, false, entry);
  }

  boolean isIn(List<String> other) {
    return section.equals(other);
  }

  boolean says(String key) {
    return entry != null && entry.key().equals(key);
  }

  /** Whether a further entry of the section may follow it. */
  boolean isAnchor() {
    return opensSection || entry != null;
  }

  boolean isTerminated() {
    return text.endsWith("\n");
  }

  ConfigLine terminated(String lineEnd) {
    return new ConfigLine(text + lineEnd, section, opensSection, entry);
  }
}
