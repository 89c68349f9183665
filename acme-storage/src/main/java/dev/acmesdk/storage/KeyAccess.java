package dev.acmesdk.storage;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may read a lineage's key besides its owner. Certbot leaves that to the administrator, for
 * example a group of servers, and hands it on from version to version.
 */
final class KeyAccess {
  private static final Logger log = LoggerFactory.getLogger(KeyAccess.class);
  private static final Set<PosixFilePermission> HANDED_ON =
      Set.of(GROUP_READ, GROUP_WRITE, GROUP_EXECUTE, OTHERS_READ);

  private KeyAccess() {}

  /** Hands group and mode on. A failure is no reason to lose the new certificate. */
  static void copy(Disk disk, Path from, Path to) {
    try {
      PosixFileAttributes before = Files.readAttributes(from, PosixFileAttributes.class);
      Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
      mode.addAll(before.permissions());
      mode.retainAll(HANDED_ON);
      if (mode.isEmpty()) {
        return;
      }
      disk.setGroup(to, before.group()); // first: the mode must not open the key to another group
      mode.addAll(Modes.PRIVATE_FILE);
      disk.setMode(to, mode);
    } catch (IOException e) {
      log.warn(
          "Only its owner can read {}, unlike {}: {}. Change its group and mode by hand.",
          to,
          from,
          e.toString());
    }
  }
}
