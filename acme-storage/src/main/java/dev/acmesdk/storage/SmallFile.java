package dev.acmesdk.storage;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names files, and reads those that mostly are small: with as few calls of the operating system as
 * possible, since there may be tens of thousands. If one cannot be read, the exception does not
 * tell as exactly why as that of {@link Files}.
 */
final class SmallFile {
  /** Renewal files are shorter, and so are many certificates on curves. */
  private static final int USUAL = 1_024;

  private SmallFile() {}

  /**
   * The names of what is in a directory and is no directory, also by way of links: those with a
   * certain end, in no order.
   */
  static List<String> names(Path directory, String end) throws IOException {
    File place = isDefault(directory) ? directory.toFile() : null;
    String[] entries = place == null ? null : place.list();
    return place == null || entries == null
        ? namesByPath(directory, end)
        : Stream.of(entries)
            .filter(name -> name.endsWith(end) && !new File(place, name).isDirectory())
            .toList();
  }

  /** In any file system; and it tells why a directory cannot be read. */
  private static List<String> namesByPath(Path directory, String end) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      List<String> names = new ArrayList<>();
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName());
        if (name.endsWith(end) && !Files.isDirectory(entry)) {
          names.add(name);
        }
      }
      return names;
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
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
