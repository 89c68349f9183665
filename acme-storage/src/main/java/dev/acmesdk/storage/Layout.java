package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** Where Certbot keeps what. */
final class Layout {
  private final Path root;
  private final Path accounts;
  private final Path live;
  private final Path archive;
  private final Path renewal;
  private final Path own;
  private final Path ownLineages;

  /**
   * Knows each place once, as there may be thousands of files in it.
   *
   * @param root the absolute path of the directory
   */
  Layout(Path root) {
    this.root = root;
    this.accounts = root.resolve("accounts");
    this.live = root.resolve("live");
    this.archive = root.resolve("archive");
    this.renewal = root.resolve("renewal");
    this.own = root.resolve("acmesdk");
    this.ownLineages = own.resolve("lineages");
  }

  Path root() {
    return root;
  }

  Path accounts() {
    return accounts;
  }

  Path live() {
    return live;
  }

  Path live(String lineage) {
    return live.resolve(lineage);
  }

  Path archive() {
    return archive;
  }

  Path archive(String lineage) {
    return archive.resolve(lineage);
  }

  Path renewal() {
    return renewal;
  }

  Path renewal(String lineage) {
    return renewal.resolve(lineage + ".conf");
  }

  /** What is ours alone; Certbot does not look into it. */
  Path own() {
    return own;
  }

  /** What is ours alone of the lineages. */
  Path ownLineages() {
    return ownLineages;
  }

  /** What is ours alone of one lineage, which need not be there yet. */
  Path own(String lineage) {
    return ownLineages.resolve(lineage);
  }

  /** Where programs with this library keep each other out. */
  Path lock() {
    return own().resolve("lock");
  }

  /** Where Certbot keeps others out. */
  Path certbotLock() {
    return root.resolve(".certbot.lock");
  }

  /**
   * Whether there is anything of that name, even a link to nothing. Unlike {@link Files#exists}, it
   * does not take a directory that it may not enter for an empty one.
   */
  static boolean isThere(Path path) throws IOException {
    try {
      Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  /** The directories that are written to. */
  List<Path> places() {
    return List.of(accounts(), live(), archive(), renewal());
  }

  /** Makes what is not there of the tree that all lineages share. */
  void create(ChangeSet changes) throws IOException {
    changes.directories(root, Modes.DIRECTORY);
    for (Path place : List.of(accounts(), live(), archive())) {
      changes.directory(place, Modes.PRIVATE_DIRECTORY);
    }
    changes.directory(renewal(), Modes.DIRECTORY);
    for (String hooks : List.of("deploy", "post", "pre")) {
      changes.directories(root.resolve("renewal-hooks").resolve(hooks), Modes.DIRECTORY);
    }
    Path readme = live().resolve("README");
    changes.fileUnlessThere(readme, Modes.FILE, Readme.OF_LIVE.getBytes(StandardCharsets.UTF_8));
  }
}
