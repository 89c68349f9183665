package dev.acmesdk.cli.verb;

import dev.acmesdk.AcmeAccount;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Registration;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Account;
import java.net.URI;
import picocli.CommandLine.Command;

/** {@code acme register}: makes an account at a CA. */
@Command(
    name = "register",
    description = "Make an account at the CA. (certonly does so by itself.)",
    footer = {"", "Example:", "  acme register -m admin@example.com --agree-tos"})
final class RegisterVerb extends AccountVerb {
  RegisterVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    URI server = ca.serverOrDefault();
    if (session.store().find(server).isPresent()) {
      throw new CommandFailure(
          "There is an existing account at %s already. acme show_account shows it; acme update_account changes its address."
              .formatted(server));
    }
    Account made = new Registration(session, options).with(account(session), AcmeAccount::register);
    session.screen().succeed("Account registered.");
    report(session, made, stored(session));
    return ExitStatus.OK;
  }
}
