package dev.acmesdk.preflight;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.WritableCheck;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether the certificate can be kept when it is there. */
final class StoreCheck implements PreflightCheck {
  private static final long MEBIBYTE = 1024L * 1024;
  private static final long TOO_LITTLE = MEBIBYTE;
  private static final long LITTLE = 50 * MEBIBYTE;

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws IOException {
    List<Finding> findings = new ArrayList<>();
    if (planned.store().orElse(null) instanceof WritableCheck check) {
      findings.add(writable(check));
    }
    if (planned.storeDirectory().isPresent()) {
      findings.addAll(space(planned.storeDirectory().get()));
    }
    return findings;
  }

  private static Finding writable(WritableCheck check) {
    try {
      check.checkWritable();
      return Finding.of(Topic.STORE, Severity.OK, "The store can be written.");
    } catch (StoreException e) {
      return Failures.finding(Topic.STORE, e);
    }
  }

  /** The directory, or the one in which it will be made. */
  private static Path existing(Path directory) {
    Path parent = directory.getParent();
    return parent == null || Files.exists(directory) ? directory : existing(parent);
  }

  private static List<Finding> space(Path directory) throws IOException {
    FileStore disk = Files.getFileStore(existing(directory.toAbsolutePath()));
    long free = disk.getUsableSpace();
    if (free >= LITTLE) {
      return List.of();
    }
    return List.of(
        Finding.of(
                Topic.STORE,
                free < TOO_LITTLE ? Severity.ERROR : Severity.WARNING,
                "Only %d MiB are free on the disk of %s.".formatted(free / MEBIBYTE, directory))
            .remedy(
                "Make space, so that key and certificate can be stored.", "df -h " + directory));
  }
}
