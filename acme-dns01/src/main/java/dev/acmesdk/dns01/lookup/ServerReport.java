package dev.acmesdk.dns01.lookup;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What one server says of one name at a moment.
 *
 * @param name the name, at the end of all aliases, without trailing dot
 * @param server who says so
 * @param answer what it says
 * @param wanted the texts that were looked for
 */
public record ServerReport(
    String name, NameServer server, ServerAnswer answer, Set<String> wanted) {
  /** Copies the set. */
  public ServerReport {
    wanted = Set.copyOf(wanted);
  }

  /**
   * Whether the server has all that was looked for; it may have more.
   *
   * @return {@code true} if nothing is missing
   */
  public boolean isComplete() {
    return missing().isEmpty();
  }

  /**
   * What was looked for and is not there.
   *
   * @return some of {@link #wanted}
   */
  public Set<String> missing() {
    Set<String> missing = new LinkedHashSet<>(wanted);
    if (answer instanceof ServerAnswer.Values values) {
      values.texts().forEach(missing::remove);
    }
    return missing;
  }

  /** One line, in plain words. */
  @Override
  public String toString() {
    return isComplete()
        ? "%s: %s has it".formatted(name, server)
        : "%s: %s %s".formatted(name, server, answer);
  }
}
