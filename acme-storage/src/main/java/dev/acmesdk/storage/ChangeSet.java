package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes of one save. Unless {@link #commit} is reached, {@link #close} takes all of them back
 * in reverse order, so that a save leaves behind everything or nothing.
 */
final class ChangeSet implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ChangeSet.class);

  private final Disk disk;
  private final Deque<Undo> undos = new ArrayDeque<>();

  /** Takes one change back. */
  @FunctionalInterface
  interface Undo {
    void run() throws IOException;
  }

  ChangeSet(Disk disk) {
    this.disk = disk;
  }

  /** Notes how to take back what was changed in another way. */
  void undoing(Undo undo) {
    undos.push(undo);
  }

  /** Makes a directory and those above it, unless they are there; never touches their modes. */
  void directories(Path directory, Set<PosixFilePermission> mode) throws IOException {
    Path parent = directory.getParent();
    if (parent != null && !Files.isDirectory(parent)) {
      directories(parent, mode);
    }
    directory(directory, mode);
  }

  /** Makes a directory unless it is there. */
  void directory(Path directory, Set<PosixFilePermission> mode) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    try {
      disk.createDirectory(directory, mode);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(directory)) {
        return; // another process was faster
      }
      throw new NotDirectoryException(directory.toString());
    }
    undos.push(() -> deleteDirectory(directory));
    disk.sync(directory.resolveSibling(""));
  }

  private void deleteDirectory(Path directory) throws IOException {
    try {
      disk.delete(directory);
    } catch (DirectoryNotEmptyException e) {
      log.debug("Keeping {}, which somebody else uses by now", directory);
    }
  }

  /** Makes a file that must not be there yet. */
  void file(Path file, Set<PosixFilePermission> mode, byte[] content) throws IOException {
    try (FileChannel channel = disk.create(file, mode)) {
      undos.push(() -> disk.delete(file));
      requireMode(file, mode);
      disk.write(channel, content);
    }
  }

  /** Makes a file, whole at once, unless it, or a link of that name, is there. */
  void fileUnlessThere(Path file, Set<PosixFilePermission> mode, byte[] content)
      throws IOException {
    if (Layout.isThere(file)) {
      return;
    }
    Path staged = staged(file);
    disk.delete(staged);
    file(staged, mode, content);
    publish(staged, file);
    undos.push(() -> disk.delete(file));
  }

  /** A file system that invents modes must not get to see a secret. */
  private void requireMode(Path file, Set<PosixFilePermission> mode) throws IOException {
    if (Modes.PRIVATE_FILE.containsAll(mode) && !Modes.PRIVATE_FILE.containsAll(disk.mode(file))) {
      throw new FileSystemException(
          file.toString(),
          null,
          "the file system does not keep POSIX modes, so that others could read private keys");
    }
  }

  /** Makes a link that must not be there yet. */
  void link(Path link, Path target) throws IOException {
    disk.link(link, target);
    undos.push(() -> disk.delete(link));
  }

  /** Lets a link point elsewhere, in one step; makes it if it is missing. */
  void relink(Path link, Path target) throws IOException {
    if (!Layout.isThere(link)) {
      link(link, target);
      return;
    }
    Path before = Files.readSymbolicLink(link);
    Path staged = staged(link);
    disk.delete(staged);
    link(staged, target);
    disk.rename(staged, link);
    undos.push(() -> replaceLink(link, before));
  }

  private void replaceLink(Path link, Path target) throws IOException {
    Path staged = staged(link);
    disk.link(staged, target);
    disk.rename(staged, link);
  }

  /**
   * Writes the new content of an existing file beside it, with the old one's mode.
   *
   * @return what to {@link #publish}
   */
  Path stage(Path file, byte[] content) throws IOException {
    Set<PosixFilePermission> mode = disk.mode(file);
    Path staged = staged(file);
    disk.delete(staged);
    file(staged, mode, content);
    if (!disk.mode(staged).equals(mode)) {
      disk.setMode(staged, mode);
    }
    return staged;
  }

  /** Puts the staged content in the place of the file: the last change of a set. */
  void publish(Path staged, Path file) throws IOException {
    disk.rename(staged, file);
  }

  /** Where the new content of a file is until it is published. */
  static Path staged(Path file) {
    return file.resolveSibling(file.getFileName() + ".new");
  }

  /** Deletes the new content of a file that somebody who was killed has not published. */
  static void discardStaged(Disk disk, Path file) throws IOException {
    if (Layout.isThere(staged(file))) {
      disk.delete(staged(file));
    }
  }

  /** Keeps the changes. */
  void commit() {
    undos.clear();
  }

  @Override
  public void close() throws IOException {
    IOException failure = null;
    while (!undos.isEmpty()) {
      failure = run(undos.pop(), failure);
    }
    if (failure != null) {
      throw failure;
    }
  }

  private static @Nullable IOException run(Undo undo, @Nullable IOException before) {
    try {
      undo.run();
      return before;
    } catch (IOException e) {
      if (before != null) {
        e.addSuppressed(before);
      }
      return e;
    }
  }
}
