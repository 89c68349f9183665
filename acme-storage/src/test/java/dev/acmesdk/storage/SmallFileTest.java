package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** There is a shorter way in the default file system, which must lead to the same. */
class SmallFileTest {
  @TempDir private Path temp;

  @Test
  void namesFilesOfOneKindAndNoDirectories() throws IOException {
    assertThatFilesAreNamed(temp);
    Files.createSymbolicLink(temp.resolve("link.conf"), temp.resolve("a.conf"));
    Files.createSymbolicLink(temp.resolve("directory.conf"), temp.resolve("d.conf"));
    Files.createSymbolicLink(temp.resolve("nowhere.conf"), temp.resolve("missing"));
    assertThat(SmallFile.names(temp, ".conf"))
        .containsExactlyInAnyOrder("a.conf", "b.conf", "link.conf", "nowhere.conf");
  }

  @Test
  void namesThemInOtherFileSystems() throws IOException {
    try (FileSystem zip = zip()) {
      assertThatFilesAreNamed(Files.createDirectory(zip.getPath("/renewal")));
    }
  }

  private static void assertThatFilesAreNamed(Path directory) throws IOException {
    for (String name : new String[] {"a.conf", "b.conf", "c.pem"}) {
      Files.createFile(directory.resolve(name));
    }
    Files.createDirectory(directory.resolve("d.conf"));
    assertThat(SmallFile.names(directory, ".conf")).containsExactlyInAnyOrder("a.conf", "b.conf");
  }

  @Test
  void saysWhatIsWrongWithTheDirectory() throws IOException {
    Path missing = temp.resolve("missing");
    assertThatThrownBy(() -> SmallFile.names(missing, ".conf"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(missing.toString());
    Path file = Files.createFile(temp.resolve("file"));
    assertThatThrownBy(() -> SmallFile.names(file, ".conf"))
        .isInstanceOf(NotDirectoryException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void readsTheSameInOtherFileSystems() throws IOException {
    try (FileSystem zip = zip()) {
      for (Path file : new Path[] {temp.resolve("text"), zip.getPath("/text")}) {
        Files.writeString(file, "one END two END");
        assertThat(SmallFile.through("END", file)).isEqualTo("one END");
        assertThat(ConfigFile.text(file, SmallFile.read(file))).isEqualTo("one END two END");
      }
    }
  }

  private FileSystem zip() throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + temp.resolve("file-system.zip").toUri()), Map.of("create", "true"));
  }
}
