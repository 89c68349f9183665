package dev.acmesdk.preflight;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at, and how it is.
 *
 * @param topic what it is about
 * @param severity what it means for the order
 * @param about the name or address that it is about, {@code null} if it concerns the whole order
 * @param statement how it is and, unless that is good, why it matters: one or more sentences
 * @param remedy what to do about it, one or more sentences; empty if there is nothing to do
 * @param commands lines to type, in their order; none if that depends on what only a human knows
 */
public record Finding(
    Topic topic,
    Severity severity,
    @Nullable String about,
    String statement,
    String remedy,
    List<String> commands) {

  /** Copies the commands. */
  public Finding {
    commands = List.copyOf(commands);
  }

  /**
   * A finding about the order as a whole, with nothing to do about it.
   *
   * @param topic what it is about
   * @param severity what it means for the order
   * @param statement how it is
   * @return the finding
   */
  public static Finding of(Topic topic, Severity severity, String statement) {
    return new Finding(topic, severity, null, statement, "", List.of());
  }

  /**
   * The same about a name or an address.
   *
   * @param subject which
   * @return a changed copy
   */
  public Finding about(String subject) {
    return new Finding(topic, severity, subject, statement, remedy, commands);
  }

  /**
   * The same with something to do.
   *
   * @param what one or more sentences
   * @param lines what to type
   * @return a changed copy
   */
  public Finding remedy(String what, String... lines) {
    return new Finding(topic, severity, about, statement, what, List.of(lines));
  }

  /**
   * What it is about.
   *
   * @return the name or address, if it does not concern the whole order
   */
  public Optional<String> subject() {
    return Optional.ofNullable(about);
  }

  /** Shows all of it in one line. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder().append(severity).append(' ').append(topic.id());
    subject().ifPresent(subject -> line.append(" (").append(subject).append(')'));
    line.append(": ").append(statement);
    if (!remedy.isEmpty()) {
      line.append(' ').append(remedy);
    }
    commands.forEach(command -> line.append(" $ ").append(command));
    return line.toString();
  }
}
