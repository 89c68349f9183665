package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Lets the four links of a lineage point to another version. Each is switched in one step, but not
 * all of them together. So the former targets are noted first, in Certbot's way: if it is cut off,
 * Certbot goes back to them when it next looks at the lineage, and this store goes on.
 */
final class LinkSwitch {
  private static final String PREVIOUS = "previous_";

  private LinkSwitch() {}

  static Path previous(Path directory, Kind kind) {
    return directory.resolve(PREVIOUS + kind.linkName());
  }

  static void run(ChangeSet changes, Disk disk, LiveLinks links, int version) throws IOException {
    Path directory = links.directory();
    forget(disk, directory);
    for (Kind kind : Kind.values()) {
      changes.link(previous(directory, kind), links.absoluteTarget(kind));
    }
    disk.sync(directory);
    for (Kind kind : Kind.values()) {
      changes.relink(directory.resolve(kind.linkName()), links.targetOf(kind, version));
    }
    disk.sync(directory);
  }

  /** Deletes the notes: the switch is complete, or will be made again. */
  static void forget(Disk disk, Path directory) throws IOException {
    for (Kind kind : Kind.values()) {
      if (Layout.isThere(previous(directory, kind))) {
        disk.delete(previous(directory, kind));
      }
    }
  }
}
