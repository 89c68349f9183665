package dev.acmesdk.cli.verb;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.work.Choice;
import dev.acmesdk.cli.work.Fallbacks;
import dev.acmesdk.cli.work.FirstLook;
import dev.acmesdk.cli.work.Neighbours;
import dev.acmesdk.cli.work.Proof;
import dev.acmesdk.cli.work.Registration;
import dev.acmesdk.cli.work.RequestOptions;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.cli.work.Work;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What {@code certonly} does once it is clear that a certificate is wanted, and which. */
final class Obtaining {
  private final CertonlyVerb verb;
  private final Session session;
  private final List<Identifier> identifiers;
  private final Choice choice;
  private final Map<String, String> stored;
  private final Proof proof;
  private final URI server;
  private final CertbotDirectory store;

  /** An account that is not there is told before anything is asked of the CA. */
  Obtaining(CertonlyVerb verb, Session session, List<Identifier> identifiers, Choice choice) {
    this.verb = verb;
    this.session = session;
    this.identifiers = identifiers;
    this.choice = choice;
    this.stored = choice.current() == null ? Map.of() : choice.current().renewalParameters();
    this.proof = new Proof(session, verb.proof, stored);
    this.server = server(verb, choice.current());
    this.store = session.store(verb.accountId, server);
  }

  ExitStatus run() {
    Acme acme = acme();
    Hooks around = verb.hooks.around(verb.directories.config(), configured(choice.current()));
    boolean isDryRun = verb.need.isDryRun();
    session
        .screen()
        .say(
            "%s a certificate for %s"
                .formatted(
                    isDryRun ? "Simulating" : "Requesting",
                    String.join(" and ", Described.values(identifiers))));
    return isDryRun
        ? rehearse(Registration.agreedBefore(session, acme, server), around)
        : store(acme, around);
  }

  private static URI server(CertonlyVerb verb, @Nullable LineageSummary current) {
    return verb.ca
        .server()
        .or(() -> Optional.ofNullable(current).map(LineageSummary::directory))
        .orElse(verb.ca.serverOrDefault());
  }

  private static Hooks configured(@Nullable LineageSummary current) {
    return current == null ? Hooks.none() : Renewal.configured(current);
  }

  private Acme acme() {
    return new RequestOptions(
            verb.ca, verb.resolver, verb.keys, verb.chains, verb.subset, verb.hooks)
        .complete(proof.begin(identifiers, verb.names), session, store, server, stored);
  }

  private AcmeRequest request(Acme acme) {
    AcmeRequest request = acme.identifiers(identifiers.toArray(Identifier[]::new));
    return choice.name() == null ? request : request.named(choice.name());
  }

  private String name() {
    return choice.name() == null ? identifiers.get(0).withoutWildcard().value() : choice.name();
  }

  /** Names without which it goes on, as long as one is left. */
  private Set<String> dispensable() {
    return verb.subset.isAllowed(stored) ? Set.copyOf(Described.values(identifiers)) : Set.of();
  }

  /** After pre-hooks, which may make room; before anything is asked of the CA. */
  private void look(Acme acme) {
    if (verb.preflight.isWanted() && proof.mayBeTried()) {
      boolean hasOtherCas = !verb.fallback.servers().isEmpty();
      new FirstLook(session, verb.preflight.limit(), hasOtherCas, dispensable()).at(request(acme));
    }
  }

  private ExitStatus rehearse(Acme acme, Hooks around) {
    try (Work work = new Work(session)) {
      work.rehearse(
          identifiers,
          around,
          Optional.ofNullable(choice.current())
              .flatMap(current -> verb.deployTrial.current(store, current.name())),
          () -> {
            look(acme);
            return new Registration(session, verb.account)
                .with(acme, complete -> request(complete).dryRun());
          });
    }
    session.screen().succeed("The dry run was successful.");
    session.report().addCertificate(Described.named(name(), "rehearsed"));
    return ExitStatus.OK;
  }

  private ExitStatus store(Acme acme, Hooks around) {
    Function<Acme, Lineage> way =
        complete ->
            choice.current() == null ? request(complete).obtain() : request(complete).reissue();
    Lineage lineage;
    try (Work work = new Work(session)) {
      lineage =
          work.obtain(
              identifiers,
              around,
              () -> {
                look(acme);
                Neighbours.tell(session, name());
                return new Fallbacks(session.screen(), verb.fallback.servers())
                    .with(acme, one -> new Registration(session, verb.account).with(one, way));
              });
    }
    Received.show(session, lineage);
    session
        .report()
        .addCertificate(
            Described.lineage(lineage, choice.current() == null ? "issued" : "renewed"));
    return ExitStatus.OK;
  }
}
