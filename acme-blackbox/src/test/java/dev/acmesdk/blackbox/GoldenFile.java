package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a program should print, kept as a file. With {@code -Dgolden.update=true} the file is
 * written instead of compared, for somebody to read before it is committed.
 */
final class GoldenFile {
  private static final Path RESOURCES = Path.of("src", "test", "resources");

  private final Path file;

  private GoldenFile(Path file) {
    this.file = file;
  }

  /** A file beside the class, in the tree of resources. */
  static GoldenFile of(Class<?> test, String name) {
    String folder = test.getPackageName().replace('.', '/');
    return new GoldenFile(RESOURCES.resolve(folder).resolve(name));
  }

  void assertSame(String printed) throws IOException {
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, printed);
    }
    assertThat(printed).as("%s, see GoldenFile", file).isEqualTo(Files.readString(file));
  }
}
