package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.CommandFailure;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How this program is started, for those who are to start it later. */
final class OwnCommand {
  /** Set by the start script. */
  static final String SCRIPT = "ACME_COMMAND";

  private OwnCommand() {}

  static List<String> words(Map<String, String> variables) {
    String script = variables.getOrDefault(SCRIPT, "");
    return script.isBlank() ? jar() : List.of(script);
  }

  private static List<String> jar() {
    try {
      Path jar =
          Path.of(OwnCommand.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1",
          "-jar",
          jar.toAbsolutePath().toString());
    } catch (URISyntaxException e) {
      throw new CommandFailure("It cannot be found out where this program is: " + e);
    }
  }
}
