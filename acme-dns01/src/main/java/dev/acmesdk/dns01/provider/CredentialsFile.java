package dev.acmesdk.dns01.provider;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of credentials as Certbot's plugins for DNS have it: a name and a value on each line. */
final class CredentialsFile {
  private static final Logger LOG = LoggerFactory.getLogger(CredentialsFile.class);

  private static final Pattern LINE = Pattern.compile("\\s*([A-Za-z0-9_]+)\\s*[=:]\\s*(.*?)\\s*");
  private static final Pattern QUOTED = Pattern.compile("([\"'])(.*?)\\1\\s*(?:#.*)?");
  private static final Pattern COMMENT_AFTER = Pattern.compile("\\s#.*");

  private static final Set<PosixFilePermission> OTHERS =
      Set.of(
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE,
          PosixFilePermission.OTHERS_EXECUTE,
          PosixFilePermission.GROUP_WRITE);

  private final Path file;
  private final Map<String, String> values;

  private CredentialsFile(Path file, Map<String, String> values) {
    this.file = file;
    this.values = values;
  }

  static CredentialsFile read(Path file) throws IOException {
    warnIfOpen(file);
    Map<String, String> values = new TreeMap<>();
    try {
      for (String line : Files.readAllLines(file)) {
        Matcher matcher = LINE.matcher(line);
        if (matcher.matches()) {
          values.put(matcher.group(1), value(matcher.group(2)));
        }
      }
    } catch (MalformedInputException e) {
      throw new IOException(file + " is not a text file in UTF-8", e);
    }
    return new CredentialsFile(file, values);
  }

  private static String value(String text) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.matches() ? quoted.group(2) : COMMENT_AFTER.matcher(text).replaceFirst("");
  }

  /** As Certbot does: a group may have been given the right to read on purpose. */
  private static void warnIfOpen(Path file) throws IOException {
    if (Files.getFileAttributeView(file, PosixFileAttributeView.class) != null
        && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
      LOG.warn(
          "Other users of this machine can read or change the credentials in {}. Take that away from them: chmod 600 {}",
          file,
          file);
    }
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isBlank());
  }

  String get(String name) throws IOException {
    return find(name).orElseThrow(() -> fault(name, "is missing"));
  }

  /** An error about one line, without what is on it. */
  IOException fault(String name, String what) {
    return new IOException("The line %s in %s %s".formatted(name, file, what));
  }
}
