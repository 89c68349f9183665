package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.LeaseKeeper;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code acme delete}: takes a certificate, with its keys, out of the store. */
@Command(
    name = "delete",
    description = "Delete a certificate with all of its files. It stays valid: see revoke.",
    footer = {"", "Example:", "  acme delete --cert-name example.com"})
final class DeleteVerb extends Verb {
  private static final Duration LEASE = Duration.ofMinutes(1);

  @Mixin CertNameOption certName = new CertNameOption();

  DeleteVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    String name = name(session);
    if (!session.store().names().contains(name)) {
      throw CommandFailure.noCertificate(name);
    }
    if (session.mayAsk() && !isConfirmed(session, name)) {
      throw new CommandFailure("Nothing was deleted.");
    }
    delete(session, name);
    return ExitStatus.OK;
  }

  private String name(Session session) {
    if (certName.name().isPresent()) {
      return certName.name().get();
    }
    if (!session.mayAsk()) {
      throw new CommandFailure("It is not said what to delete. Give --cert-name.");
    }
    List<String> all = session.store().names();
    return session.terminal().ask("Which one? There are: " + String.join(", ", all) + "\nName: ");
  }

  private static boolean isConfirmed(Session session, String name) {
    String answer =
        session
            .terminal()
            .ask(
                "Servers that use files of %s will not start again without them. Delete it? (Y)es or (n)o: "
                    .formatted(name));
    return !answer.toLowerCase(Locale.ROOT).startsWith("n");
  }

  /** Deletes a lineage and says so. */
  static void delete(Session session, String name) {
    CertbotDirectory store = session.store();
    try (LeaseKeeper keeper = LeaseKeeper.acquire(store, name, LEASE, LEASE)) {
      store.remove(keeper.lease());
    }
    session.screen().say("Deleted all files relating to certificate %s.".formatted(name));
    session.report().addCertificate(Described.named(name, "deleted"));
  }
}
