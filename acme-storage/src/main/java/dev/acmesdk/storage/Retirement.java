package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The end of an account's directory: at once, by a rename to where nobody looks for accounts. */
final class Retirement {
  /** What an account's directory is called until it is complete: a prefix. */
  static final String NEW = ".new-";

  private static final String OLD = ".old-";
  private static final Logger log = LoggerFactory.getLogger(Retirement.class);

  private final Layout layout;
  private final Disk disk;

  Retirement(Layout layout, Disk disk) {
    this.layout = layout;
    this.disk = disk;
  }

  /** Deletes what others, who were killed, had not made known yet or had begun to delete. */
  void sweep() throws IOException {
    if (!Files.isDirectory(layout.accounts())) {
      return;
    }
    try (DirectoryStream<Path> left =
        Files.newDirectoryStream(layout.accounts(), "{" + NEW + "," + OLD + "}*")) {
      for (Path directory : left) {
        delete(directory);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  /** Takes the directory of an account away, with the key in it. Links are not followed. */
  void retire(Path home) throws IOException {
    Path retired = layout.accounts().resolve(OLD + UUID.randomUUID());
    disk.rename(home, retired);
    disk.sync(home.resolveSibling(""));
    delete(retired);
  }

  private void delete(Path retired) throws IOException {
    if (!Files.isSymbolicLink(retired)) {
      deleteFiles(retired);
    }
    try {
      disk.delete(retired);
    } catch (DirectoryNotEmptyException e) {
      log.warn("Somebody has put more into the directory of a former account: {}", retired);
    }
  }

  private void deleteFiles(Path retired) throws IOException {
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(
            retired, file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))) {
      for (Path file : files) {
        disk.delete(file);
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }
}
