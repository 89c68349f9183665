package dev.acmesdk.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Directories as text. */
final class Tree {
  private Tree() {}

  /** Mode and path of everything, and where links point to. */
  static List<String> list(Path root) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return lineages(root, paths).map(path -> line(root, path)).toList();
    }
  }

  /** The same with the contents of files. */
  static List<String> snapshot(Path root) throws IOException {
    if (!Files.exists(root)) {
      return List.of("nothing");
    }
    try (Stream<Path> paths = Files.walk(root)) {
      return lineages(root, paths).map(path -> line(root, path) + content(path)).toList();
    }
  }

  /** All but what tells who is at work: that may change when nothing else does. */
  private static Stream<Path> lineages(Path root, Stream<Path> paths) {
    return paths
        .filter(path -> !root.relativize(path).startsWith("acmesdk") || isMemory(path))
        .sorted();
  }

  private static boolean isMemory(Path path) {
    return Files.isRegularFile(path)
        && !path.getFileName().toString().equals("lock")
        && !path.getFileName().toString().startsWith("lease.json");
  }

  private static String line(Path root, Path path) {
    try {
      String name = root.relativize(path).toString();
      if (Files.isSymbolicLink(path)) {
        return "l " + name + " -> " + Files.readSymbolicLink(path);
      }
      String mode = mode(path);
      return Files.isDirectory(path) ? "d" + mode + " " + name : "-" + mode + " " + name;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
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

  static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  static void chmod(Path path, String mode) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
