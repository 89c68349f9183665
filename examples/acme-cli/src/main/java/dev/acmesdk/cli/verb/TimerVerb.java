package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.HookOptions;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.timer.Systemd;
import dev.acmesdk.cli.timer.Units;
import dev.acmesdk.cli.work.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code acme timer install}: has certificates renewed daily. */
@Command(
    name = "timer",
    description =
        "Have due certificates renewed daily by systemd. The units are shown before they are written.",
    footer = {
      "",
      "Examples:",
      "  acme timer install --deploy-hook 'systemctl reload nginx'",
      "  acme timer install --remove"
    })
final class TimerVerb extends Verb {
  private static final Path UNITS = Path.of("/etc/systemd/system");

  @Parameters(paramLabel = "install", description = "The only thing that can be done.")
  String action = "";

  @Option(names = "--remove", description = "Stop the timer and take both units away.")
  boolean isRemoving;

  @Option(
      names = "--unit-dir",
      paramLabel = "DIR",
      description =
          "Where units are (${DEFAULT-VALUE}). Elsewhere, they are only written, not started.")
  Path unitDirectory = UNITS;

  @Mixin HookOptions hooks = new HookOptions();

  TimerVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  boolean isLogged() {
    return false;
  }

  @Override
  ExitStatus run(Session session) {
    if (!action.equals("install")) {
      throw new CommandFailure(
          "acme timer %s is unknown. There is acme timer install, also with --remove."
              .formatted(action));
    }
    hooks.given();
    Systemd systemd = unitDirectory.equals(UNITS) ? Systemd.ofThisMachine() : new Systemd(false);
    return isRemoving ? remove(session, systemd) : install(session, systemd);
  }

  private Path service() {
    return unitDirectory.toAbsolutePath().resolve(Units.SERVICE);
  }

  private Path timer() {
    return unitDirectory.toAbsolutePath().resolve(Units.TIMER);
  }

  private ExitStatus install(Session session, Systemd systemd) {
    Units units =
        new Units(command(session, systemd), List.of(directories.config(), directories.logs()));
    session.screen().say("# " + service() + "\n" + units.service());
    session.screen().say("# " + timer() + "\n" + units.timer().stripTrailing());
    if (session.mayAsk() && !isConfirmed(session)) {
      throw new CommandFailure("Nothing was written.");
    }
    write(service(), units.service());
    write(timer(), units.timer());
    String faults = systemd.faults(List.of(service(), timer()));
    if (!faults.isEmpty()) {
      session.screen().warn("systemd-analyze verify says:\n" + faults);
    }
    session.report().put("files", List.of(service().toString(), timer().toString()));
    if (systemd.isRunning()) {
      systemd.enable();
      session.screen().succeed("The timer is installed. See: systemctl list-timers acme-renew");
    } else {
      session
          .screen()
          .succeed("The units are written. Start them with: systemctl enable --now " + Units.TIMER);
    }
    return ExitStatus.OK;
  }

  private static boolean isConfirmed(Session session) {
    return !session
        .terminal()
        .ask("Write these files and start the timer? (Y)es or (n)o: ")
        .toLowerCase(Locale.ROOT)
        .startsWith("n");
  }

  /** This program, as it was started, with what differs from the defaults. */
  private List<String> command(Session session, Systemd systemd) {
    List<String> words = new ArrayList<>(OwnCommand.words(session.terminal().variables()));
    words.addAll(List.of("renew", "-q", "--no-random-sleep-on-renew"));
    words.addAll(List.of("--config-dir", directories.config().toString()));
    words.addAll(List.of("--work-dir", directories.work().toString()));
    words.addAll(List.of("--logs-dir", directories.logs().toString()));
    Optional<String> deploy = hooks.deployCommand().or(systemd::reloadOfWebServer);
    deploy.ifPresent(hook -> words.addAll(List.of("--deploy-hook", hook)));
    if (deploy.isEmpty()) {
      session
          .screen()
          .warn(
              "Nothing makes your server take a new certificate. Give --deploy-hook 'systemctl reload SERVER' unless the renewal files name a hook already.");
    }
    return words;
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new CommandFailure(
          "The unit %s cannot be written: %s. Run as root, or give --unit-dir.".formatted(file, e));
    }
  }

  private ExitStatus remove(Session session, Systemd systemd) {
    if (systemd.isRunning()) {
      systemd.disable();
    }
    List<String> removed = new ArrayList<>();
    for (Path file : List.of(timer(), service())) {
      try {
        if (Files.deleteIfExists(file)) {
          removed.add(file.toString());
        }
      } catch (IOException e) {
        throw new CommandFailure("The unit %s cannot be deleted: %s.".formatted(file, e));
      }
    }
    if (systemd.isRunning()) {
      systemd.reload();
    }
    session.report().put("files", removed);
    session
        .screen()
        .succeed(
            removed.isEmpty()
                ? "There was no timer."
                : "The timer is removed: " + String.join(", ", removed));
    return ExitStatus.OK;
  }
}
