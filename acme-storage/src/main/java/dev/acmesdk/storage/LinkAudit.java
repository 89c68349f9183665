package dev.acmesdk.storage;

import dev.acmesdk.storage.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Looks at the links of one lineage. Unlike {@link LiveLinks}, it goes on behind a broken one. */
final class LinkAudit {
  private static final String RELINK = "Let it point to the newest version in the archive.";

  private final AuditScope scope;
  private final Findings findings;
  private final String name;
  private final Path live;
  private final Archive archive;
  private final Map<Kind, Integer> versions = new EnumMap<>(Kind.class);

  /**
   * Begins to look at a lineage.
   *
   * @param archive where the renewal file says that the versions are
   */
  LinkAudit(AuditScope scope, Findings findings, String name, Archive archive) {
    this.scope = scope;
    this.findings = findings;
    this.name = name;
    this.live = scope.layout().live(name);
    this.archive = archive;
  }

  /** Looks, and returns the versions that usable links point to: one in a lineage in order. */
  NavigableSet<Integer> run() throws IOException {
    for (Kind kind : Kind.values()) {
      look(kind, live.resolve(kind.linkName()));
    }
    NavigableSet<Integer> linked = new TreeSet<>(versions.values());
    if (linked.size() > 1) {
      broken(live, "has links to different versions: " + versions);
    }
    notes();
    if (linked.size() == 1 && versions.size() == Kind.values().length) {
      newer(linked.first());
    }
    return linked;
  }

  private void look(Kind kind, Path link) throws IOException {
    if (!Layout.isThere(link)) {
      broken(link, "is missing");
    } else if (!Files.isSymbolicLink(link)) {
      findings.error(
          link,
          "is a file, not a link into the archive",
          "Move it away, if need be into %s as a file of the next version, and let a link to the newest version take its place."
              .formatted(archive.directory()));
    } else {
      lookAtTarget(kind, link, Files.readSymbolicLink(link));
    }
  }

  private void lookAtTarget(Kind kind, Path link, Path text) throws IOException {
    Path target = live.resolve(text);
    if (kind.versionOf(target).isEmpty()) {
      broken(link, "points to %s, which is not a version's file".formatted(text));
    } else if (!Files.exists(target)) {
      broken(link, "points to %s, which is not there".formatted(text));
    } else if (!Files.exists(archive.directory())
        || !Files.isSameFile(target.resolveSibling(""), archive.directory())) {
      broken(link, "points to %s, which is not in %s".formatted(text, archive.directory()));
    } else {
      versions.put(kind, kind.versionOf(target).getAsInt());
      absolute(link, text);
    }
  }

  private void absolute(Path link, Path text) throws IOException {
    Path relative = LineageWriter.target(live, live.resolve(text).normalize());
    if (text.isAbsolute() && !relative.isAbsolute()) {
      findings.add(
          Severity.INFO,
          link,
          "has an absolute path in it, so that it breaks when the directory is moved",
          "Let it point to %s.".formatted(relative),
          () -> relative(link, text, relative));
    }
  }

  private void relative(Path link, Path before, Path target) throws IOException {
    scope.requireFree(name);
    if (Files.isSymbolicLink(link) && Files.readSymbolicLink(link).equals(before)) {
      try (ChangeSet changes = new ChangeSet(scope.disk())) {
        changes.relink(link, target);
        changes.commit();
      }
      scope.disk().sync(live);
    }
  }

  private void broken(Path place, String problem) throws IOException {
    boolean isMendable =
        Files.isDirectory(archive.directory()) && archive.newestComplete().isPresent();
    findings.add(
        Severity.ERROR,
        place,
        problem,
        isMendable
            ? RELINK
            : "Restore %s from a backup, or move what is left of the lineage away and obtain a new certificate."
                .formatted(archive.directory()),
        isMendable ? new Relinking(scope, name, archive)::run : null);
  }

  private void notes() throws IOException {
    for (Kind kind : Kind.values()) {
      Path note = LinkSwitch.previous(live, kind);
      if (Layout.isThere(note)) {
        findings.add(
            Severity.WARNING,
            note,
            "is left of a switch of the links that was cut off",
            "If nobody is just saving the lineage, bring the switch to its end, or take it back: Certbot does so when it next looks at the lineage.",
            scope.repairing(name));
      }
    }
  }

  private void newer(int linked) throws IOException {
    int newest = archive.newestComplete().orElse(linked);
    if (newest > linked) {
      findings.add(
          Severity.WARNING,
          live,
          "points to version %d, but version %d is complete".formatted(linked, newest),
          "Link it, if it is good; Certbot does so with its next renewal, good or not.",
          scope.repairing(name));
    }
  }
}
