package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A file in the syntax of Python's ConfigObj, which Certbot's renewal files have. It keeps every
 * line that is not set or removed: comments, foreign keys and sections, line ends, byte order mark.
 */
final class ConfigFile {
  /** The keys that precede all sections. */
  static final List<String> TOP = List.of();

  /** ConfigObj would replace this by the value of another key, or refuse the file. */
  static final Pattern INTERPOLATION = Pattern.compile("%\\([^)]*\\)s");

  private static final String BYTE_ORDER_MARK = "\ufeff";

  /** What stands in a text where an octet was no part of a character. */
  private static final char REPLACEMENT = '\ufffd';

  private final Path file;
  private final boolean hasByteOrderMark;
  private final List<ConfigLine> lines;

  private ConfigFile(Path file, boolean hasByteOrderMark, List<ConfigLine> lines) {
    this.file = file;
    this.hasByteOrderMark = hasByteOrderMark;
    this.lines = lines;
  }

  static ConfigFile read(Path file) throws IOException {
    return parse(file, text(file));
  }

  /** What is in the file, not parsed yet. */
  static String text(Path file) throws IOException {
    return text(file, ByteBuffer.wrap(Files.readAllBytes(file)));
  }

  /** The same of a file that was read into an array. */
  static String text(Path file, ByteBuffer content) {
    String text =
        new String(
            content.array(), content.arrayOffset(), content.remaining(), StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : strictText(file, content);
  }

  private static String strictText(Path file, ByteBuffer content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(content).toString();
    } catch (CharacterCodingException e) {
      throw new StoreException(
          "Cannot read " + file + ": it is not UTF-8 text.",
          "Restore it from a backup, or delete it with the lineage's directories and obtain a new certificate.",
          e);
    }
  }

  /**
   * Parses a text.
   *
   * @param file where it is from, for messages
   * @throws StoreException if a line is bad; the message names file and line
   */
  static ConfigFile parse(Path file, String text) {
    boolean marked = text.startsWith(BYTE_ORDER_MARK);
    return new ConfigFile(
        file,
        marked,
        new ArrayList<>(new ConfigParser(file, marked ? text.substring(1) : text).lines()));
  }

  /** Whether there is nothing in it but blanks. */
  boolean isBlank() {
    for (ConfigLine line : lines) {
      if (line.isAnchor() || !line.text().isBlank()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Looks up a value as Certbot does.
   *
   * @throws StoreException if it refers to another value
   */
  Optional<String> value(List<String> section, String key) {
    int index = indexOf(section, key);
    if (index < 0) {
      return Optional.empty();
    }
    String value = entry(index).value().text();
    if (isInterpolated(value)) {
      throw new StoreException(
          "Cannot read %s: the value of %s refers to another value with %%(…)s."
              .formatted(file, key),
          "Write the value out.",
          null);
    }
    return Optional.of(value);
  }

  /**
   * All values of a section, in order and in a map of its own; without those that refer to others.
   */
  Map<String, String> values(List<String> section) {
    Map<String, String> values = new LinkedHashMap<>();
    for (ConfigLine line : lines) {
      ConfigLine.Entry entry = line.entry();
      if (entry != null && line.isIn(section)) {
        putUnlessInterpolated(values, entry.key(), entry.value().text());
      }
    }
    return values;
  }

  private static void putUnlessInterpolated(Map<String, String> values, String key, String value) {
    if (!isInterpolated(value)) {
      values.put(key, value);
    }
  }

  private static boolean isInterpolated(String value) {
    return value.contains("%(") && INTERPOLATION.matcher(value).find();
  }

  private ConfigLine.Entry entry(int index) {
    return Objects.requireNonNull(lines.get(index).entry());
  }

  /** Sets a value: in its line if it has one, else behind the last entry of the section. */
  void set(List<String> section, String key, ConfigValue value) {
    int index = indexOf(section, key);
    if (index < 0) {
      insert(ConfigLine.of(section, key, value, key + " = ", lineEnd()));
    } else if (!entry(index).value().equals(value)) {
      lines.set(index, lines.get(index).with(value));
    }
  }

  void remove(List<String> section, String key) {
    lines.removeIf(line -> line.isIn(section) && line.says(key));
  }

  /** Removes a section with its entries; comments stay. */
  void removeAll(List<String> section) {
    lines.removeIf(line -> line.isIn(section) && line.entry() != null);
    removeIfEmpty(section);
  }

  /** Removes the header of a section that has no entries; comments stay. */
  void removeIfEmpty(List<String> section) {
    boolean isEmpty =
        lines.stream().noneMatch(line -> line.entry() != null && isWithin(line, section));
    if (isEmpty) {
      lines.removeIf(line -> line.isIn(section) && line.opensSection());
    }
  }

  private int indexOf(List<String> section, String key) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).says(key) && lines.get(i).isIn(section)) {
        return i;
      }
    }
    return -1;
  }

  private void insert(ConfigLine line) {
    List<String> section = line.section();
    int anchor = lines.size() - 1;
    while (anchor >= 0 && !(lines.get(anchor).isIn(section) && lines.get(anchor).isAnchor())) {
      anchor--;
    }
    if (anchor < 0 && !section.isEmpty()) {
      anchor = open(section);
    }
    terminate(anchor);
    lines.add(anchor + 1, line);
  }

  /**
   * Writes the header of a new section: at the end, or behind what is in the section around it.
   *
   * @return where it is
   */
  private int open(List<String> section) {
    int depth = section.size();
    int index = depth == 1 ? lines.size() : 1 + endOf(section.subList(0, depth - 1));
    String name = section.get(depth - 1);
    String header = "[".repeat(depth) + name + "]".repeat(depth) + lineEnd();
    terminate(index - 1);
    lines.add(index, new ConfigLine(header, section, true, null));
    return index;
  }

  /** The last line of a section, and of those in it, that says something. */
  private int endOf(List<String> section) {
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (lines.get(i).isAnchor() && isWithin(lines.get(i), section)) {
        return i;
      }
    }
    return open(section);
  }

  private static boolean isWithin(ConfigLine line, List<String> section) {
    return line.section().size() >= section.size()
        && line.section().subList(0, section.size()).equals(section);
  }

  private void terminate(int index) {
    if (index >= 0 && !lines.get(index).isTerminated()) {
      lines.set(index, lines.get(index).terminated(lineEnd()));
    }
  }

  private String lineEnd() {
    return !lines.isEmpty() && lines.get(0).text().endsWith("\r\n") ? "\r\n" : "\n";
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder(hasByteOrderMark ? BYTE_ORDER_MARK : "");
    lines.forEach(line -> text.append(line.text()));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
