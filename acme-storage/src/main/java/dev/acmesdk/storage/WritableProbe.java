package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out whether a save would succeed, by doing what a save does. */
final class WritableProbe {
  private static final String ELSEWHERE =
      "Choose a directory on a local file system such as ext4 or XFS with storeIn(…).";

  private final Layout layout;
  private final Disk disk;

  WritableProbe(Layout layout, Disk disk) {
    this.layout = layout;
    this.disk = disk;
  }

  Layout run() throws IOException {
    requirePosix();
    try (ChangeSet changes = new ChangeSet(disk)) {
      layout.create(changes);
      changes.commit();
    }
    for (Path place : layout.places()) {
      probe(place);
    }
    return layout;
  }

  private void requirePosix() {
    if (!layout.root().getFileSystem().supportedFileAttributeViews().contains("posix")) {
      throw unsuitable("has no POSIX modes, without which private keys cannot be protected", null);
    }
  }

  /** Its changes are taken back when it ends. */
  private void probe(Path place) throws IOException {
    Path file = place.resolve(".probe-" + UUID.randomUUID());
    try (ChangeSet changes = new ChangeSet(disk)) {
      changes.file(file, Modes.PRIVATE_FILE, new byte[] {1});
      if (!Modes.PRIVATE_FILE.containsAll(Files.getPosixFilePermissions(file))) {
        throw unsuitable("does not keep POSIX modes: private keys could be read by others", null);
      }
      probeLink(changes, file);
    }
  }

  private void probeLink(ChangeSet changes, Path file) {
    try {
      changes.link(file.resolveSibling(file.getFileName() + ".link"), file.getFileName());
    } catch (UnsupportedOperationException | IOException e) {
      throw unsuitable("has no symbolic links, which Certbot's layout is made of", e);
    }
  }

  private StoreException unsuitable(String why, @Nullable Exception cause) {
    return new StoreException(
        "Cannot keep certificates in " + layout.root() + ": its file system " + why + ".",
        ELSEWHERE,
        cause);
  }
}
