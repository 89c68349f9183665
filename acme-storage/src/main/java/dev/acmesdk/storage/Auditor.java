package dev.acmesdk.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;

/** Goes through a whole store. */
final class Auditor {
  private final AuditScope scope;
  private final Layout layout;

  Auditor(AuditScope scope) {
    this.scope = scope;
    this.layout = scope.layout();
  }

  List<Finding> run() {
    return scope
        .access()
        .read(
            () -> {
              Findings findings = new Findings(scope.access());
              look(findings);
              return findings.sorted();
            });
  }

  private void look(Findings findings) {
    findings.guarded(layout.root(), () -> new ModeAudit(scope, findings).run());
    findings.guarded(layout.accounts(), () -> new AccountAudit(scope, findings).run());
    findings.guarded(layout.root(), () -> new LeftoverAudit(scope, findings).run());
    findings.guarded(layout.renewal(), () -> lineages(findings));
  }

  private void lineages(Findings findings) throws IOException {
    Set<Path> archives = new HashSet<>();
    for (Path conf : AuditScope.entries(layout.renewal())) {
      String file = AuditScope.name(conf);
      if (!file.endsWith(".conf") || Files.isDirectory(conf)) {
        continue;
      }
      String name = file.substring(0, file.length() - ".conf".length());
      if (LineageName.isValid(name)) {
        findings.of(name).guarded(conf, () -> lineage(findings.of(name), name, archives));
      } else if (!name.startsWith(".") && !name.isEmpty()) { // Certbot overlooks those
        findings.warning(
            conf,
            "has a name that no lineage can have, so that it is not looked at",
            "Give the lineage a plain name, such as example.com.");
      }
    }
    orphans(findings, archives);
  }

  private void lineage(Findings findings, String name, Set<Path> archives) throws IOException {
    RenewalAudit renewal = new RenewalAudit(scope, findings, name);
    findings.guarded(layout.renewal(name), renewal::run);
    Archive archive = new Archive(renewal.archive());
    archives.add(real(archive.directory()));
    NavigableSet<Integer> linked = new TreeSet<>();
    if (Files.isDirectory(layout.live(name))) {
      LinkAudit links = new LinkAudit(scope, findings, name, archive);
      findings.guarded(layout.live(name), () -> linked.addAll(links.run()));
    } else if (!renewal.isEmpty()) {
      findings.error(
          layout.live(name),
          "is missing, though there is " + layout.renewal(name),
          "If no other program is just saving it, move that file and the archive away and obtain a new certificate.");
    }
    if (Files.isDirectory(archive.directory())) {
      findings.guarded(
          archive.directory(), () -> new VersionAudit(scope, findings, archive, linked).run());
      findings.guarded(layout.renewal(name), () -> renewal.compare(archive, linked));
    }
  }

  /** Directories that no renewal file speaks of keep a lineage of that name from being made. */
  private void orphans(Findings findings, Set<Path> archives) throws IOException {
    for (Path parent : List.of(layout.live(), layout.archive())) {
      for (Path directory : AuditScope.entries(parent)) {
        String name = AuditScope.name(directory);
        boolean isOrphan =
            Files.isDirectory(directory)
                && !Layout.isThere(layout.renewal(name))
                && !archives.contains(real(directory))
                && !AuditScope.entries(directory).isEmpty();
        if (isOrphan && !Layout.isThere(SaveJournal.file(layout, name).path())) {
          findings
              .of(name)
              .warning(
                  directory,
                  "belongs to no renewal file: there is no " + layout.renewal(name),
                  "Restore that file from a backup, or move the directory away if nothing uses it.");
        }
      }
    }
  }

  private static Path real(Path path) throws IOException {
    try {
      return path.toRealPath();
    } catch (NoSuchFileException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** Whether a path is a directory and no link to one. */
  static boolean isPlainDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }
}
