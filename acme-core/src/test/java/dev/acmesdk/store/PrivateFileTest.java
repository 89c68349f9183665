package dev.acmesdk.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateFileTest {
  private static final byte[] CONTENT = "the key".getBytes(UTF_8);

  @TempDir private Path folder;

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void isItsOwnersOnly() throws IOException {
    Path file = folder.resolve("key");
    PrivateFile.replace(file, CONTENT);
    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(names()).containsExactly("key");
  }

  @Test
  void replacesAFileThatOthersCouldRead() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "a much longer text than the new one");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    PrivateFile.replace(file, CONTENT);
    assertThat(file).hasBinaryContent(CONTENT);
    assertThat(mode(file)).isEqualTo("rw-------");
    assertThat(names()).containsExactly("key");
  }

  /** Whoever has the old file open goes on reading it. */
  @Test
  void theOldFileIsNotWrittenInto() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), "old");
    Path same = Files.createLink(folder.resolve("same"), file);
    PrivateFile.replace(file, CONTENT);
    assertThat(same).hasContent("old");
  }

  @Test
  void aLinkIsReplacedAndNotFollowed() throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "old");
    Path file = Files.createSymbolicLink(folder.resolve("key"), victim);
    PrivateFile.replace(file, CONTENT);
    assertThat(victim).hasContent("old");
    assertThat(Files.isSymbolicLink(file)).isFalse();
    assertThat(mode(file)).isEqualTo("rw-------");
  }

  @Test
  void takesARelativePath() throws IOException {
    Path relative = Path.of("").toAbsolutePath().relativize(folder.resolve("key"));
    PrivateFile.replace(relative, CONTENT);
    assertThat(folder.resolve("key")).hasBinaryContent(CONTENT);
  }

  @Test
  void leavesNothingBehindWhenItCannotGetThere() throws IOException {
    Path directory = Files.createDirectory(folder.resolve("key"));
    Files.writeString(directory.resolve("inside"), "old");
    assertThatThrownBy(() -> PrivateFile.replace(directory, CONTENT))
        .isInstanceOf(FileSystemException.class);
    assertThat(names()).containsExactly("key");
    assertThat(directory.resolve("inside")).hasContent("old");
    assertThatThrownBy(() -> PrivateFile.replace(folder.resolve("none/key"), CONTENT))
        .isInstanceOf(NoSuchFileException.class);
    assertThatThrownBy(() -> PrivateFile.replace(folder.getRoot(), CONTENT))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("it is a directory");
  }

  @Test
  void anInterruptedThreadWritesNothingAndStaysInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> PrivateFile.replace(folder.resolve("key"), CONTENT))
          .isInstanceOf(ClosedByInterruptException.class);
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(names()).isEmpty();
  }

  @Test
  void refusesAFileSystemWithoutModes() throws IOException {
    try (FileSystem zip =
        FileSystems.newFileSystem(folder.resolve("files.zip"), Map.of("create", "true"))) {
      Path file = zip.getPath("/key");
      assertThatThrownBy(() -> PrivateFile.replace(file, CONTENT))
          .isInstanceOf(FileSystemException.class)
          .hasMessageContaining("no POSIX modes");
      assertThat(file).doesNotExist();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwx------", "rw-r-----", "rw----r--", "rwxrwxrwx"})
  void refusesAFileSystemThatForgetsModes(String mode) {
    assertThatThrownBy(
            () ->
                PrivateFile.requireOwnerOnly(
                    folder.resolve("key"), PosixFilePermissions.fromString(mode)))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("no POSIX modes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--------"})
  void aNarrowerModeWillDo(String mode) throws IOException {
    PrivateFile.requireOwnerOnly(folder.resolve("key"), PosixFilePermissions.fromString(mode));
  }

  @Test
  void tellsTheReasonInWords() {
    Path file = Path.of("/srv/key.p12");
    assertThat(
            PrivateFile.failure(
                "a.example", file, new java.nio.file.AccessDeniedException("/srv/.key")))
        .hasMessageStartingWith(
            "Cannot write the certificate and key of a.example to /srv/key.p12: permission denied.");
    assertThat(PrivateFile.failure("a.example", file, new FileSystemException("x", null, "full")))
        .hasMessageContaining("/srv/key.p12: full.");
    assertThat(PrivateFile.failure("a.example", file, new ClosedByInterruptException()))
        .hasMessageContaining("/srv/key.p12: the thread was interrupted.");
    assertThat(PrivateFile.failure("a.example", file, new IOException("broken pipe")))
        .hasMessageContaining("/srv/key.p12: broken pipe.");
  }
}
