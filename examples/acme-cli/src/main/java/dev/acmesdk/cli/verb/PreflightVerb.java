package dev.acmesdk.cli.verb;

import dev.acmesdk.Acme;
import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.cli.option.NameOptions;
import dev.acmesdk.cli.option.ProofOptions;
import dev.acmesdk.cli.option.ResolverOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Found;
import dev.acmesdk.cli.output.Table;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Proof;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.preflight.PreflightReport;
import dev.acmesdk.preflight.Severity;
import dev.acmesdk.protocol.Identifier;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code acme preflight}: looks for all that would make {@code certonly} fail. */
@Command(
    name = "preflight",
    description =
        "Look for what would make certonly fail, before an order is spent: clock, port, names, firewall, CA, store, limits.",
    footer = {
      "",
      "Examples:",
      "  acme preflight --standalone -d example.com -d www.example.com",
      "  acme preflight --webroot -w /var/www/html -d example.com --resolver 9.9.9.9",
      "  acme preflight --manual --preferred-challenges dns -d '*.example.com'"
    })
final class PreflightVerb extends Verb {
  @Mixin NameOptions names = new NameOptions();
  @Mixin ProofOptions proof = new ProofOptions();
  @Mixin ChainOptions chains = new ChainOptions();
  @Mixin CaOptions ca = new CaOptions();
  @Mixin AccountOptions account = new AccountOptions();
  @Mixin AccountIdOption accountId = new AccountIdOption();
  @Mixin ResolverOption resolver = new ResolverOption();

  PreflightVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    if (names.isEmpty()) {
      throw new CommandFailure(
          "It is not said what the certificate shall be for. Give at least one name: -d example.com.");
    }
    List<Identifier> identifiers = names.identifiers();
    Acme acme = new Proof(session, proof, Map.of()).withoutHuman().begin(identifiers, names);
    acme = session.connect(acme, session.store(accountId, ca.serverOrDefault()), ca);
    acme = resolver.applyTo(account.applyTo(chains.applyTo(acme)));
    session.screen().await("Looking at the CA, this machine and DNS");
    PreflightReport report =
        acme.directory(ca.serverOrDefault())
            .identifiers(identifiers.toArray(Identifier[]::new))
            .preflight();
    session.report().put("preflight", Found.members(report.findings()));
    session.screen().say(Table.of(report));
    if (!report.isReady()) {
      int errors = report.atLeast(Severity.ERROR).size();
      throw new CommandFailure(
          errors == 1
              ? "The order would fail, for the reason above."
              : "The order would fail, for the %d reasons above.".formatted(errors));
    }
    session.screen().succeed("Nothing was found that would make the order fail.");
    return ExitStatus.OK;
  }
}
