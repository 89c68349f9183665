package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.storage.CertbotDirectory;
import picocli.CommandLine.Mixin;

/** What the verbs about an account that is there have in common: there may be several. */
abstract class ExistingAccountVerb extends AccountVerb {
  @Mixin AccountIdOption id = new AccountIdOption();

  ExistingAccountVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  final CertbotDirectory store(Session session) {
    return session.store(id, ca.serverOrDefault());
  }
}
