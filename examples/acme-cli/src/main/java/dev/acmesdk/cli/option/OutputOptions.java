package dev.acmesdk.cli.option;

import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Option;

/** How much is said, and to whom. */
public final class OutputOptions {
  @Option(
      names = {"-n", "--non-interactive", "--noninteractive"},
      description = "Never ask; fail if an answer is needed.")
  private boolean isNonInteractive;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print errors only. Implies -n.")
  private boolean isQuiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "Print more: once for what the library tells, twice for each request as well.")
  private boolean[] verbose = {};

  @Option(
      names = "--json",
      description = "Print the result as JSON on standard output, all else on standard error.")
  private boolean isJson;

  @Option(names = "--debug", description = "Print the stack trace of a failure, too.")
  private boolean isDebug;

  @Option(
      names = {"-c", "--config"},
      paramLabel = "FILE",
      description = "Options from a file like cli.ini, after those from the usual places.")
  private List<Path> configFiles = List.of();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean helpRequested;

  /**
   * Whether nothing may be asked.
   *
   * @return {@code true} with {@code -n} and with {@code -q}
   */
  public boolean isNonInteractive() {
    return isNonInteractive || isQuiet;
  }

  /**
   * Whether only errors are printed.
   *
   * @return {@code true} with {@code -q}
   */
  public boolean isQuiet() {
    return isQuiet;
  }

  /**
   * How talkative it is to be.
   *
   * @return how often {@code -v} was given
   */
  public int verbosity() {
    return verbose.length;
  }

  /**
   * Whether the result is wanted as JSON.
   *
   * @return {@code true} with {@code --json}
   */
  public boolean isJson() {
    return isJson;
  }

  /**
   * Files with options.
   *
   * @return those that were given with {@code -c}; they have been heeded already
   */
  public List<Path> configFiles() {
    return List.copyOf(configFiles);
  }

  /**
   * Whether stack traces are wanted.
   *
   * @return {@code true} with {@code --debug}
   */
  public boolean isDebug() {
    return isDebug;
  }
}
