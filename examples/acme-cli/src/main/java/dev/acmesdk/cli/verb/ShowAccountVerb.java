package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code acme show_account}: shows the account as the CA sees it. */
@Command(
    name = "show_account",
    description = "Show the account as the CA sees it.",
    footer = {
      "",
      "Examples:",
      "  acme show_account",
      "  acme show_account --account 992f572d698fc4908172a75329ca8189"
    })
final class ShowAccountVerb extends ExistingAccountVerb {
  ShowAccountVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    AccountCredentials credentials = stored(session);
    Account account = account(session).find().orElseThrow();
    String contacts =
        account.contact().stream()
            .map(contact -> contact.replaceFirst("^mailto:", ""))
            .collect(Collectors.joining(", "));
    session
        .screen()
        .say(
            """
            Account details for server %s:
              Account URL: %s
              Account Thumbprint: %s
              Email contact: %s"""
                .formatted(
                    ca.serverOrDefault(),
                    credentials.url(),
                    credentials.key().thumbprint(),
                    contacts.isEmpty() ? "none" : contacts));
    report(session, account, credentials);
    return ExitStatus.OK;
  }
}
