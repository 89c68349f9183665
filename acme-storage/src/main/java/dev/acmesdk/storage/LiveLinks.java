package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeSet;

/**
 * What the four links in {@code live/<name>} say, read once: which version is the current one.
 *
 * @param directory where the links are
 * @param targets what they point to
 */
record LiveLinks(Path directory, Map<Kind, Target> targets) {

  /**
   * What one of them points to.
   *
   * @param path its text
   * @param version the version whose file that is
   */
  record Target(Path path, int version) {

    /** Whether both files are in the same directory, as far as the texts tell. */
    boolean isBeside(Target other) {
      String text = path.toString();
      int length = Kind.nameStart(path);
      return length == Kind.nameStart(other.path)
          && text.regionMatches(0, other.path.toString(), 0, length);
    }
  }

  /**
   * Reads the links.
   *
   * @throws StoreException if one is missing, or is not a link to a version; the message names it
   */
  static LiveLinks read(Path directory) throws IOException {
    Map<Kind, Target> targets = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      targets.put(kind, target(kind, directory));
    }
    LiveLinks links = new LiveLinks(directory, targets);
    links.requireOneArchive();
    return links;
  }

  private static Target target(Kind kind, Path directory) throws IOException {
    Path link = directory.resolve(kind.linkName());
    try {
      Path target = text(link, directory, kind);
      OptionalInt version = kind.versionOf(target);
      if (version.isEmpty()) {
        throw broken(link, "points to " + target + ", which is not a version's file");
      }
      return new Target(target, version.getAsInt());
    } catch (NoSuchFileException e) {
      throw broken(link, "is missing");
    } catch (NotLinkException e) {
      throw broken(link, "is a file, not a link into the archive");
    }
  }

  /**
   * What a link says. Certbot switches it by taking it away and making it anew. In between, even if
   * it was killed there, its note tells of the former version; when the note is gone, the link is
   * there again.
   */
  private static Path text(Path link, Path directory, Kind kind) throws IOException {
    try {
      return Files.readSymbolicLink(link);
    } catch (NoSuchFileException e) {
      Path note = LinkSwitch.previous(directory, kind);
      return Files.readSymbolicLink(Files.isSymbolicLink(note) ? note : link);
    }
  }

  private void requireOneArchive() throws IOException {
    Target fullchain = target(Kind.FULLCHAIN);
    for (Kind kind : Kind.values()) {
      if (!target(kind).isBeside(fullchain)
          && !Files.isSameFile(archiveOf(kind), archiveOf(Kind.FULLCHAIN))) {
        throw broken(
            directory.resolve(kind.linkName()),
            "points into another directory than the other links");
      }
    }
  }

  private static StoreException broken(Path link, String what) {
    return new StoreException(
        "The lineage is broken: %s %s.".formatted(link, what),
        "Let that link point to the newest version of its kind in the archive; or move live/%1$s, archive/%1$s and renewal/%1$s.conf away and obtain a new certificate."
            .formatted(link.resolveSibling("").getFileName()),
        null);
  }

  /** The directory that the links point into; usually {@code archive/<name>}. */
  Archive archive() throws IOException {
    Path linked = archiveOf(Kind.FULLCHAIN);
    Path plain = linked.normalize();
    boolean isPlain = !Files.exists(linked) || Files.isSameFile(plain, linked);
    return new Archive(isPlain ? plain : linked.toRealPath());
  }

  private Path archiveOf(Kind kind) {
    return linked(kind).resolveSibling("");
  }

  /** The file that a link points to, by way of the link's directory. */
  Path linked(Kind kind) {
    return directory.resolve(path(kind));
  }

  private Path path(Kind kind) {
    return target(kind).path();
  }

  private Target target(Kind kind) {
    return Objects.requireNonNull(targets.get(kind));
  }

  /** The version that all links point to; empty while they are just being switched. */
  OptionalInt version() {
    int version = target(Kind.FULLCHAIN).version();
    boolean isSame = true;
    for (Target target : targets.values()) {
      isSame &= target.version() == version;
    }
    return isSame ? OptionalInt.of(version) : OptionalInt.empty();
  }

  /** The versions that the links point to: one, unless they are just being switched. */
  NavigableSet<Integer> versions() {
    NavigableSet<Integer> versions = new TreeSet<>();
    for (Target target : targets.values()) {
      versions.add(target.version());
    }
    return versions;
  }

  /** What a link says when it points to another version: a relative path stays relative. */
  Path targetOf(Kind kind, int version) {
    return path(kind).resolveSibling(kind.fileName(version));
  }

  /** Where a link leads to, whatever its text is relative to. */
  Path absoluteTarget(Kind kind) throws IOException {
    return archive().file(kind, target(kind).version());
  }

  /** The paths that servers are given. */
  static Lineage.Files files(Path directory) {
    return new Lineage.Files(
        directory.resolve(Kind.FULLCHAIN.linkName()),
        directory.resolve(Kind.PRIVKEY.linkName()),
        directory.resolve(Kind.CERT.linkName()),
        directory.resolve(Kind.CHAIN.linkName()));
  }
}
