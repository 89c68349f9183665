package dev.acmesdk.storage;

import dev.acmesdk.store.Lease;
import dev.acmesdk.store.NewVersion;
import java.nio.charset.StandardCharsets;

/** The rule for names of lineages: they become names of files and directories. */
final class LineageName {
  /** A file name has at most 255 octets, and the longest that we make is {@code NAME.conf.new}. */
  private static final int MAX_OCTETS = 255 - ".conf.new".length();

  /** Of one {@code char}, in octets. */
  private static final int LONGEST_CHARACTER = 3;

  private LineageName() {}

  /** Returns the name, or throws before any file is touched. */
  static String check(String name) {
    if (name.isEmpty()) {
      throw invalid(name, "is empty");
    }
    if (name.startsWith(".")) {
      throw invalid(name, "begins with a dot");
    }
    if (name.contains("/") || name.contains("\\")) {
      throw invalid(name, "has a path separator");
    }
    if (hasControlCharacter(name)) {
      throw invalid(name.replaceAll("\\p{Cntrl}", "?"), "has a control character");
    }
    int octets = name.length();
    if (octets > MAX_OCTETS / LONGEST_CHARACTER) {
      octets = name.getBytes(StandardCharsets.UTF_8).length;
    }
    if (octets > MAX_OCTETS) {
      throw invalid(
          name.substring(0, 40) + "…",
          "has %d octets; a file name leaves room for %d".formatted(octets, MAX_OCTETS));
    }
    return name;
  }

  private static boolean hasControlCharacter(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** A lease of one lineage is no right to change another one. */
  static void requireSame(Lease lease, NewVersion version) {
    check(version.name());
    if (!lease.name().equals(version.name())) {
      throw new IllegalArgumentException(
          "A lease of the lineage %s cannot save a version of %s"
              .formatted(lease.name(), version.name()));
    }
  }

  static boolean isValid(String name) {
    try {
      return check(name).equals(name);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static IllegalArgumentException invalid(String name, String reason) {
    return new IllegalArgumentException(
        "The lineage name \"%s\" %s. Give a plain name, such as example.com."
            .formatted(name, reason));
  }
}
