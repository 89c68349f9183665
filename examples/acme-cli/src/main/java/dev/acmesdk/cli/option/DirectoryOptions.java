package dev.acmesdk.cli.option;

import dev.acmesdk.storage.CertbotDirectory;
import java.nio.file.Path;
import java.time.Clock;
import picocli.CommandLine.Option;

/** Where everything is kept. */
public final class DirectoryOptions {
  @Option(
      names = "--config-dir",
      paramLabel = "DIR",
      description = "Certificates, accounts and renewal files (${DEFAULT-VALUE}).")
  private Path configDir = CertbotDirectory.DEFAULT;

  @Option(
      names = "--work-dir",
      paramLabel = "DIR",
      description = "Certbot's working files (${DEFAULT-VALUE}); nothing is written there.")
  private Path workDir = Path.of("/var/lib/letsencrypt");

  @Option(names = "--logs-dir", paramLabel = "DIR", description = "Logs (${DEFAULT-VALUE}).")
  private Path logsDir = Path.of("/var/log/letsencrypt");

  @Option(
      names = "--max-log-backups",
      paramLabel = "N",
      description = "How many old logs are kept (${DEFAULT-VALUE}); 0 appends to one for ever.")
  private int maxLogBackups = 1000;

  /**
   * Where certificates are.
   *
   * @return an absolute path
   */
  public Path config() {
    return configDir.toAbsolutePath().normalize();
  }

  /**
   * Where Certbot has its working files.
   *
   * @return an absolute path
   */
  public Path work() {
    return workDir.toAbsolutePath().normalize();
  }

  /**
   * Where logs are.
   *
   * @return an absolute path
   */
  public Path logs() {
    return logsDir.toAbsolutePath().normalize();
  }

  /**
   * How many old logs are kept.
   *
   * @return 0 to append to one for ever
   */
  public int maxLogBackups() {
    return maxLogBackups;
  }

  /**
   * The store.
   *
   * @param clock the clock that it goes by
   * @return the store in {@link #config}
   */
  public CertbotDirectory store(Clock clock) {
    return CertbotDirectory.at(config(), clock);
  }
}
