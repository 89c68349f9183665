package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text in ConfigObj's syntax apart into lines, and refuses what ConfigObj refuses. */
final class ConfigParser {
  private static final Pattern HEADER =
      Pattern.compile(
          "\\s*((?:\\[\\s*)+)(\"[^\"]+\"|'[^']+'|[^'\"\\s].*?)((?:\\s*])+)\\s*(?:#.*)?");
  private static final Pattern KEY =
      Pattern.compile("(\\s*(\"[^\"]*\"|'[^']*'|[^'\"=\\s][^=]*?)\\s*=[ \\t]*).*");

  private final Path file;
  private final String text;
  private final List<ConfigLine> lines = new ArrayList<>();
  private final Map<List<String>, Set<String>> seen = new HashMap<>();
  private List<String> section = ConfigFile.TOP;

  /** What there is in the section already. */
  private Set<String> names = namesIn(section);

  /** Where the next line begins. */
  private int position;

  /** Of the last line that was taken, from 1. */
  private int number;

  ConfigParser(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  List<ConfigLine> lines() {
    while (position < text.length()) {
      lines.add(parse(position, takeLine()));
    }
    return lines;
  }

  /** Returns where the line ends, behind its line end. */
  private int takeLine() {
    int end = text.indexOf('\n', position);
    position = end < 0 ? text.length() : end + 1;
    number++;
    return position;
  }

  private ConfigLine parse(int from, int to) {
    ConfigLine.Entry plain = PlainLine.entry(text, from, to);
    if (plain != null) {
      once(names, plain.key(), "key");
      return new ConfigLine(text, from, to, section, false, plain);
    }
    return PlainLine.saysNothing(text, from)
        ? new ConfigLine(text, from, to, section, false, null)
        : other(text.substring(from, to));
  }

  /** A line of a kind of which there are few in a file. */
  private ConfigLine other(String line) {
    String opened = PlainLine.section(line);
    return opened == null ? unusual(line) : header(line, 1, opened);
  }

  private ConfigLine unusual(String line) {
    String content = line.stripTrailing();
    String start = content.stripLeading();
    if (start.isEmpty() || start.startsWith("#")) {
      return new ConfigLine(line, section, false, null);
    }
    if (start.startsWith("[")) {
      Matcher header = HEADER.matcher(content);
      if (header.matches()) {
        return header(line, depth(header), unquoted(header.group(2)));
      }
    }
    Matcher key = KEY.matcher(content);
    if (!key.matches()) {
      throw bad("is neither a comment, nor a [section], nor a \"key = value\"");
    }
    return entry(line, unquoted(key.group(2)), key.end(1));
  }

  private int depth(Matcher header) {
    int depth = count(header.group(1), '[');
    if (depth != count(header.group(3), ']')) {
      throw bad("has unequal numbers of opening and closing brackets");
    }
    return depth;
  }

  private ConfigLine header(String line, int depth, String name) {
    if (depth > section.size() + 1) {
      throw bad("opens a section that is nested too deep");
    }
    List<String> parent = List.copyOf(section.subList(0, depth - 1));
    once(namesIn(parent), name, "section");
    section = child(parent, name);
    names = namesIn(section);
    return new ConfigLine(line, section, true, null);
  }

  private static int count(String text, char wanted) {
    return (int) text.chars().filter(c -> c == wanted).count();
  }

  private ConfigLine entry(String line, String key, int start) {
    int from = position - line.length();
    ConfigValueReader value = value(line.substring(start));
    once(names, key, "key");
    return new ConfigLine(
        text,
        from,
        position,
        section,
        false,
        new ConfigLine.Entry(key, value.value(), start, start + value.length()));
  }

  /** Takes further lines as long as triple quotes are open. */
  private ConfigValueReader value(String start) {
    int first = number;
    String value = start;
    while (ConfigValueReader.isOpen(value)) {
      if (position == text.length()) {
        number = first;
        throw bad("opens triple quotes that are never closed");
      }
      value += text.substring(position, takeLine());
    }
    try {
      return new ConfigValueReader(value.stripTrailing());
    } catch (IllegalArgumentException e) {
      throw bad(String.valueOf(e.getMessage()));
    }
  }

  private Set<String> namesIn(List<String> path) {
    return seen.computeIfAbsent(path, unknown -> new HashSet<>());
  }

  private void once(Set<String> others, String name, String what) {
    if (!others.add(name)) {
      throw bad("repeats the %s \"%s\"".formatted(what, name));
    }
  }

  private static List<String> child(List<String> parent, String name) {
    List<String> path = new ArrayList<>(parent);
    path.add(name);
    return List.copyOf(path);
  }

  private static String unquoted(String name) {
    boolean quoted = name.length() > 1 && (name.charAt(0) == '"' || name.charAt(0) == '\'');
    return quoted ? name.substring(1, name.length() - 1) : name;
  }

  private StoreException bad(String what) {
    return new StoreException(
        "Cannot read %s: line %d %s.".formatted(file, number, what),
        "Correct that line; Certbot cannot read the file either.",
        null);
  }
}
