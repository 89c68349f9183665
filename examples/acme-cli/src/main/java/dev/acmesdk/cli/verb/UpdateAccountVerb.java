package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import picocli.CommandLine.Command;

/** {@code acme update_account}: tells the CA another address. */
@Command(
    name = "update_account",
    description = "Tell the CA where to write to.",
    footer = {
      "",
      "Examples:",
      "  acme update_account -m new@example.com",
      "  acme update_account --register-unsafely-without-email"
    })
final class UpdateAccountVerb extends ExistingAccountVerb {
  UpdateAccountVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    AccountCredentials credentials = stored(session);
    if (!options.saysEmail()) {
      throw new CommandFailure(
          "It is not said what to change. Give -m ADDRESS, or --register-unsafely-without-email for none.");
    }
    Account updated = options.applyTo(account(session)).updateContact();
    session
        .screen()
        .succeed(
            options.emails().isEmpty()
                ? "Any contact information associated with this account has been removed."
                : "Your e-mail address was updated to %s."
                    .formatted(String.join(",", options.emails())));
    report(session, updated, credentials);
    return ExitStatus.OK;
  }
}
