package dev.acmesdk.storage;

import static java.nio.file.StandardOpenOption.DELETE_ON_CLOSE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WritableProbeTest {
  @TempDir private Path temp;

  private static CertbotDirectory on(Path directory, Disk disk) {
    return new CertbotDirectory(directory, Clock.systemUTC(), disk);
  }

  @Test
  void makesTheDirectoriesAndLeavesNothingElse() throws IOException {
    Path config = temp.resolve("not/there/yet");
    CertbotDirectory.at(config).checkWritable();
    List<String> tree = Tree.snapshot(config);
    assertThat(config.resolve("accounts")).isEmptyDirectory();
    assertThat(config.resolve("archive")).isEmptyDirectory();
    assertThat(config.resolve("renewal")).isEmptyDirectory();
    CertbotDirectory.at(config).checkWritable();
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
  }

  @Test
  void refusesAFileInTheWay() throws IOException {
    Path file = Files.createFile(temp.resolve("config"));
    assertThatThrownBy(() -> CertbotDirectory.at(file).checkWritable())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Cannot write " + file + ": it is not a directory")
        .hasMessageContaining("Move it out of the way, or choose another directory");
    assertThatThrownBy(() -> CertbotDirectory.at(file.resolve("below")).checkWritable())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    assertThatThrownBy(() -> CertbotDirectory.at(file).save(TestCa.issue("a.example")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Cannot write " + file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"accounts", "live", "archive", "renewal", "renewal-hooks"})
  void refusesAFileInThePlaceOfADirectory(String name) throws IOException {
    Path config = Files.createDirectory(temp.resolve("config"));
    Path file = Files.createFile(config.resolve(name));
    assertThatThrownBy(() -> CertbotDirectory.at(config).checkWritable())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Cannot write " + file + ": it is not a directory");
    assertThat(Tree.list(config)).hasSize(2);
  }

  @Test
  void refusesAFileSystemWithoutModes() throws IOException {
    try (FileSystem zip = zip(Map.of("create", "true"))) {
      CertbotDirectory store = CertbotDirectory.at(zip.getPath("/config"));
      assertThatThrownBy(store::checkWritable)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("/config: its file system has no POSIX modes");
      assertThatThrownBy(() -> store.save(TestCa.issue("a.example")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("no POSIX modes");
      assertThat(zip.getPath("/config")).doesNotExist();
    }
  }

  @Test
  void refusesAFileSystemWithoutLinks() throws IOException {
    try (FileSystem zip = zip(Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
      CertbotDirectory store = on(zip.getPath("/config"), new LockingDiskOfZip());
      assertThatThrownBy(store::checkWritable)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("symbolic links are not supported")
          .hasMessageContaining("Use a directory on a local file system");
      assertThatThrownBy(() -> store.save(TestCa.issue("a.example")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("symbolic links are not supported");
      assertThat(zip.getPath("/config/renewal")).doesNotExist();
    }
  }

  private FileSystem zip(Map<String, String> options) throws IOException {
    return FileSystems.newFileSystem(
        URI.create("jar:" + temp.resolve("file-system.zip").toUri()), options);
  }

  /** A zip file system syncs no directories, and shows files when they are closed only. */
  private static class DiskOfZip extends Disk {
    @Override
    Set<PosixFilePermission> mode(Path file) {
      return Modes.PRIVATE_FILE;
    }

    @Override
    void sync(Path directory) {}
  }

  /** One on which only links are missing. */
  private static final class LockingDiskOfZip extends DiskOfZip {
    @Override
    FileChannel openLock(Path file) throws IOException {
      return FileChannel.open(Files.createTempFile("zip", ".lock"), READ, WRITE, DELETE_ON_CLOSE);
    }

    @Override
    Object identity(Path file) {
      return file;
    }
  }

  @Test
  void refusesAFileSystemWithoutLocks() throws IOException {
    try (FileSystem zip = zip(Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
      CertbotDirectory store = on(zip.getPath("/config"), new DiskOfZip());
      assertThatThrownBy(() -> store.save(TestCa.issue("a.example")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("record locks are not supported")
          .hasMessageContaining("Use a directory on a local file system");
    }
  }

  @Test
  void refusesAFileSystemThatInventsModes() throws IOException {
    Disk disk =
        new Disk() {
          @Override
          FileChannel create(Path file, Set<PosixFilePermission> mode) throws IOException {
            return super.create(file, Modes.FILE);
          }
        };
    Path config = temp.resolve("config");
    assertThatThrownBy(() -> on(config, disk).checkWritable())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not keep POSIX modes");
    assertThatThrownBy(() -> on(config, disk).save(TestCa.issue("a.example")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("does not keep POSIX modes");
    assertThat(Tree.list(config)).hasSize(1);
  }

  @Test
  void tellsWhatToDoAboutAReadOnlyFileSystem() {
    Path config = temp.resolve("config");
    Disk disk =
        new Disk() {
          @Override
          void createDirectory(Path directory, Set<PosixFilePermission> mode)
              throws FileSystemException {
            throw new FileSystemException(directory.toString(), null, "Read-only file system");
          }
        };
    assertThatThrownBy(() -> on(config, disk).checkWritable())
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "Cannot write %s: read-only file system. Mount it writable, or choose another directory with storeIn(…)."
                .formatted(config));
  }

  @Test
  void tellsThatTheThreadWasInterrupted() throws IOException {
    Path config = temp.resolve("config");
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> CertbotDirectory.at(config).save(TestCa.issue("a.example")))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("the thread was interrupted");
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
    assertThat(config).doesNotExist();
  }

  @Test
  void isOneDirectoryByWhateverPathItIsReached() throws IOException {
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("config"));
    CertbotDirectory.at(temp.resolve("config")).save(TestCa.issue("a.example"));
    CertbotDirectory.at(link).save(TestCa.issue("a.example"));
    CertbotDirectory store = CertbotDirectory.at(temp.resolve("x/../config/."));
    assertThat(store.find("a.example").orElseThrow().version()).isEqualTo(2);
    assertThat(store).hasToString("CertbotDirectory[" + temp.resolve("config") + "]");
    assertThat(CertbotDirectory.DEFAULT).hasToString("/etc/letsencrypt");
  }
}
