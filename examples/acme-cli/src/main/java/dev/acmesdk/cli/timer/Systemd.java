package dev.acmesdk.cli.timer;

import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.hook.ShellCommand;
import dev.acmesdk.hook.ShellResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What is asked of systemd, where there is one. */
public final class Systemd {
  private static final List<String> WEB_SERVERS = List.of("nginx", "apache2", "httpd", "haproxy");

  private final boolean isRunning;

  /**
   * Systemd.
   *
   * @param isRunning whether it is this machine's, so that it can be told something
   */
  public Systemd(boolean isRunning) {
    this.isRunning = isRunning;
  }

  /**
   * This machine's.
   *
   * @return one that is told nothing if the machine was started by something else
   */
  public static Systemd ofThisMachine() {
    return new Systemd(Files.isDirectory(Path.of("/run/systemd/system")));
  }

  /**
   * Whether it can be told something.
   *
   * @return {@code false} if the machine was started by something else
   */
  public boolean isRunning() {
    return isRunning;
  }

  /**
   * The web server that runs here, if there is just one.
   *
   * @return the command by which it takes new certificates
   */
  public Optional<String> reloadOfWebServer() {
    if (!isRunning) {
      return Optional.empty();
    }
    List<String> active =
        WEB_SERVERS.stream()
            .filter(name -> run("systemctl is-active --quiet " + name).isSuccess())
            .toList();
    return active.size() == 1 ? Optional.of("systemctl reload " + active.get(0)) : Optional.empty();
  }

  /** Has the timer started, now and whenever the machine starts. */
  public void enable() {
    require("systemctl daemon-reload");
    require("systemctl enable --now " + Units.TIMER);
  }

  /** Has the timer ended. */
  public void disable() {
    ShellResult result = run("systemctl disable --now " + Units.TIMER);
    if (!result.isSuccess() && !result.errors().contains("does not exist")) {
      throw failed("systemctl disable --now " + Units.TIMER, result);
    }
  }

  /** Has systemd forget units that are not there any more. */
  public void reload() {
    require("systemctl daemon-reload");
  }

  /**
   * What systemd finds wrong with unit files.
   *
   * @param units the files
   * @return lines; empty if nothing is wrong, or the program for it is not there
   */
  public String faults(List<Path> units) {
    String files = String.join(" ", units.stream().map(unit -> "'" + unit + "'").toList());
    ShellResult result =
        run("command -v systemd-analyze >/dev/null || exit 0; systemd-analyze verify " + files);
    return (result.output() + "\n" + result.errors()).strip();
  }

  private static void require(String command) {
    ShellResult result = run(command);
    if (!result.isSuccess()) {
      throw failed(command, result);
    }
  }

  private static CommandFailure failed(String command, ShellResult result) {
    return new CommandFailure(
        "%s has ended with status %d: %s"
            .formatted(command, result.status(), result.errors().strip()));
  }

  private static ShellResult run(String command) {
    try {
      return ShellCommand.of(command).run();
    } catch (IOException e) {
      throw new CommandFailure("%s cannot be run: %s.".formatted(command, e));
    }
  }
}
