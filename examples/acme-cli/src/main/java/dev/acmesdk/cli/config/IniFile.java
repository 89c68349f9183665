package dev.acmesdk.cli.config;

import dev.acmesdk.cli.output.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lines {@code option = value}; {@code #} and {@code ;} begin comments, sections are passed over.
 */
final class IniFile {
  private IniFile() {}

  /** The options in a file by their names, without dashes before; none if there is no such file. */
  static Map<String, String> read(Path file) {
    Map<String, String> options = new LinkedHashMap<>();
    if (!Files.isRegularFile(file)) {
      return options;
    }
    try {
      parse(file, Files.readAllLines(file), options);
    } catch (IOException e) {
      throw new CommandFailure("The file %s cannot be read: %s.".formatted(file, e));
    }
    return options;
  }

  private static void parse(Path file, List<String> lines, Map<String, String> options) {
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || "#;[".indexOf(line.charAt(0)) >= 0) {
        continue;
      }
      int end = line.replace(':', '=').indexOf('=');
      String key = (end < 0 ? line : line.substring(0, end)).strip().replaceFirst("^-+", "");
      if (!key.matches("[A-Za-z0-9][-_A-Za-z0-9]*")) {
        throw new CommandFailure(
            "Line %d of %s is neither a comment nor option = value. Correct it."
                .formatted(i + 1, file));
      }
      options.put(key.replace('_', '-'), end < 0 ? "True" : line.substring(end + 1).strip());
    }
  }
}
