package dev.acmesdk.cli.log;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Everything that happens in one run, in a file: what the library logs, each request to the CA, and
 * what the command says itself. There are no secrets in it.
 *
 * <p>Lines that cannot be written are lost, since a full disk must not stop a renewal.
 */
public final class DebugLog implements AutoCloseable {
  /** All of ours is below this name. */
  private static final Logger ROOT = Logger.getLogger("dev.acmesdk");

  private final Path file;
  private final Handler handler;
  private final Audience audience;

  private DebugLog(Path file, BufferedWriter writer, Audience audience) {
    this.file = file;
    this.audience = audience;
    this.handler = new Lines(new PrintWriter(writer));
  }

  /**
   * People who see some of it at once.
   *
   * @param verbosity 0 for warnings only, 1 for what the library tells, 2 for each request
   * @param onWarning hears of warnings
   * @param onLine hears of the rest
   */
  public record Audience(int verbosity, Consumer<String> onWarning, Consumer<String> onLine) {
    private void hear(LogRecord line) {
      int level = line.getLevel().intValue();
      if (level >= Level.WARNING.intValue()) {
        onWarning.accept(line.getMessage());
      } else if (verbosity >= (level >= Level.INFO.intValue() ? 1 : 2)) {
        onLine.accept(line.getMessage());
      }
    }
  }

  /**
   * Begins the log of a run.
   *
   * @param directory where logs are; it is made, for its owner only, if it is not there
   * @param backups how many old logs are kept
   * @param audience who sees some of it at once
   * @return the log, to be closed
   * @throws IOException if the file cannot be written
   */
  public static DebugLog open(Path directory, int backups, Audience audience) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Path file = LogFiles.rotate(directory, backups);
    BufferedWriter writer =
        Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    DebugLog log = new DebugLog(file, writer, audience);
    ROOT.setLevel(Level.ALL);
    ROOT.setUseParentHandlers(false);
    ROOT.addHandler(log.handler);
    return log;
  }

  /**
   * Where it is.
   *
   * @return the file of this run
   */
  public Path file() {
    return file;
  }

  /**
   * Writes a line.
   *
   * @param text what has happened
   */
  public void note(String text) {
    handler.publish(new LogRecord(Level.FINE, text));
  }

  /**
   * Writes a failure with its stack trace.
   *
   * @param failure what went wrong
   */
  public void note(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    note(trace.toString().stripTrailing());
  }

  @Override
  public void close() {
    ROOT.removeHandler(handler);
    handler.close();
  }

  /** One line for each record. */
  private final class Lines extends Handler {
    private final PrintWriter writer;

    Lines(PrintWriter writer) {
      this.writer = writer;
    }

    @Override
    public synchronized void publish(LogRecord line) {
      writer.printf(
          "%s:%s:%s:%s%n",
          Instant.ofEpochMilli(line.getMillis()),
          line.getLevel().intValue() < Level.INFO.intValue() ? "DEBUG" : line.getLevel().getName(),
          line.getLoggerName() == null ? "acme" : line.getLoggerName(),
          line.getMessage());
      if (line.getThrown() != null) {
        line.getThrown().printStackTrace(writer);
      }
      writer.flush();
      audience.hear(line);
    }

    @Override
    public void flush() {
      writer.flush();
    }

    @Override
    public void close() {
      writer.close();
    }
  }
}
