package dev.acmesdk.storage;

import static java.nio.file.attribute.PosixFilePermission.GROUP_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.GROUP_READ;
import static java.nio.file.attribute.PosixFilePermission.GROUP_WRITE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_EXECUTE;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_READ;
import static java.nio.file.attribute.PosixFilePermission.OTHERS_WRITE;

import dev.acmesdk.storage.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Looks at who can read, change and enter what. */
final class ModeAudit {
  private static final Set<PosixFilePermission> GROUP =
      Set.of(GROUP_READ, GROUP_WRITE, GROUP_EXECUTE);
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(OTHERS_READ, OTHERS_WRITE, OTHERS_EXECUTE);
  private static final String NARROW = "Take that right away with chmod.";

  private final AuditScope scope;
  private final Layout layout;
  private final Findings findings;

  ModeAudit(AuditScope scope, Findings findings) {
    this.scope = scope;
    this.layout = scope.layout();
    this.findings = findings;
  }

  void run() throws IOException {
    if (!Files.isDirectory(layout.root())) {
      return;
    }
    PosixFileAttributes root = attributes(layout.root());
    writable(layout.root(), root);
    for (Path place : layout.places()) {
      if (Files.isDirectory(place)) {
        findings.guarded(place, () -> place(place, root));
      }
    }
    findings.guarded(layout.own(), () -> own(layout.own()));
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class);
  }

  private void place(Path place, PosixFileAttributes root) throws IOException {
    if (place.equals(layout.live()) || place.equals(layout.archive())) {
      open(place);
    }
    tree(place, root, place.equals(layout.accounts()));
  }

  /**
   * Certbot's manual tells how to open these for servers that are not root, so it may be wanted.
   */
  private void open(Path place) throws IOException {
    if (attributes(place).permissions().contains(OTHERS_EXECUTE)) {
      findings.info(
          place,
          "can be entered by everybody, so that keys are protected by their own modes only",
          "If no server needs that, close it: chmod 700");
    }
  }

  private void tree(Path path, PosixFileAttributes root, boolean isAccounts) throws IOException {
    if (Files.isSymbolicLink(path) && !layout.places().contains(path)) {
      return;
    }
    PosixFileAttributes attributes = attributes(path);
    owner(path, attributes, root);
    writable(path, attributes);
    if (attributes.isDirectory()) {
      if (isAccounts) {
        secret(path, attributes, Severity.WARNING, "can be looked into by others than its owner");
      }
      for (Path entry : AuditScope.entries(path)) {
        findings.guarded(entry, () -> tree(entry, root, isAccounts));
      }
    } else if (isAccounts && isAccountKey(path)) {
      secret(path, attributes, Severity.ERROR, "is an account's key that others can read");
    } else if (Kind.PRIVKEY.versionOf(path).isPresent()) {
      certificateKey(path, attributes, root);
    }
  }

  private static boolean isAccountKey(Path file) {
    return AuditScope.name(file).matches("(private|pending)_key\\.(json|pem)(\\.new)?");
  }

  /** A group of its own is how an administrator gives a key to a server, and it is handed on. */
  private void certificateKey(Path file, PosixFileAttributes attributes, PosixFileAttributes root) {
    Set<PosixFilePermission> mode = attributes.permissions();
    if (!Collections.disjoint(mode, OTHERS)) {
      findings.add(
          Severity.ERROR,
          file,
          "is a private key that every user of this machine can read",
          "Take that right away, and replace the certificate, since somebody may have read the key.",
          narrowing(file, OTHERS));
    }
    if (!Collections.disjoint(mode, GROUP) && attributes.group().equals(root.group())) {
      findings.add(
          Severity.WARNING,
          file,
          "is a private key that the group %s can read, which has the whole directory"
              .formatted(attributes.group().getName()),
          "Take that right away, or give the key to a group that is made for it.",
          narrowing(file, GROUP));
    }
  }

  private void secret(
      Path path, PosixFileAttributes attributes, Severity severity, String problem) {
    Set<PosixFilePermission> both = EnumSet.copyOf(GROUP);
    both.addAll(OTHERS);
    if (!Collections.disjoint(attributes.permissions(), both)) {
      findings.add(severity, path, problem, NARROW, narrowing(path, both));
    }
  }

  /** Renewal files and hooks are run by root, and links decide which key a server takes. */
  private void writable(Path path, PosixFileAttributes attributes) {
    if (attributes.permissions().contains(OTHERS_WRITE) && Kind.PRIVKEY.versionOf(path).isEmpty()) {
      findings.add(
          Severity.ERROR,
          path,
          "can be changed by every user of this machine",
          NARROW,
          narrowing(path, Set.of(OTHERS_WRITE)));
    }
  }

  private void owner(Path path, PosixFileAttributes attributes, PosixFileAttributes root) {
    if (!attributes.owner().equals(root.owner())) {
      findings.warning(
          path,
          "belongs to %s, but the store to %s"
              .formatted(attributes.owner().getName(), root.owner().getName()),
          "Give it to %s with chown, or run all programs as one user."
              .formatted(root.owner().getName()));
    }
  }

  private void own(Path own) throws IOException {
    if (Auditor.isPlainDirectory(own)) {
      secret(own, attributes(own), Severity.WARNING, "can be looked into by others");
    }
    for (Path lineage : AuditScope.entries(own.resolve("lineages"))) {
      for (Path file : AuditScope.entries(lineage)) {
        secret(file, attributes(file), Severity.ERROR, "may hold a key, and others can read it");
      }
    }
  }

  private DirectoryAccess.Change narrowing(Path path, Collection<PosixFilePermission> superfluous) {
    return () -> {
      if (Layout.isThere(path) && !Files.isSymbolicLink(path)) {
        Set<PosixFilePermission> mode = EnumSet.noneOf(PosixFilePermission.class);
        mode.addAll(scope.disk().mode(path));
        if (mode.removeAll(superfluous)) {
          scope.disk().setMode(path, mode);
        }
      }
    };
  }
}
