package dev.acmesdk.cli;

import dev.acmesdk.cli.output.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Has picocli write the {@link HelpPages}, when the command is built. */
public final class HelpWriter {
  private HelpWriter() {}

  /**
   * Writes all pages.
   *
   * @param args where the classes are
   * @throws IOException if they cannot be written
   */
  public static void main(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]).resolve(HelpPages.DIRECTORY));
    CommandLine all = new Program(Terminal.system()).commandLine(null);
    write(directory, HelpPages.ROOT, all);
    for (Map.Entry<String, CommandLine> verb : all.getSubcommands().entrySet()) {
      write(directory, verb.getKey(), verb.getValue());
    }
  }

  private static void write(Path directory, String word, CommandLine command) throws IOException {
    Files.writeString(
        directory.resolve(HelpPages.file(word, false)), command.getUsageMessage(Ansi.OFF));
    Files.writeString(
        directory.resolve(HelpPages.file(word, true)), command.getUsageMessage(Ansi.ON));
  }
}
