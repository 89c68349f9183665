package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lets the links of a lineage point to its newest version that can be used. Only links change. */
final class Relinking {
  private final AuditScope scope;
  private final String name;
  private final Path live;
  private final Archive archive;

  Relinking(AuditScope scope, String name, Archive archive) {
    this.scope = scope;
    this.name = name;
    this.live = scope.layout().live(name);
    this.archive = archive;
  }

  void run() throws IOException {
    scope.requireFree(name);
    scope.repair().run(name);
    requireLinks();
    int version = newestSound();
    if (Layout.isThere(live) && Layout.isThere(scope.layout().renewal(name))) {
      try (ChangeSet changes = new ChangeSet(scope.disk())) {
        for (Kind kind : Kind.values()) {
          link(changes, live.resolve(kind.linkName()), archive.file(kind, version));
        }
        changes.commit();
      }
      scope.disk().sync(live);
    }
  }

  /** A file in the place of a link may be the only copy of a key. */
  private void requireLinks() throws IOException {
    for (Kind kind : Kind.values()) {
      Path link = live.resolve(kind.linkName());
      if (Layout.isThere(link) && !Files.isSymbolicLink(link)) {
        throw cannot(link + " is a file, not a link", "Move that file away first.");
      }
    }
  }

  private int newestSound() throws IOException {
    for (int version : archive.complete().descendingSet()) {
      if (archive.isSound(version, scope.keys())) {
        return version;
      }
    }
    throw cannot(
        "no version in " + archive.directory() + " can be used", "Obtain a new certificate.");
  }

  private void link(ChangeSet changes, Path link, Path file) throws IOException {
    Path target = LineageWriter.target(live, file);
    if (!Layout.isThere(link)) {
      changes.link(link, target);
    } else if (!Files.readSymbolicLink(link).equals(target)) {
      changes.relink(link, target);
    }
  }

  private StoreException cannot(String why, String remedy) {
    return new StoreException(
        "Cannot mend the links of the lineage %s: %s.".formatted(name, why), remedy, null);
  }
}
