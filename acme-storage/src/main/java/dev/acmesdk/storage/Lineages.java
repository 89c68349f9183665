package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads lineages. Whether there is one is decided by its renewal file alone, as in Certbot. */
final class Lineages {
  private static final Logger LOG = LoggerFactory.getLogger(Lineages.class);
  private static final String SUFFIX = ".conf";

  private final Layout layout;
  private final KeyCodec keys;

  Lineages(Layout layout, KeyCodec keys) {
    this.keys = keys;
    this.layout = layout;
  }

  List<String> names() throws IOException {
    try {
      return SmallFile.names(layout.renewal(), SUFFIX).stream()
          .map(file -> file.substring(0, file.length() - SUFFIX.length()))
          .filter(LineageName::isValid)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  Optional<Lineage> find(String name) throws IOException {
    if (!Layout.isThere(layout.renewal(name))) {
      if (!Layout.isThere(SaveJournal.file(layout, name).path())) {
        refuseLeftovers(name);
      }
      return Optional.empty();
    }
    LiveLinks links = links(name);
    return Optional.of(lineage(name, links, current(links)));
  }

  /** One version, the current or a former one. */
  Optional<Lineage> find(String name, int version) throws IOException {
    if (!Layout.isThere(layout.renewal(name))) {
      return Optional.empty();
    }
    LiveLinks links = links(name);
    Archive archive = links.archive();
    return archive.complete().contains(version)
        ? Optional.of(lineage(name, links, archive.read(version, keys)))
        : Optional.empty();
  }

  /** The versions of which all files are there. */
  List<Integer> versions(String name) throws IOException {
    return Layout.isThere(layout.renewal(name))
        ? List.copyOf(links(name).archive().complete())
        : List.of();
  }

  /** The number of the current version, 0 if there is no such lineage. */
  int currentVersion(String name) throws IOException {
    return Layout.isThere(layout.renewal(name)) ? links(name).versions().first() : 0;
  }

  /** Certbot's name of the account that the lineage is renewed by, if its renewal file has one. */
  Optional<String> accountId(String name) throws IOException {
    return Layout.isThere(layout.renewal(name))
        ? Optional.ofNullable(howObtained(name).parameters().get("account"))
        : Optional.empty();
  }

  private Lineage lineage(String name, LiveLinks links, Archive.Version version) {
    HowObtained how = howObtained(name);
    return new Lineage(
        name,
        version.number(),
        version.chain(),
        version.key(),
        how.server(),
        LiveLinks.files(links.directory()),
        how.parameters());
  }

  /** What the renewal file tells. */
  private record HowObtained(@Nullable URI server, Map<String, String> parameters) {}

  /** Key and chain are of use even if that cannot be read. */
  private HowObtained howObtained(String name) {
    Path conf = layout.renewal(name);
    try {
      RenewalFile file = RenewalFile.of(conf, ConfigFile.read(conf));
      return new HowObtained(file.server(), file.parameters());
    } catch (IOException | StoreException e) {
      LOG.warn("Cannot tell which CA issued {}: {}", name, e.getMessage());
      return new HowObtained(null, Map.of());
    }
  }

  /** The links of a lineage that has a renewal file. */
  LiveLinks links(String name) throws IOException {
    Path live = layout.live(name);
    if (!Layout.isThere(live)) {
      Path file = layout.renewal(name);
      throw new StoreException(
          "The lineage is broken: there is %s, but no directory %s.".formatted(file, live),
          "If no other program is just saving it, an earlier attempt was interrupted: move that file and archive/%s away and obtain a new certificate."
              .formatted(name),
          null);
    }
    return LiveLinks.read(live);
  }

  /**
   * All files of a version are there before the first link points to it, so that the lowest version
   * that a link points to is the safe one while the links are being switched.
   */
  private Archive.Version current(LiveLinks links) throws IOException {
    Archive archive = links.archive();
    StoreException failure = null;
    for (int version : links.versions()) {
      try {
        return archive.read(version, keys);
      } catch (StoreException e) {
        failure = failure == null ? e : failure;
      }
    }
    throw Objects.requireNonNull(failure);
  }

  /**
   * Certbot refuses to make a lineage over directories of that name that have something in them,
   * and so it would be after an order was spent.
   */
  void refuseLeftovers(String name) throws IOException {
    for (Path directory : List.of(layout.live(name), layout.archive(name))) {
      if (Layout.isThere(directory) && !isEmptyDirectory(directory)) {
        throw new StoreException(
            "There is %s, but no %s that it belongs to.".formatted(directory, layout.renewal(name)),
            "Restore the renewal file from a backup, or move live/%1$s and archive/%1$s away."
                .formatted(name),
            null);
      }
    }
  }

  private static boolean isEmptyDirectory(Path directory) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      return !entries.iterator().hasNext();
    } catch (NotDirectoryException | NoSuchFileException e) {
      return false;
    }
  }
}
