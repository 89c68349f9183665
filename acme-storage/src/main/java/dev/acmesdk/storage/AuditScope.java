package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.LeaseHeld;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the parts of an audit look at, and what they mend with. */
record AuditScope(
    Layout layout,
    Disk disk,
    KeyCodec keys,
    Clock clock,
    DirectoryAccess access,
    DirectoryLeases leases,
    Repair repair) {

  static AuditScope of(Rooms rooms, Staff staff) {
    return new AuditScope(
        rooms.layout(),
        rooms.disk(),
        rooms.keys(),
        rooms.clock(),
        staff.access(),
        staff.leases(),
        staff.repair());
  }

  /** What is in a directory, by name; nothing if it is not there. */
  static List<Path> entries(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      List<Path> all = new ArrayList<>();
      entries.forEach(all::add);
      return all.stream().sorted().toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  static String name(Path path) {
    return path.getFileName().toString();
  }

  /** What acquiring the lineage's lease would put in order. */
  DirectoryAccess.Change repairing(String lineage) {
    return () -> {
      requireFree(lineage);
      repair.run(lineage);
    };
  }

  /** Whoever has the lease may be about to save. */
  void requireFree(String lineage) throws IOException {
    Optional<LeaseHeld> held = leases.holder(lineage);
    if (held.isPresent()) {
      throw new StoreException(
          "Cannot mend the lineage %s: %s is at work on it."
              .formatted(lineage, held.get().holder()),
          "Try again when it has ended.",
          null);
    }
  }

  /** Deletes a file or link that is of no use. */
  DirectoryAccess.Change deleting(Path path) {
    return () -> {
      if (Layout.isThere(path)) {
        disk.delete(path);
        disk.sync(path.resolveSibling(""));
      }
    };
  }
}
