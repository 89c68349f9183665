package dev.acmesdk.hook;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A shell command as a hook. It learns why it is run from Certbot's environment variables:
 *
 * <ul>
 *   <li>a deploy-hook from {@code RENEWED_LINEAGE}, the lineage's directory in {@code live} (not
 *       set if the store has no files), and {@code RENEWED_DOMAINS}, the names and addresses of the
 *       certificate, separated by blanks, with {@code *} as it is;
 *   <li>a post-hook from {@code RENEWED_DOMAINS} and {@code FAILED_DOMAINS}, all of the round. Each
 *       has at most 16,000 characters, as with Certbot; only whole names are in there.
 * </ul>
 *
 * <p>No hook sees what another one was told. Two of them are equal if their command lines are.
 */
public final class CommandHook implements Hook {
  private static final int MAX_LIST = 16_000;

  private final ShellCommand command;

  private CommandHook(ShellCommand command) {
    this.command = command;
  }

  /**
   * A command that has ten minutes of time.
   *
   * @param commandLine what would be typed at a prompt
   * @return the hook
   * @throws InvalidRequestException if it is blank, or holds the character 0
   */
  public static CommandHook of(String commandLine) {
    return of(ShellCommand.of(commandLine));
  }

  /**
   * A command with variables and a time limit of its own.
   *
   * @param command what is run
   * @return the hook
   */
  public static CommandHook of(ShellCommand command) {
    return new CommandHook(command);
  }

  /**
   * Sets how long it may take.
   *
   * @param limit some time
   * @return a copy with it
   */
  public CommandHook timeLimit(Duration limit) {
    return of(command.timeLimit(limit));
  }

  /**
   * Looks whether the command's first word is a program that can be run.
   *
   * @throws InvalidRequestException if it is not; the message says where it was looked for
   * @see ShellCommand#check()
   */
  public void check() {
    command.check();
  }

  /**
   * What is run.
   *
   * @return the command
   */
  public ShellCommand command() {
    return command;
  }

  /**
   * Runs the command.
   *
   * @param call why it is run
   * @throws IOException if it cannot be started, is ended because its time is up, or ends with
   *     another status than 0
   * @throws CancelledException if the thread is interrupted; the command has been ended
   */
  @Override
  public void run(HookCall call) throws IOException {
    String failure = failure(result(call));
    if (failure != null) {
      throw new IOException("The %s %s %s.".formatted(call.kind(), command, failure));
    }
  }

  ShellResult result(HookCall call) throws IOException {
    return command.environment(variables(call)).run();
  }

  /** What went wrong, in the words of a sentence about the hook. */
  @Nullable String failure(ShellResult result) {
    if (result.isTimedOut()) {
      return "was ended because it took longer than " + shown(command.timeLimit());
    }
    return result.isSuccess() ? null : "ended with status " + result.status();
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  private static Map<String, String> variables(HookCall call) {
    Map<String, String> variables = new LinkedHashMap<>();
    switch (call.kind()) {
      case PRE -> {}
      case DEPLOY -> {
        variables.put("RENEWED_DOMAINS", list(call.renewed(), Integer.MAX_VALUE));
        call.liveDirectory()
            .map(Path::toString)
            .ifPresent(path -> variables.put("RENEWED_LINEAGE", path));
      }
      case POST -> {
        variables.put("RENEWED_DOMAINS", list(call.renewed(), MAX_LIST));
        variables.put("FAILED_DOMAINS", list(call.failed(), MAX_LIST));
      }
    }
    return variables;
  }

  /** A name that is cut off could be another name. */
  private static String list(Collection<Identifier> identifiers, int max) {
    String all = identifiers.stream().map(Identifier::value).collect(Collectors.joining(" "));
    return all.length() <= max ? all : all.substring(0, Math.max(0, all.lastIndexOf(" ", max)));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CommandHook hook
        && command.commandLine().equals(hook.command.commandLine());
  }

  @Override
  public int hashCode() {
    return command.commandLine().hashCode();
  }

  /** Shows the command line. */
  @Override
  public String toString() {
    return command.toString();
  }
}
