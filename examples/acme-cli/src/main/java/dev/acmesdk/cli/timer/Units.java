package dev.acmesdk.cli.timer;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The service and the timer that renew what is due, as texts.
 *
 * @param command the words of the command that renews
 * @param writable the directories that it works with
 */
public record Units(List<String> command, List<Path> writable) {
  /** The file name of the service. */
  public static final String SERVICE = "acme-renew.service";

  /** The file name of the timer. */
  public static final String TIMER = "acme-renew.timer";

  /** Copies the lists. */
  public Units {
    command = List.copyOf(command);
    writable = List.copyOf(writable);
  }

  /**
   * The service: one run of the command.
   *
   * @return the text of the unit
   */
  public String service() {
    return """
        # Made by: acme timer install. Taken away by: acme timer install --remove
        [Unit]
        Description=Renew TLS certificates that are due
        Documentation=https://acmesdk.dev/command.html
        Wants=network-online.target
        After=network-online.target
        RequiresMountsFor=%s

        [Service]
        Type=oneshot
        ExecStart=%s
        PrivateTmp=true
        TimeoutStartSec=2h
        """
        .formatted(
            writable.stream().map(Path::toString).map(Units::word).collect(Collectors.joining(" ")),
            command.stream().map(Units::word).collect(Collectors.joining(" ")));
  }

  /**
   * The timer: once a day, at a time of its own, and after a start if the machine was off.
   *
   * @return the text of the unit
   */
  public String timer() {
    return """
        # Made by: acme timer install. Taken away by: acme timer install --remove
        [Unit]
        Description=Daily renewal of TLS certificates that are due

        [Timer]
        OnCalendar=daily
        RandomizedDelaySec=12h
        Persistent=true

        [Install]
        WantedBy=timers.target
        """;
  }

  /** As systemd reads it: percent and dollar signs mean something to it. */
  static String word(String text) {
    String escaped =
        text.replace("\\", "\\\\").replace("\"", "\\\"").replace("%", "%%").replace("$", "$$");
    return escaped.matches("[-A-Za-z0-9_./:=@%$+,]+") ? escaped : "\"" + escaped + "\"";
  }
}
