package dev.acmesdk.storage;

import dev.acmesdk.storage.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Looks for what programs have left that were killed. */
final class LeftoverAudit {
  /** No CA that we know of keeps an order for longer than that. */
  private static final Duration OLD = Duration.ofDays(30);

  private static final String DELETE = "If nobody is just at work there, delete it.";

  private final AuditScope scope;
  private final Layout layout;
  private final Findings findings;

  LeftoverAudit(AuditScope scope, Findings findings) {
    this.scope = scope;
    this.layout = scope.layout();
    this.findings = findings;
  }

  void run() throws IOException {
    for (Path place : layout.places()) {
      findings.guarded(place, () -> probes(place));
    }
    findings.guarded(layout.renewal(), this::renewalFiles);
    findings.guarded(layout.live(), this::links);
    findings.guarded(layout.accounts(), this::accounts);
    for (Path lineage : AuditScope.entries(layout.ownLineages())) {
      if (LineageName.isValid(AuditScope.name(lineage))) {
        findings.guarded(lineage, () -> own(AuditScope.name(lineage), lineage));
      }
    }
  }

  private void probes(Path place) throws IOException {
    for (Path entry : AuditScope.entries(place)) {
      if (AuditScope.name(entry).startsWith(".probe-")
          && (Files.isSymbolicLink(entry) || Files.size(entry) <= 1)) {
        leftover(entry, "is left of a check whether the directory is writable");
      }
    }
  }

  private void renewalFiles() throws IOException {
    for (Path entry : AuditScope.entries(layout.renewal())) {
      String file = AuditScope.name(entry);
      if (file.endsWith(".conf.new") && Files.isRegularFile(entry)) {
        String name = file.substring(0, file.length() - ".conf.new".length());
        if (!LineageName.isValid(name) || !Layout.isThere(SaveJournal.file(layout, name).path())) {
          leftover(entry, "is a renewal file that was never put in its place");
        }
      }
    }
  }

  private void links() throws IOException {
    for (Path live : AuditScope.entries(layout.live())) {
      for (Kind kind : Kind.values()) {
        Path staged = ChangeSet.staged(live.resolve(kind.linkName()));
        if (Files.isSymbolicLink(staged)) {
          leftover(staged, "is a link that was never put in its place");
        }
      }
    }
  }

  private void accounts() throws IOException {
    for (Path entry : AuditScope.entries(layout.accounts())) {
      String name = AuditScope.name(entry);
      if (name.startsWith(".old-")) {
        findings.add(
            Severity.WARNING,
            entry,
            "is left of an account that was removed, or has another key by now",
            DELETE,
            deletingAccount(entry));
      } else if (name.startsWith(".new-")) {
        unfinished(entry);
      }
    }
  }

  /** The CA may know the account already, and this is all that there is of its key. */
  private void unfinished(Path entry) {
    boolean hasKey = AccountKeyFile.CURRENT.in(entry).isPresent();
    findings.add(
        Severity.WARNING,
        entry,
        "is left of the saving of an account that was cut off",
        hasKey
            ? "The CA may know the account. Move the directory to its place, accounts/HOST/PATH/ID, or delete it."
            : DELETE,
        hasKey ? null : deletingAccount(entry));
  }

  private DirectoryAccess.Change deletingAccount(Path entry) {
    return () -> {
      boolean isKept =
          AuditScope.name(entry).startsWith(".new-")
              && AccountKeyFile.CURRENT.in(entry).isPresent();
      if (!isKept && Layout.isThere(entry)) {
        new Retirement(layout, scope.disk()).retire(entry);
      }
    };
  }

  private void own(String name, Path directory) throws IOException {
    Findings ofLineage = findings.of(name);
    Path journal = SaveJournal.file(layout, name).path();
    if (Layout.isThere(journal)) {
      ofLineage.add(
          Severity.WARNING,
          journal,
          "is left of a save that was cut off",
          "If nobody is just saving the lineage, complete it or take it away, as the next lease does.",
          scope.repairing(name));
    }
    OwnFile order = OwnFile.of(layout, name, OrderText.FILE);
    ofLineage.guarded(order.path(), () -> order(ofLineage, order));
    for (Path entry : AuditScope.entries(directory)) {
      if (AuditScope.name(entry).endsWith(".new")
          && Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
        ofLineage.add(
            Severity.INFO, entry, "was never put in its place", DELETE, scope.deleting(entry));
      }
    }
  }

  private void order(Findings ofLineage, OwnFile order) throws IOException {
    Optional<Map<String, String>> texts;
    try {
      texts = order.read();
      if (texts.isEmpty()) {
        return;
      }
      Instant begun = OrderText.instant(OrderText.required(texts.get(), "begun"));
      if (begun.plus(OLD).isBefore(scope.clock().instant())) {
        ofLineage.info(
            order.path(),
            "is an order of %s that nobody goes on with".formatted(begun),
            "Delete it, or try again to obtain the certificate, which replaces it.");
      }
    } catch (IllegalArgumentException e) {
      ofLineage.info(
          order.path(),
          "is damaged (%s), so that the order cannot be gone on with".formatted(e.getMessage()),
          "Delete it: the next attempt begins with a new order.");
    }
  }

  private void leftover(Path path, String problem) {
    findings.add(Severity.INFO, path, problem, DELETE, scope.deleting(path));
  }
}
