package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A small file of ours about one lineage: texts by name. It is readable by its owner only, and at
 * every moment it is as it was before, or as it is to be.
 *
 * @param path where it is
 */
record OwnFile(Path path) {

  static OwnFile of(Layout layout, String lineage, String fileName) {
    return new OwnFile(layout.own(lineage).resolve(fileName));
  }

  /**
   * Reads the texts.
   *
   * @throws IllegalArgumentException if the file is damaged; the message does not quote it
   */
  Optional<Map<String, String>> read() throws IOException {
    if (isKnownToBeMissing()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.read(Files.readAllBytes(path)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Mostly it is, and an exception for each of thousands would take its time. */
  private boolean isKnownToBeMissing() {
    return SmallFile.isDefault(path) && !path.toFile().exists();
  }

  void write(Disk disk, Layout layout, Map<String, String> texts) throws IOException {
    Path home = path.resolveSibling("");
    Path staged = ChangeSet.staged(path);
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.directory(layout.own(), Modes.PRIVATE_DIRECTORY);
      changes.directories(home, Modes.PRIVATE_DIRECTORY);
      disk.delete(staged);
      changes.file(staged, Modes.PRIVATE_FILE, Json.write(texts));
      changes.publish(staged, path);
      changes.commit();
    }
    disk.sync(home);
  }

  /** Deletes it, and what somebody who was killed had not published yet. */
  void delete(Disk disk) throws IOException {
    ChangeSet.discardStaged(disk, path);
    if (Files.exists(path)) {
      disk.delete(path);
      disk.sync(path.resolveSibling(""));
    }
  }
}
