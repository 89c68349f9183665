package dev.acmesdk.storage;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;

/** The four files of a version, in the order in which Certbot switches their links. */
enum Kind {
  CERT,
  PRIVKEY,
  CHAIN,
  FULLCHAIN;

  private static final String SUFFIX = ".pem";

  /** So that a number fits into an int. */
  private static final int MAX_DIGITS = 9;

  private final String word = name().toLowerCase(Locale.ROOT);
  private final String linkName = word + SUFFIX;

  /** Certbot's word for it, also the key in renewal files. */
  String word() {
    return word;
  }

  /** The name of its link in {@code live/<name>}. */
  String linkName() {
    return linkName;
  }

  /** The name of its file in {@code archive/<name>}. */
  String fileName(int version) {
    return word + version + SUFFIX;
  }

  /** The version whose file of this kind has that name, if it is one. */
  OptionalInt versionOf(Path file) {
    String text = file.toString();
    int name = nameStart(file);
    return text.startsWith(word, name) && text.endsWith(SUFFIX)
        ? number(text, name + word.length(), text.length() - SUFFIX.length())
        : OptionalInt.empty();
  }

  /** Where its name begins in its text. */
  static int nameStart(Path file) {
    return 1 + file.toString().lastIndexOf(file.getFileSystem().getSeparator());
  }

  private static OptionalInt number(String text, int start, int end) {
    if (start >= end || end - start > MAX_DIGITS) {
      return OptionalInt.empty();
    }
    for (int i = start; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(Integer.parseInt(text, start, end, 10));
  }
}
