package dev.acmesdk.cli.verb;

import dev.acmesdk.Acme;
import dev.acmesdk.LetsEncrypt;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.work.Choice;
import dev.acmesdk.cli.work.Proof;
import dev.acmesdk.cli.work.Registration;
import dev.acmesdk.cli.work.RequestOptions;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.cli.work.Work;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummary;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code reconfigure} does once it is clear which lineage it is about. */
final class Reconfiguring {
  private final ReconfigureVerb verb;
  private final Session session;
  private final LineageSummary current;
  private final List<Identifier> identifiers;

  Reconfiguring(ReconfigureVerb verb, Session session, LineageSummary current) {
    this.verb = verb;
    this.session = session;
    this.current = current;
    this.identifiers = List.copyOf(Choice.namesOf(current));
  }

  /** What is in the certificate, or belongs to the CA that has issued it, takes a new one. */
  void requireUnchanged() {
    String name = current.name();
    if (!current.renewalParameters().containsKey("authenticator")) {
      throw new CommandFailure(
          "The renewal file of %s cannot be understood, or names no authenticator. acme audit says what is wrong with it."
              .formatted(name));
    }
    if (!verb.names.isEmpty()
        && !Set.copyOf(verb.names.identifiers()).equals(Set.copyOf(identifiers))) {
      throw new CommandFailure(
          "The names are in the certificate, which stays as it is. To change them: acme certonly --cert-name %s -d …, with all that it shall be for."
              .formatted(name));
    }
    if (!verb.ca.server().orElse(server()).equals(server())) {
      throw new CommandFailure(
          "The certificate is from %s. To get it from another CA: acme renew --cert-name %s --force-renewal --server %s."
              .formatted(server(), name, verb.ca.serverOrDefault()));
    }
    Optional<String> account = verb.accountId.id();
    if (account.isPresent() && !account.get().equals(current.renewalParameters().get("account"))) {
      throw new CommandFailure(
          "The certificate is not of that account. To get it with that one: acme renew --cert-name %s --force-renewal --account %s."
              .formatted(name, account.get()));
    }
    if (verb.keys.isNewOnce()) {
      throw new CommandFailure(
          "--new-key is for one renewal, and this is none. Give it to certonly or renew with --force-renewal, or give --no-reuse-key here.");
    }
  }

  Lineage run() {
    Acme acme = Registration.agreedBefore(session, acme(), server());
    Hooks around = verb.hooks.around(verb.directories.config(), Renewal.configured(current));
    try (Work work = new Work(session)) {
      return work.rehearse(
          identifiers,
          around,
          verb.deployTrial.current(session.store(), current.name()),
          () -> new Registration(session, verb.account).with(acme, this::reconfigure));
    }
  }

  private Lineage reconfigure(Acme acme) {
    return acme.identifiers(identifiers.toArray(Identifier[]::new))
        .named(current.name())
        .reconfigure();
  }

  /** The CA that it is from; without a word in the renewal file it is Certbot's usual one. */
  private URI server() {
    return Optional.ofNullable(current.directory()).orElse(LetsEncrypt.PRODUCTION);
  }

  private Acme acme() {
    Map<String, String> stored = current.renewalParameters();
    return new RequestOptions(
            verb.ca, verb.resolver, verb.keys, verb.chains, verb.subset, verb.hooks)
        .complete(
            new Proof(session, verb.proof, stored).begin(identifiers, verb.names),
            session,
            session.store(),
            server(),
            stored);
  }
}
