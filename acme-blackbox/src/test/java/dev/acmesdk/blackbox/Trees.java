package dev.acmesdk.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Directories as text. */
final class Trees {
  private Trees() {}

  /** Kind, mode and name, and where a link leads to, by whatever text: Certbot's are absolute. */
  static String line(Path root, Path path) {
    try {
      String name = root.relativize(path).toString();
      if (Files.isSymbolicLink(path)) {
        return "l " + name + " -> " + root.relativize(target(path));
      }
      String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
      return (Files.isDirectory(path) ? "d" : "-") + mode + " " + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path target(Path link) throws IOException {
    return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
  }

  /** The same of all there is, with the contents of files. */
  static List<String> snapshot(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths.sorted().map(path -> line(root, path) + content(path)).toList();
    }
  }

  private static String content(Path path) {
    try {
      return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
          ? " " + Arrays.hashCode(Files.readAllBytes(path))
          : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
