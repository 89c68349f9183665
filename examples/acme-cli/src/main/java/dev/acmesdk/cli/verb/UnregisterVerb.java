package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import java.util.Locale;
import picocli.CommandLine.Command;

/** {@code acme unregister}: ends an account for good. */
@Command(
    name = "unregister",
    description = "Deactivate the account at the CA for good, and delete its key.",
    footer = {"", "Example:", "  acme unregister --staging"})
final class UnregisterVerb extends ExistingAccountVerb {
  UnregisterVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    AccountCredentials credentials = stored(session);
    if (session.mayAsk() && !isConfirmed(session)) {
      throw new CommandFailure("Deactivation aborted.");
    }
    Account ended = account(session).deactivate();
    session.screen().succeed("Account deactivated.");
    report(session, ended, credentials);
    return ExitStatus.OK;
  }

  private static boolean isConfirmed(Session session) {
    String answer =
        session
            .terminal()
            .ask("An account that is deactivated never comes back. Deactivate it? (y)es or (N)o: ");
    return answer.toLowerCase(Locale.ROOT).startsWith("y");
  }
}
