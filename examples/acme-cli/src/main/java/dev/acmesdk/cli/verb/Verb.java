package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.log.DebugLog;
import dev.acmesdk.cli.option.DirectoryOptions;
import dev.acmesdk.cli.option.OutputOptions;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Failure;
import dev.acmesdk.cli.output.Report;
import dev.acmesdk.cli.output.Screen;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What all verbs have in common: a log, a screen, a report, and how they end. */
abstract class Verb implements Callable<Integer> {
  @Mixin DirectoryOptions directories = new DirectoryOptions();
  @Mixin OutputOptions output = new OutputOptions();

  /** Set by picocli before anything else is done. */
  @SuppressWarnings("NullAway.Init")
  @Spec
  CommandSpec spec;

  private final Terminal terminal;

  Verb(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Does it. What it throws is shown. */
  abstract ExitStatus run(Session session);

  /** Whether there is something worth a log; a verb that only prints a text needs no right to. */
  boolean isLogged() {
    return true;
  }

  @Override
  public final Integer call() {
    Report report = new Report(spec.name());
    try (Screen screen = new Screen(terminal, output.isQuiet(), output.isJson())) {
      Session session = new Session(terminal, screen, report, directories, output);
      ExitStatus status = isLogged() ? logged(session) : attempt(session, null);
      if (output.isJson()) {
        terminal.out().println(report.json(status));
      }
      terminal.out().flush();
      return status.code();
    }
  }

  private ExitStatus logged(Session session) {
    Screen screen = session.screen();
    DebugLog.Audience audience =
        new DebugLog.Audience(output.verbosity(), screen::warn, screen::say);
    try (DebugLog log = DebugLog.open(directories.logs(), directories.maxLogBackups(), audience)) {
      session.report().put("log", log.file().toString());
      log.note("acme " + spec.name() + " with options " + Secretless.options(spec));
      return attempt(session, log);
    } catch (IOException e) {
      return fail(
          session,
          null,
          new CommandFailure(
              "The log cannot be written: %s. Run as root, or give --config-dir, --work-dir and --logs-dir that you may write to."
                  .formatted(e)));
    }
  }

  private ExitStatus attempt(Session session, @org.jspecify.annotations.Nullable DebugLog log) {
    try {
      return run(session);
    } catch (ParameterException e) {
      throw e;
    } catch (RuntimeException e) {
      return fail(session, log, e);
    }
  }

  private ExitStatus fail(
      Session session, @org.jspecify.annotations.Nullable DebugLog log, RuntimeException e) {
    session.report().put("error", members(e));
    session.screen().fail(text(e));
    if (output.isDebug()) {
      e.printStackTrace(session.terminal().err());
    }
    if (log != null) {
      log.note(e);
      session.screen().fail("The debug log is in " + log.file() + ".");
    }
    return e instanceof CommandFailure failure ? failure.status() : ExitStatus.FAILED;
  }

  static String text(RuntimeException e) {
    if (e instanceof CancelledException) {
      return "Stopped on your request; challenges and ports were cleaned up.";
    }
    if (e instanceof AcmeException failure) {
      return new Failure(failure).text();
    }
    return e instanceof CommandFailure || e instanceof IllegalArgumentException
        ? String.valueOf(e.getMessage())
        : "An unexpected error occurred: " + e + "\nThis is a bug; please report it with the log.";
  }

  static Map<String, Object> members(RuntimeException e) {
    return e instanceof AcmeException failure
        ? new Failure(failure).members()
        : Map.of(
            "kind",
            e instanceof CommandFailure ? "Command" : "Unexpected",
            "message",
            String.valueOf(e.getMessage()),
            "retryable",
            false);
  }
}
