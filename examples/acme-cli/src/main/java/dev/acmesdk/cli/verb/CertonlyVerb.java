package dev.acmesdk.cli.verb;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.cli.option.AccountOptions;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.option.ChainOptions;
import dev.acmesdk.cli.option.FallbackOption;
import dev.acmesdk.cli.option.HookOptions;
import dev.acmesdk.cli.option.KeyOptions;
import dev.acmesdk.cli.option.NameOptions;
import dev.acmesdk.cli.option.NeedOptions;
import dev.acmesdk.cli.option.ProofOptions;
import dev.acmesdk.cli.option.ResolverOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Choice;
import dev.acmesdk.cli.work.Fallbacks;
import dev.acmesdk.cli.work.Need;
import dev.acmesdk.cli.work.PreferredProfile;
import dev.acmesdk.cli.work.Proof;
import dev.acmesdk.cli.work.Registration;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.cli.work.ShownProgress;
import dev.acmesdk.cli.work.Work;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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
  @Mixin CaOptions ca = new CaOptions();
  @Mixin FallbackOption fallback = new FallbackOption();
  @Mixin AccountOptions account = new AccountOptions();
  @Mixin HookOptions hooks = new HookOptions();
  @Mixin ResolverOption resolver = new ResolverOption();

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
    if (current != null && choice.isSame() && !isForced && !need.isDryRun()) {
      Optional<Instant> due = notDueBefore(session, current);
      if (due.isPresent()) {
        return keep(session, current, due.get());
      }
    }
    return obtain(session, identifiers, choice);
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

  private ExitStatus obtain(Session session, List<Identifier> identifiers, Choice choice) {
    LineageSummary current = choice.current();
    Map<String, String> stored = current == null ? Map.of() : current.renewalParameters();
    Acme acme = new Proof(session, proof, stored).begin(identifiers, names);
    acme =
        resolver.applyTo(session.connect(acme, ca)).onProgress(new ShownProgress(session.screen()));
    acme = chains.applyTo(keys.applyTo(acme, "True".equals(stored.get("reuse_key"))));
    acme = hooks.noteIn(acme);
    URI server =
        ca.server()
            .or(() -> Optional.ofNullable(current).map(LineageSummary::directory))
            .orElse(ca.serverOrDefault());
    acme = PreferredProfile.in(session, acme.directory(server), server, ca, chains, stored);
    Hooks configured = current == null ? Hooks.none() : Renewal.configured(current);
    Hooks around = hooks.around(directories.config(), configured);
    session
        .screen()
        .say(
            "%s a certificate for %s"
                .formatted(
                    need.isDryRun() ? "Simulating" : "Requesting",
                    String.join(" and ", Described.values(identifiers))));
    return need.isDryRun()
        ? rehearse(
            session, identifiers, choice, Registration.agreedBefore(session, acme, server), around)
        : store(session, identifiers, choice, acme, around);
  }

  private static AcmeRequest request(Acme acme, List<Identifier> identifiers, Choice choice) {
    AcmeRequest request = acme.identifiers(identifiers.toArray(Identifier[]::new));
    return choice.name() == null ? request : request.named(choice.name());
  }

  private ExitStatus rehearse(
      Session session, List<Identifier> identifiers, Choice choice, Acme acme, Hooks around) {
    try (Work work = new Work(session)) {
      new Registration(session, account)
          .with(
              acme,
              complete -> {
                work.rehearse(identifiers, around, request(complete, identifiers, choice));
                return true;
              });
    }
    session.screen().succeed("The dry run was successful.");
    String name =
        choice.name() == null ? identifiers.get(0).withoutWildcard().value() : choice.name();
    session.report().addCertificate(Described.named(name, "rehearsed"));
    return ExitStatus.OK;
  }

  private ExitStatus store(
      Session session, List<Identifier> identifiers, Choice choice, Acme acme, Hooks around) {
    Function<Acme, Lineage> verb =
        complete -> {
          AcmeRequest request = request(complete, identifiers, choice);
          return choice.current() == null ? request.obtain() : request.reissue();
        };
    Lineage lineage;
    try (Work work = new Work(session)) {
      lineage =
          work.obtain(
              identifiers,
              around,
              () ->
                  new Fallbacks(session.screen(), fallback.servers())
                      .with(acme, one -> new Registration(session, account).with(one, verb)));
    }
    Received.show(session, lineage);
    session
        .report()
        .addCertificate(
            Described.lineage(lineage, choice.current() == null ? "issued" : "renewed"));
    return ExitStatus.OK;
  }
}
