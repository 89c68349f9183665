package dev.acmesdk.storage;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Reads files that mostly are small: with as few calls of the operating system as possible, since
 * there may be tens of thousands. If one cannot be read, the exception does not tell as exactly why
 * as that of {@link Files}.
 */
final class SmallFile {
  /** Renewal files are shorter. */
  private static final int USUAL = 2_048;

  /** So is a first certificate, also one with dozens of names. */
  private static final int BEGINNING = 8_192;

  private SmallFile() {}

  private static InputStream open(Path file) throws IOException {
    return file.getFileSystem().equals(FileSystems.getDefault())
        ? new FileInputStream(file.toFile())
        : Files.newInputStream(file);
  }

  /** All of it. */
  static byte[] read(Path file) throws IOException {
    try (InputStream in = open(file)) {
      byte[] content = new byte[USUAL];
      int length = 0;
      for (int read = in.read(content);
          read >= 0;
          read = in.read(content, length, content.length - length)) {
        length += read;
        content = length == content.length ? Arrays.copyOf(content, 2 * length) : content;
      }
      return Arrays.copyOf(content, length);
    }
  }

  /** What one call gives of its beginning; that need not be all, nor much of it. */
  static byte[] beginning(Path file) throws IOException {
    try (InputStream in = open(file)) {
      byte[] content = new byte[BEGINNING];
      return Arrays.copyOf(content, Math.max(0, in.read(content)));
    }
  }
}
