package dev.acmesdk.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** A file that nobody but its owner can read, from its first moment on. */
final class PrivateFile {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private PrivateFile() {}

  /** Puts a file there, or in the place of the one that is there, in one step. */
  static void replace(Path file, byte[] content) throws IOException {
    Path target = file.toAbsolutePath();
    Path directory = target.getParent();
    if (directory == null) {
      throw new FileSystemException(target.toString(), null, "it is a directory");
    }
    if (Files.getFileAttributeView(directory, PosixFileAttributeView.class) == null) {
      throw readableByOthers(target);
    }
    Path born = directory.resolve("." + target.getFileName() + "." + UUID.randomUUID());
    try {
      write(born, content);
      Files.move(born, target, ATOMIC_MOVE);
    } catch (IOException | RuntimeException e) {
      discard(born, e);
      throw e;
    }
    sync(directory);
  }

  private static void write(Path file, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(
            file, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(OWNER_ONLY))) {
      requireOwnerOnly(file, Files.getPosixFilePermissions(file));
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** VFAT and some network file systems take a mode and forget it. */
  static void requireOwnerOnly(Path file, Set<PosixFilePermission> mode) throws IOException {
    if (!OWNER_ONLY.containsAll(mode)) {
      throw readableByOthers(file);
    }
  }

  private static IOException readableByOthers(Path file) {
    return new FileSystemException(
        file.toString(), null, "its file system has no POSIX modes, so others could read the key");
  }

  private static void discard(Path file, Exception cause) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Makes the new name survive a power failure. */
  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      channel.force(true);
    }
  }

  static StoreException failure(String lineage, Path file, IOException cause) {
    return new StoreException(
        "Cannot write the certificate and key of %s to %s: %s."
            .formatted(lineage, file, reason(cause)),
        "Name a file in a directory that is there, that this program may write to, and that is on a local file system.",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (cause instanceof NoSuchFileException) {
      return "there is no such directory";
    }
    if (cause instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    return cause instanceof FileSystemException e && e.getReason() != null
        ? e.getReason()
        : String.valueOf(cause.getMessage());
  }
}
