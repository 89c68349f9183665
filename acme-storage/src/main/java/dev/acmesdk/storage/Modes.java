package dev.acmesdk.storage;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The POSIX modes that files and directories are born with; the process's umask narrows them. */
final class Modes {
  /** 0700: directories that lead to keys. */
  static final Set<PosixFilePermission> PRIVATE_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");

  /** 0755: all other directories. */
  static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwxr-xr-x");

  /** 0600: certificate keys. */
  static final Set<PosixFilePermission> PRIVATE_FILE = PosixFilePermissions.fromString("rw-------");

  /** 0400: account keys, which are never written again. */
  static final Set<PosixFilePermission> PRIVATE_FOREVER =
      PosixFilePermissions.fromString("r--------");

  /** 0644: everything that is public. */
  static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-r--r--");

  private Modes() {}
}
