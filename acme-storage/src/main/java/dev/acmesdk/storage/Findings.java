package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.storage.Finding.Severity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes note of what an audit finds, of one lineage or of the store as such. */
final class Findings {
  private final DirectoryAccess access;
  private final @Nullable String lineage;
  private final List<Finding> all;

  Findings(DirectoryAccess access) {
    this(access, null, new ArrayList<>());
  }

  private Findings(DirectoryAccess access, @Nullable String lineage, List<Finding> all) {
    this.access = access;
    this.lineage = lineage;
    this.all = all;
  }

  /** The same notes, for what is found of a lineage. */
  Findings of(String name) {
    return new Findings(access, name, all);
  }

  void error(Path path, String problem, String remedy) {
    add(Severity.ERROR, path, problem, remedy, null);
  }

  void warning(Path path, String problem, String remedy) {
    add(Severity.WARNING, path, problem, remedy, null);
  }

  void info(Path path, String problem, String remedy) {
    add(Severity.INFO, path, problem, remedy, null);
  }

  /** Notes what a change of the store would mend, or only a person if there is none. */
  void add(
      Severity severity,
      Path path,
      String problem,
      String remedy,
      DirectoryAccess.@Nullable Change change) {
    all.add(new Finding(severity, path, lineage, problem, remedy, access, change));
  }

  /** Looks at something. One thing that cannot be looked at must not hide all others. */
  void guarded(Path place, DirectoryAccess.Change look) {
    try {
      look.run();
    } catch (StoreException e) {
      error(place, "cannot be checked: " + failure(e), e.remedy());
    } catch (IOException e) {
      StoreException failure = Failures.reading(place, e);
      error(place, "cannot be checked: " + failure(failure), failure.remedy());
    } catch (UncheckedIOException e) {
      error(place, "cannot be checked: " + e.getCause(), "Look at it by hand.");
    } catch (RuntimeException e) {
      // Its message may quote anything.
      error(place, "cannot be checked: " + e.getClass().getSimpleName(), "Look at it by hand.");
    }
  }

  /** What failed, without what to do and without a full stop. */
  static String failure(StoreException e) {
    String message = String.valueOf(e.getMessage());
    String failure = message.substring(0, message.length() - e.remedy().length()).strip();
    return failure.endsWith(".") ? failure.substring(0, failure.length() - 1) : failure;
  }

  /** All notes, the worst first. */
  List<Finding> sorted() {
    return all.stream()
        .sorted(Comparator.comparing(Finding::severity).thenComparing(Finding::path))
        .toList();
  }
}
