package dev.acmesdk.hook;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command line for the system's shell: {@code /bin/sh -c}, or {@code cmd /c} on Windows. It can
 * neither hang its caller nor fill its memory: its input is empty, of what it prints only the first
 * and the last 16 KiB are kept, and when its time is up it is ended together with what it has
 * started.
 *
 * <p>It sees the environment of this process, other than the variables that Certbot sets for hooks:
 * of those only the ones that are given here. What is usual for servers and missing in {@code PATH}
 * ({@code /usr/sbin}, {@code /usr/local/bin}, {@code /usr/local/sbin}) is added.
 *
 * <p>A child that it leaves in the background is not waited for, and is not ended. What it prints
 * after the shell's end is lost, and may end it: it should write to a file, or nowhere.
 *
 * <p>Instances are immutable; methods that change something return a copy.
 */
public final class ShellCommand {
  private static final Duration TIME_LIMIT = Duration.ofMinutes(10);
  private static final Duration LONGEST_LIMIT = Duration.ofDays(365);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int MAX_SHOWN = 200;

  private final String commandLine;
  private final Map<String, String> environment;
  private final Duration timeLimit;
  private final Duration grace;

  private ShellCommand(
      String commandLine, Map<String, String> environment, Duration timeLimit, Duration grace) {
    this.commandLine = commandLine;
    this.environment = Map.copyOf(environment);
    this.timeLimit = timeLimit;
    this.grace = grace;
  }

  /**
   * A command with no variables of its own, and ten minutes of time.
   *
   * @param commandLine what would be typed at a prompt
   * @return the command, not yet run
   * @throws InvalidRequestException if it is blank, or holds the character 0
   */
  public static ShellCommand of(String commandLine) {
    if (commandLine.isBlank() || commandLine.indexOf('\0') >= 0) {
      throw new InvalidRequestException(
          "A command line of a hook is empty or holds the character 0. Write the command that is to be run, or leave the hook out.");
    }
    return new ShellCommand(commandLine, Map.of(), TIME_LIMIT, GRACE);
  }

  /**
   * A program with its arguments, none of which means anything to the shell, with ten minutes of
   * time.
   *
   * @param program a path, or a name to be searched for in {@code PATH}
   * @param arguments what it is given
   * @return the command, not yet run
   * @throws InvalidRequestException if one of them holds the character 0, or there is no program
   */
  public static ShellCommand ofProgram(Path program, List<String> arguments) {
    return of(
        Stream.concat(Stream.of(program.toString()), arguments.stream())
            .map(Shell::word)
            .collect(Collectors.joining(" ")));
  }

  /**
   * Adds variables to those that it sees; one of the same name is replaced.
   *
   * @param variables values by name; the values appear in no message and in no log
   * @return a copy with them
   * @throws IllegalArgumentException if an environment cannot hold one of them
   */
  public ShellCommand environment(Map<String, String> variables) {
    variables.forEach(ShellCommand::requireVariable);
    Map<String, String> more = new HashMap<>(environment);
    more.putAll(variables);
    return new ShellCommand(commandLine, more, timeLimit, grace);
  }

  private static void requireVariable(String name, String value) {
    if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("No variable can be called \"" + shown(name) + '"');
    }
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("The value of " + name + " holds the character 0");
    }
  }

  /**
   * Sets how long it may take.
   *
   * @param limit some time; more than a year is taken for a year
   * @return a copy with it
   */
  public ShellCommand timeLimit(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new IllegalArgumentException("A command takes longer than " + limit);
    }
    Duration bounded = limit.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : limit;
    return new ShellCommand(commandLine, environment, bounded, grace);
  }

  /** Sets how long it has to end by itself when it is told to. */
  ShellCommand grace(Duration some) {
    return new ShellCommand(commandLine, environment, timeLimit, some);
  }

  /**
   * What the shell is given.
   *
   * @return the command line as it was given
   */
  public String commandLine() {
    return commandLine;
  }

  /**
   * How long it may take.
   *
   * @return the time after which it is ended
   */
  public Duration timeLimit() {
    return timeLimit;
  }

  /**
   * Looks whether its first word is a program that can be run, as Certbot does. What only the shell
   * knows ({@code cd}, {@code if}, a variable) is none: such commands are not to be checked.
   *
   * @throws InvalidRequestException if it is not; the message says where it was looked for
   */
  public void check() {
    String program = Shell.program(commandLine);
    if (Shell.finds(program, environment)) {
      return;
    }
    throw new InvalidRequestException(
        isThere(program)
            ? "The hook command %s is there, but cannot be executed. Make it executable (chmod +x)."
                .formatted(shown(program))
            : "The hook command %s is neither a path to an executable file nor found in PATH. Write its whole path, or leave out the check if only the shell knows it."
                .formatted(shown(program)));
  }

  private static boolean isThere(String program) {
    return program.indexOf('/') >= 0 && Files.exists(Path.of(program));
  }

  /**
   * Runs it and waits for its end, which comes when the shell ends or the time is up. Then the
   * shell and what it has started are told to end, and killed if they have not after some seconds.
   *
   * @return how it has ended, and what it has printed
   * @throws IOException if the shell cannot be started
   * @throws CancelledException if the thread is interrupted; the command has been ended
   */
  public ShellResult run() throws IOException {
    return CommandRun.of(Shell.process(commandLine, environment), timeLimit, grace);
  }

  private static String shown(String text) {
    String line = Excerpt.clean(text).replaceAll("\\s+", " ");
    return line.length() <= MAX_SHOWN ? line : line.substring(0, MAX_SHOWN) + "…";
  }

  /** Shows the command line on one line, and no values of variables. */
  @Override
  public String toString() {
    return shown(commandLine);
  }
}
