package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the files of a lineage: those that Certbot and this store know, and no others. It may be
 * called again if it was cut off.
 */
final class Removal {
  private static final Logger log = LoggerFactory.getLogger(Removal.class);

  private final Layout layout;
  private final Disk disk;

  Removal(Layout layout, Disk disk) {
    this.layout = layout;
    this.disk = disk;
  }

  /** The renewal file goes first: from then on there is no such lineage. */
  void run(String name, Path archive) throws IOException {
    Path conf = layout.renewal(name);
    disk.delete(conf);
    disk.delete(ChangeSet.staged(conf));
    if (Files.isDirectory(layout.renewal())) {
      disk.sync(layout.renewal());
    }
    deleteLinks(layout.live(name));
    deleteArchive(new Archive(archive));
  }

  private void deleteLinks(Path live) throws IOException {
    if (!Files.isDirectory(live, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (Kind kind : Kind.values()) {
      Path link = live.resolve(kind.linkName());
      disk.delete(link);
      disk.delete(ChangeSet.staged(link));
    }
    LinkSwitch.forget(disk, live);
    disk.delete(live.resolve("README"));
    deleteDirectory(live);
  }

  private void deleteArchive(Archive archive) throws IOException {
    if (!Files.isDirectory(archive.directory(), LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    for (int version : archive.versions()) {
      deleteVersion(archive, version);
    }
    deleteDirectory(archive.directory());
  }

  void deleteVersion(Archive archive, int version) throws IOException {
    for (Kind kind : Kind.values()) {
      disk.delete(archive.file(kind, version));
    }
    disk.sync(archive.directory());
  }

  private void deleteDirectory(Path directory) throws IOException {
    try {
      disk.delete(directory);
    } catch (DirectoryNotEmptyException e) {
      log.warn("Keeping {}: there are files in it that are not a lineage's", directory);
    } catch (NoSuchFileException e) {
      log.debug("Somebody was faster: {}", directory);
    }
  }
}
