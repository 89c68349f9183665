package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Finds out whether a save would succeed, by doing what a save does. */
final class WritableProbe {
  private final Layout layout;
  private final Disk disk;

  WritableProbe(Layout layout, Disk disk) {
    this.layout = layout;
    this.disk = disk;
  }

  Layout run() throws IOException {
    try (ChangeSet changes = new ChangeSet(disk)) {
      layout.create(changes);
      for (Path place : layout.places()) {
        probe(place);
      }
      changes.commit();
    }
    return layout;
  }

  /**
   * Its changes are taken back when it ends. What one that was killed has left is in the way of the
   * next one, who takes it away: there is only one at a time.
   */
  private void probe(Path place) throws IOException {
    Path file = place.resolve(".probe");
    Path link = place.resolve(".probe.link");
    for (Path left : List.of(link, file)) {
      if (Layout.isThere(left)) {
        disk.delete(left);
      }
    }
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.file(file, Modes.PRIVATE_FILE, new byte[] {1});
      changes.link(link, file);
      disk.sync(place);
    }
  }
}
