package dev.acmesdk.storage;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The steps that a change of the directory is made of. There is no other way to write, so that a
 * test that overrides these methods can fail, stop or interleave a save between any two of them.
 */
class Disk {

  void createDirectory(Path directory, Set<PosixFilePermission> mode) throws IOException {
    Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(mode));
  }

  /** Exclusive, and with the mode from birth: there is no moment at which it is wider. */
  FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
    return FileChannel.open(
        file, Set.of(CREATE_NEW, WRITE), PosixFilePermissions.asFileAttribute(mode));
  }

  /** A file that is there for its locks only, so it is made if need be, and never written. */
  FileChannel openLock(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(CREATE, READ, WRITE),
        PosixFilePermissions.asFileAttribute(Modes.PRIVATE_FILE));
  }

  /** What tells a file from another one of the same name; {@code null} if it is not there. */
  @Nullable Object identity(Path file) throws IOException {
    try {
      Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      if (key == null) {
        throw new FileSystemException(file.toString(), null, "record locks are not supported");
      }
      return key;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  Set<PosixFilePermission> mode(Path file) throws IOException {
    return Files.getPosixFilePermissions(file);
  }

  void write(FileChannel file, byte[] content) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(content);
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    force(file);
  }

  void setMode(Path file, Set<PosixFilePermission> mode) throws IOException {
    Files.setPosixFilePermissions(file, mode);
  }

  void setGroup(Path file, GroupPrincipal group) throws IOException {
    Files.getFileAttributeView(file, PosixFileAttributeView.class).setGroup(group);
  }

  void link(Path link, Path target) throws IOException {
    try {
      Files.createSymbolicLink(link, target);
    } catch (UnsupportedOperationException e) {
      throw new FileSystemException(
          link.toString(), target.toString(), "symbolic links are not supported");
    }
  }

  /** Replaces a file or link in one step; never replaces a directory that has something in it. */
  void rename(Path from, Path to) throws IOException {
    Files.move(from, to, ATOMIC_MOVE);
  }

  void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /** Makes the names in a directory survive a power failure. */
  void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, READ)) {
      force(channel);
    }
  }

  void force(FileChannel channel) throws IOException {
    channel.force(true);
  }
}
