package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something in a store that is wrong, or will be: where, what, and what to do. It holds no keys.
 *
 * <p>Instances are immutable and safe for use by several threads.
 */
public final class Finding {
  private final Severity severity;
  private final Path path;
  private final @Nullable String lineage;
  private final String problem;
  private final String remedy;
  private final DirectoryAccess.@Nullable Change change;
  private final DirectoryAccess access;

  /** How bad it is; the worst one comes first. */
  public enum Severity {
    /** Something does not work, or a key is in danger. */
    ERROR,
    /** It works, but will not for long, or not for Certbot. */
    WARNING,
    /** Nothing suffers from it. */
    INFO
  }

  Finding(
      Severity severity,
      Path path,
      @Nullable String lineage,
      String problem,
      String remedy,
      DirectoryAccess access,
      DirectoryAccess.@Nullable Change change) {
    this.severity = severity;
    this.path = path;
    this.lineage = lineage;
    this.problem = problem;
    this.remedy = remedy;
    this.access = access;
    this.change = change;
  }

  /**
   * How bad it is.
   *
   * @return the severity
   */
  public Severity severity() {
    return severity;
  }

  /**
   * Where it is.
   *
   * @return an absolute path; it need not be there, that may be the problem
   */
  public Path path() {
    return path;
  }

  /**
   * Which lineage has it.
   *
   * @return the lineage's name; empty if it does not concern just one lineage
   */
  public Optional<String> lineage() {
    return Optional.ofNullable(lineage);
  }

  /**
   * What is wrong.
   *
   * @return the end of a sentence that begins with the path, such as "is missing"
   */
  public String problem() {
    return problem;
  }

  /**
   * What to do about it.
   *
   * @return one or more sentences
   */
  public String remedy() {
    return remedy;
  }

  /**
   * Whether {@link #mend} can do it: only where nothing can get lost.
   *
   * @return {@code true} if it can be mended here
   */
  public boolean isMendable() {
    return change != null;
  }

  /**
   * Mends it, while nobody else changes the store. The state of the store is looked at again first:
   * if somebody was faster, nothing happens.
   *
   * @throws StoreException if that fails, or others are at work on the lineage
   * @throws IllegalStateException if it cannot be mended here
   */
  public void mend() {
    if (change == null) {
      throw new IllegalStateException("Only a person can mend this: " + this);
    }
    access.change(change);
  }

  /** Shows all of it in one line. */
  @Override
  public String toString() {
    return "%s: %s %s. %s".formatted(severity, path, problem, remedy);
  }
}
