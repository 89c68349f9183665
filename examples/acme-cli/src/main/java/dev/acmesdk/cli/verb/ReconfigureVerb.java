package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.cli.option.DeployTrialOption;
import dev.acmesdk.cli.option.HookOptions;
import dev.acmesdk.cli.option.KeyOptions;
import dev.acmesdk.cli.option.NameOptions;
import dev.acmesdk.cli.option.ProofOptions;
import dev.acmesdk.cli.option.ResolverOption;
import dev.acmesdk.cli.option.SubsetOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code acme reconfigure}: changes how a certificate will be renewed, after a dry run. */
@Command(
    name = "reconfigure",
    description =
        "Change how a certificate will be renewed: what is given here is tried out in a dry run, and noted in the renewal file if that succeeds.",
    footer = {
      "",
      "Examples:",
      "  acme reconfigure --cert-name example.com --webroot -w /var/www/html",
      "  acme reconfigure --cert-name example.com --deploy-hook 'systemctl reload nginx'",
      "  acme reconfigure --cert-name example.com --key-type rsa --rsa-key-size 3072"
    })
final class ReconfigureVerb extends Verb {
  @Mixin CertNameOption certName = new CertNameOption();
  @Mixin NameOptions names = new NameOptions();
  @Mixin ProofOptions proof = new ProofOptions();
  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin ChainOptions chains = new ChainOptions();
  @Mixin SubsetOption subset = new SubsetOption();
  @Mixin CaOptions ca = new CaOptions();
  @Mixin AccountOptions account = new AccountOptions();
  @Mixin AccountIdOption accountId = new AccountIdOption();
  @Mixin HookOptions hooks = new HookOptions();
  @Mixin DeployTrialOption deployTrial = new DeployTrialOption();
  @Mixin ResolverOption resolver = new ResolverOption();

  ReconfigureVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    hooks.given();
    LineageSummary current = current(session);
    Reconfiguring reconfiguring = new Reconfiguring(this, session, current);
    reconfiguring.requireUnchanged();
    session
        .screen()
        .say("Simulating the renewal of %s with these options".formatted(current.name()));
    Lineage changed = reconfiguring.run();
    tell(session, current, changed);
    return ExitStatus.OK;
  }

  private LineageSummary current(Session session) {
    String name = name(session);
    return session.store().summary(name).orElseThrow(() -> CommandFailure.noCertificate(name));
  }

  private String name(Session session) {
    if (certName.name().isPresent()) {
      return certName.name().get();
    }
    if (!session.mayAsk()) {
      throw new CommandFailure("It is not said what to reconfigure. Give --cert-name.");
    }
    List<String> all = session.store().names();
    return session.terminal().ask("Which one? There are: " + String.join(", ", all) + "\nName: ");
  }

  private static void tell(Session session, LineageSummary before, Lineage after) {
    Map<String, String> old = before.renewalParameters();
    Map<String, String> changed = after.renewalParameters();
    TreeSet<String> keys = new TreeSet<>(old.keySet());
    keys.addAll(changed.keySet());
    keys.removeIf(key -> Objects.equals(old.get(key), changed.get(key)));
    session.report().put("changed", List.copyOf(keys));
    session.report().addCertificate(Described.lineage(after, "reconfigured"));
    if (keys.isEmpty()) {
      session.screen().succeed("No changes were made to the renewal configuration.");
      return;
    }
    session
        .screen()
        .succeed(
            """
            Successfully updated configuration: %s.
            Changes will apply when the certificate renews."""
                .formatted(String.join(", ", keys)));
  }
}
