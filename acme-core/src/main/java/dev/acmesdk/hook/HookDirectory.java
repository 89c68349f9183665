package dev.acmesdk.hook;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A directory all of whose executables are hooks. */
final class HookDirectory {
  private HookDirectory() {}

  /** Those in a directory, sorted by their paths; none if there is no such directory. */
  static List<Hook> hooks(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Shell::isExecutable)
          .filter(file -> !file.toString().endsWith("~")) // an editor's copy of what it was before
          .sorted(Comparator.comparing(Path::toString))
          .<Hook>map(file -> CommandHook.of(Shell.word(file)))
          .toList();
    } catch (IOException e) {
      throw new StoreException(
          "The directory of hooks %s cannot be read: %s.".formatted(directory, e.getMessage()),
          "Let the program's user read it, or take it away.",
          e);
    }
  }
}
