package dev.acmesdk.storage;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
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
  /** Renewal files are shorter, and so are many certificates on curves. */
  private static final int USUAL = 1_024;

  private SmallFile() {}

  /** Whether it is one, also by way of links. */
  static boolean isDirectory(Path file) {
    return isDefault(file) ? file.toFile().isDirectory() : Files.isDirectory(file);
  }

  /** Whether it is in the one file system for which there is a shorter way. */
  static boolean isDefault(Path file) {
    return file.getFileSystem().equals(FileSystems.getDefault());
  }

  private static InputStream open(Path file) throws IOException {
    return isDefault(file) ? new FileInputStream(file.toFile()) : Files.newInputStream(file);
  }

  /** All of it. */
  static ByteBuffer read(Path file) throws IOException {
    try (InputStream in = open(file)) {
      Content content = new Content();
      boolean isMore;
      do {
        isMore = content.readMore(in);
      } while (isMore);
      return ByteBuffer.wrap(content.octets, 0, content.length);
    }
  }

  /** Its beginning, through the first mark, each octet as a character; all of it without a mark. */
  static String through(String mark, Path file) throws IOException {
    try (InputStream in = open(file)) {
      byte[] octets = mark.getBytes(StandardCharsets.ISO_8859_1);
      Content content = new Content();
      int end = -1;
      while (end < 0 && content.readMore(in)) {
        end = content.endOf(octets);
      }
      return content.text(end < 0 ? content.length : end);
    }
  }

  /** What has been read so far. */
  private static final class Content {
    private byte[] octets = new byte[USUAL];
    private int length;

    /** One call's worth; {@code false} at the end. */
    boolean readMore(InputStream in) throws IOException {
      if (length == octets.length) {
        octets = Arrays.copyOf(octets, 2 * length);
      }
      int read = in.read(octets, length, octets.length - length);
      length += Math.max(0, read);
      return read >= 0;
    }

    /** Behind the first mark; -1 if there is none. */
    int endOf(byte[] mark) {
      for (int end = mark.length; end <= length; end++) {
        int start = end - mark.length;
        if (octets[start] == mark[0] && Arrays.equals(octets, start, end, mark, 0, mark.length)) {
          return end;
        }
      }
      return -1;
    }

    String text(int end) {
      return new String(octets, 0, end, StandardCharsets.ISO_8859_1);
    }
  }
}
