package dev.acmesdk.cli.verb;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.storage.CertbotDirectory;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Mixin;

/** What the verbs about the account have in common. */
abstract class AccountVerb extends Verb {
  @Mixin CaOptions ca = new CaOptions();
  @Mixin AccountOptions options = new AccountOptions();

  AccountVerb(Terminal terminal) {
    super(terminal);
  }

  /** Where the account is. */
  CertbotDirectory store(Session session) {
    return session.store();
  }

  final AcmeAccount account(Session session) {
    return session.connect(Acme.account().directory(ca.serverOrDefault()), store(session), ca);
  }

  final AccountCredentials stored(Session session) {
    URI server = ca.serverOrDefault();
    return store(session)
        .find(server)
        .orElseThrow(
            () ->
                new CommandFailure(
                    "Could not find an existing account at %s. Make one with acme register, or say which CA with --server."
                        .formatted(server)));
  }

  final void report(Session session, Account account, AccountCredentials credentials) {
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("url", credentials.url().toString());
    members.put("server", ca.serverOrDefault().toString());
    members.put("thumbprint", credentials.key().thumbprint());
    members.put("status", account.status().name().toLowerCase(Locale.ROOT));
    members.put("contact", account.contact());
    session.report().put("account", members);
  }
}
