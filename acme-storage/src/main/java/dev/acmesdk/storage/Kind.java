package dev.acmesdk.storage;

import java.nio.file.Path;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The four files of a version, in the order in which Certbot switches their links. */
enum Kind {
  CERT,
  PRIVKEY,
  CHAIN,
  FULLCHAIN;

  private final String word = name().toLowerCase(Locale.ROOT);

  /** Nine digits at most, so that a number fits into an int. */
  private final Pattern numbered = Pattern.compile(word + "([0-9]{1,9})\\.pem");

  /** Certbot's word for it, also the key in renewal files. */
  String word() {
    return word;
  }

  /** The name of its link in {@code live/<name>}. */
  String linkName() {
    return word + ".pem";
  }

  /** The name of its file in {@code archive/<name>}. */
  String fileName(int version) {
    return word + version + ".pem";
  }

  /** The version whose file of this kind has that name, if it is one. */
  OptionalInt versionOf(Path file) {
    Matcher matcher = numbered.matcher(String.valueOf(file.getFileName()));
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
