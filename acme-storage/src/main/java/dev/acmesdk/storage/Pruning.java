package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** Deletes old versions, as Certbot does since 2.3: the current one and five before it stay. */
final class Pruning {
  private static final int FORMER_VERSIONS = 5;

  private Pruning() {}

  static void run(Disk disk, Archive archive, int current) throws IOException {
    Set<Path> needed = linkedKeys(archive, current);
    for (int version : archive.versions()) {
      if (version < current - FORMER_VERSIONS) {
        for (Kind kind : Kind.values()) {
          Path file = archive.file(kind, version);
          if (!needed.contains(file)) {
            disk.delete(file);
          }
        }
      }
    }
  }

  /** Old Certbots let a key that was used again be a link to the older file. */
  private static Set<Path> linkedKeys(Archive archive, int current) throws IOException {
    Set<Path> needed = new HashSet<>();
    for (int version : archive.versions()) {
      Path key = archive.file(Kind.PRIVKEY, version);
      while (version >= current - FORMER_VERSIONS && Files.isSymbolicLink(key)) {
        key = key.resolveSibling(Files.readSymbolicLink(key)).normalize();
        if (!needed.add(key)) {
          break;
        }
      }
    }
    return needed;
  }
}
