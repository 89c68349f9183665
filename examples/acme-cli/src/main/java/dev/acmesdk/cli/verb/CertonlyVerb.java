package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.cli.option.DeployTrialOption;
import dev.acmesdk.cli.option.FallbackOption;
import dev.acmesdk.cli.option.HookOptions;
import dev.acmesdk.cli.option.KeyOptions;
import dev.acmesdk.cli.option.NameOptions;
import dev.acmesdk.cli.option.NeedOptions;
import dev.acmesdk.cli.option.PreflightOption;
import dev.acmesdk.cli.option.ProofOptions;
import dev.acmesdk.cli.option.ResolverOption;
import dev.acmesdk.cli.option.SubsetOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Choice;
import dev.acmesdk.cli.work.Need;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.LineageSummary;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code acme certonly}: obtains a certificate, unless there is one that will do. */
@Command(
    name = "certonly",
    aliases = "auth",
    description = "Obtain a certificate, or renew the one for the same names if it is due.",
    footer = {
      "",
      "Examples:",
      "  acme certonly --standalone -m admin@example.com --agree-tos -d example.com -d www.example.com",
      "  acme certonly --webroot -w /var/www/html -d example.com --deploy-hook 'systemctl reload nginx'",
      "  acme certonly --manual --preferred-challenges dns -d '*.example.com'",
      "  acme certonly --standalone --dry-run -d example.com"
    })
final class CertonlyVerb extends Verb {
  @Mixin NameOptions names = new NameOptions();
  @Mixin CertNameOption certName = new CertNameOption();
  @Mixin ProofOptions proof = new ProofOptions();
  @Mixin NeedOptions need = new NeedOptions();
  @Mixin KeyOptions keys = new KeyOptions();
  @Mixin ChainOptions chains = new ChainOptions();
  @Mixin SubsetOption subset = new SubsetOption();
  @Mixin CaOptions ca = new CaOptions();
  @Mixin FallbackOption fallback = new FallbackOption();
  @Mixin AccountOptions account = new AccountOptions();
  @Mixin AccountIdOption accountId = new AccountIdOption();
  @Mixin HookOptions hooks = new HookOptions();
  @Mixin DeployTrialOption deployTrial = new DeployTrialOption();
  @Mixin ResolverOption resolver = new ResolverOption();
  @Mixin PreflightOption preflight = new PreflightOption();

  CertonlyVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    boolean isForced = need.isForced();
    List<Identifier> identifiers = identifiers(session);
    Choice choice = Choice.of(session, identifiers, certName.name(), need);
    confirmKeyType(choice);
    LineageSummary current = choice.current();
    Obtaining obtaining = new Obtaining(this, session, identifiers, choice);
    if (current != null && choice.isSame() && !isForced && !need.isDryRun()) {
      Optional<Instant> due = notDueBefore(session, current);
      if (due.isPresent()) {
        return keep(session, current, due.get());
      }
    }
    return obtaining.run();
  }

  private List<Identifier> identifiers(Session session) {
    if (!names.isEmpty()) {
      return names.identifiers();
    }
    if (certName.name().isPresent()) {
      return session
          .store()
          .summary(certName.name().get())
          .map(Choice::namesOf)
          .map(List::copyOf)
          .orElseThrow(
              () ->
                  new CommandFailure(
                      "There is no certificate named %s yet. Say what it shall be for with -d."
                          .formatted(certName.name().get())));
    }
    if (!session.mayAsk()) {
      throw new CommandFailure(
          "It is not said what the certificate shall be for. Give at least one name: -d example.com.");
    }
    String answer = session.terminal().ask("Names, separated by blanks or commas: ");
    return List.of(answer.split("[ ,]+", -1)).stream()
        .filter(name -> !name.isBlank())
        .<Identifier>map(Identifier::dns)
        .distinct()
        .toList();
  }

  /** Servers and clients that are set up for one kind may not know the other. */
  private void confirmKeyType(Choice choice) {
    LineageSummary current = choice.current();
    if (current == null || !keys.saysType() || certName.name().isPresent()) {
      return;
    }
    String before = Described.keyType(current.leaf());
    keys.algorithm()
        .filter(wanted -> wanted.isEllipticCurve() != before.equals("ECDSA"))
        .ifPresent(
            wanted -> {
              throw new CommandFailure(
                  "The certificate %s has an %s key. To change that, give --cert-name %s together with --key-type."
                      .formatted(current.name(), before, current.name()));
            });
  }

  private Optional<Instant> notDueBefore(Session session, LineageSummary current) {
    boolean isOfThisCa =
        ca.server().isEmpty()
            || current.directory() == null
            || ca.serverOrDefault().equals(current.directory());
    if (!isOfThisCa) {
      return Optional.empty();
    }
    try (Need when = new Need(session, ca)) {
      Instant due = when.dueAt(current);
      return Optional.of(due).filter(one -> one.isAfter(session.terminal().clock().instant()));
    }
  }

  private ExitStatus keep(Session session, LineageSummary current, Instant due) {
    session
        .screen()
        .say(
            "The certificate %s is not due for renewal before %s; it is kept. (--force-renewal replaces it.)"
                .formatted(current.name(), due));
    Map<String, Object> member =
        session
            .store()
            .find(current.name())
            .map(lineage -> Described.lineage(lineage, "kept"))
            .orElseGet(() -> Described.summary(current, "kept"));
    member.put("dueAt", due.toString());
    session.report().addCertificate(member);
    return ExitStatus.OK;
  }
}
