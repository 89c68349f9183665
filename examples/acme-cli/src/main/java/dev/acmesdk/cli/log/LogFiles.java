package dev.acmesdk.cli.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The files of the log, named and numbered as Certbot's: {@code letsencrypt.log} is of the current
 * run, {@code letsencrypt.log.1} of the one before.
 */
final class LogFiles {
  private static final String NAME = "letsencrypt.log";

  private LogFiles() {}

  /**
   * Makes room for the log of this run.
   *
   * @param directory where logs are
   * @param backups how many old ones are kept; 0 means that there is one that grows for ever
   * @return the file to write to
   */
  static Path rotate(Path directory, int backups) throws IOException {
    Path current = directory.resolve(NAME);
    if (backups <= 0 || !Files.exists(current)) {
      return current;
    }
    int last = 1;
    while (last < backups && Files.exists(numbered(directory, last))) {
      last++;
    }
    for (int number = last; number > 1; number--) {
      move(numbered(directory, number - 1), numbered(directory, number));
    }
    move(current, numbered(directory, 1));
    return current;
  }

  private static Path numbered(Path directory, int number) {
    return directory.resolve(NAME + "." + number);
  }

  private static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
