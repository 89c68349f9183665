package dev.acmesdk.cli.verb;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.work.Choice;
import dev.acmesdk.cli.work.Fallbacks;
import dev.acmesdk.cli.work.Proof;
import dev.acmesdk.cli.work.Registration;
import dev.acmesdk.cli.work.RequestOptions;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.cli.work.Work;
import dev.acmesdk.hook.CommandHook;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One renewal: by what the renewal file says, unless the command line says otherwise. */
final class Renewal {
  private final RenewVerb verb;
  private final Session session;
  private final Work work;

  Renewal(RenewVerb verb, Session session, Work work) {
    this.verb = verb;
    this.session = session;
    this.work = work;
  }

  /** Renews a lineage, or goes through it, and tells what came of it in the report's words. */
  Map<String, Object> renew(LineageSummary current) {
    List<Identifier> identifiers = List.copyOf(Choice.namesOf(current));
    Acme acme = acme(current, identifiers);
    Hooks hooks = verb.hooks.around(verb.directories.config(), configured(current));
    if (verb.need.isDryRun()) {
      new Registration(session, verb.account)
          .with(
              Registration.agreedBefore(session, acme, current.directory()),
              complete ->
                  work.rehearse(
                      identifiers,
                      hooks,
                      verb.deployTrial.current(store(current), current.name()),
                      request(complete, identifiers, current)::dryRun));
      return Described.summary(current, "rehearsed");
    }
    Lineage lineage =
        work.obtain(
            identifiers,
            hooks,
            () ->
                new Fallbacks(session.screen(), verb.fallback.servers())
                    .with(
                        acme,
                        one ->
                            new Registration(session, verb.account)
                                .with(
                                    one,
                                    complete ->
                                        request(complete, identifiers, current).reissue())));
    return Described.lineage(lineage, "renewed");
  }

  private Acme acme(LineageSummary current, List<Identifier> identifiers) {
    Map<String, String> stored = current.renewalParameters();
    return new RequestOptions(
            verb.ca, verb.resolver, verb.keys, verb.chains, verb.subset, verb.hooks)
        .complete(
            new Proof(session, verb.proof, stored).begin(identifiers, null),
            session,
            store(current),
            server(current),
            stored);
  }

  /**
   * Looks for the account that was asked for, if one was.
   *
   * @throws dev.acmesdk.error.StoreException if it is not there
   */
  void requireAccount(LineageSummary current) {
    store(current);
  }

  private CertbotDirectory store(LineageSummary current) {
    return session.store(verb.accountId, server(current));
  }

  private URI server(LineageSummary current) {
    return verb.ca
        .server()
        .or(() -> Optional.ofNullable(current.directory()))
        .orElse(verb.ca.serverOrDefault());
  }

  private static AcmeRequest request(
      Acme acme, List<Identifier> identifiers, LineageSummary current) {
    return acme.identifiers(identifiers.toArray(Identifier[]::new)).named(current.name());
  }

  /** What the renewal file says. */
  static Hooks configured(LineageSummary current) {
    Hooks hooks = Hooks.none();
    Map<String, String> said = current.renewalParameters();
    for (String key : List.of("pre_hook", "renew_hook", "post_hook")) {
      String command = said.getOrDefault(key, "");
      if (!command.isBlank() && !command.equals("None")) {
        CommandHook hook = CommandHook.of(command);
        hooks =
            switch (key) {
              case "pre_hook" -> hooks.pre(hook);
              case "post_hook" -> hooks.post(hook);
              default -> hooks.deploy(hook);
            };
      }
    }
    return hooks;
  }
}
