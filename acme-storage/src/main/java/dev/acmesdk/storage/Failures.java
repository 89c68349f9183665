package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;

/** From what the file system says to what a person can do about it. */
final class Failures {
  private static final String ELSEWHERE = "choose another directory with storeIn(…)";

  private Failures() {}

  static StoreException reading(Path place, IOException cause) {
    return of("Cannot read ", place, cause);
  }

  static StoreException writing(Path place, IOException cause) {
    return of("Cannot write ", place, cause);
  }

  private static StoreException of(String verb, Path place, IOException cause) {
    Path where = where(place, cause);
    return new StoreException(
        verb + where + ": " + reason(where, cause) + ".", remedy(cause), cause);
  }

  private static Path where(Path place, IOException cause) {
    return cause instanceof FileSystemException e && e.getFile() != null
        ? place.resolve(e.getFile())
        : place;
  }

  private static String reason(Path where, IOException cause) {
    if (cause instanceof AccessDeniedException) {
      return "permission denied. " + owner(where) + ", and this program runs as " + user();
    }
    if (cause instanceof NoSuchFileException) {
      return "there is no such file or directory";
    }
    if (cause instanceof FileAlreadyExistsException) {
      return "it exists already";
    }
    if (cause instanceof NotDirectoryException) {
      return "it is not a directory";
    }
    if (cause instanceof ClosedByInterruptException) {
      return "the thread was interrupted";
    }
    if (cause instanceof FileSystemException e && e.getReason() != null) {
      return decapitalized(e.getReason());
    }
    return decapitalized(String.valueOf(cause.getMessage()));
  }

  private static String decapitalized(String text) {
    return text.isEmpty()
        ? text
        : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String remedy(IOException cause) {
    String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
    if (cause instanceof AccessDeniedException) {
      return "Run as root, or " + ELSEWHERE + ".";
    }
    if (message.contains("read-only file system")) {
      return "Mount it writable, or " + ELSEWHERE + ".";
    }
    if (message.contains("no space") || message.contains("quota")) {
      return "Free some space there, or " + ELSEWHERE + ".";
    }
    if (cause instanceof FileAlreadyExistsException
        || cause instanceof NotDirectoryException
        || message.contains("not a directory")) {
      return "Move it out of the way, or " + ELSEWHERE + ".";
    }
    if (message.contains("posix modes")
        || message.contains("symbolic links are not")
        || message.contains("record locks are not")
        || message.contains("no locks available")) {
      return "Use a directory on a local file system such as ext4 or XFS: name it with storeIn(…).";
    }
    return "Check that path, or " + ELSEWHERE + ".";
  }

  /** Who the path belongs to, or the directory that it would be in. */
  private static String owner(Path path) {
    Path parent = path.getParent();
    if (!Files.exists(path) && parent != null) {
      return owner(parent);
    }
    try {
      PosixFileAttributes attributes = Files.readAttributes(path, PosixFileAttributes.class);
      return "%s belongs to %s (%s)"
          .formatted(
              path,
              attributes.owner().getName(),
              PosixFilePermissions.toString(attributes.permissions()));
    } catch (IOException | UnsupportedOperationException e) {
      return "The owner of " + path + " cannot be told (" + e.getMessage() + ")";
    }
  }

  private static String user() {
    return System.getProperty("user.name", "an unknown user");
  }
}
