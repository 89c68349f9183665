package dev.acmesdk.cli.verb;

import dev.acmesdk.cli.option.AccountIdOption;
import dev.acmesdk.cli.option.CaOptions;
import dev.acmesdk.cli.option.CertNameOption;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.cli.output.Described;
import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.cli.work.Session;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RevocationOutcome;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.RevocationReason;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.LineageSummary;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code acme revoke}: makes a certificate worthless, at the CA that has issued it. */
@Command(
    name = "revoke",
    description = "Revoke a certificate, by its name or its file.",
    footer = {
      "",
      "Examples:",
      "  acme revoke --cert-name example.com --reason keycompromise",
      "  acme revoke --cert-path old.pem --key-path old-key.pem --server https://ca.example/directory"
    })
final class RevokeVerb extends Verb {
  private static final Map<String, RevocationReason> REASONS =
      Map.of(
          "unspecified", RevocationReason.UNSPECIFIED,
          "keycompromise", RevocationReason.KEY_COMPROMISE,
          "affiliationchanged", RevocationReason.AFFILIATION_CHANGED,
          "superseded", RevocationReason.SUPERSEDED,
          "cessationofoperation", RevocationReason.CESSATION_OF_OPERATION);

  @Mixin CertNameOption certName = new CertNameOption();
  @Mixin CaOptions ca = new CaOptions();
  @Mixin AccountIdOption account = new AccountIdOption();

  @Option(names = "--cert-path", paramLabel = "FILE", description = "The certificate, in PEM.")
  @Nullable Path certPath;

  @Option(
      names = "--key-path",
      paramLabel = "FILE",
      description = "The certificate's key, to sign with it instead of with the account's.")
  @Nullable Path keyPath;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description =
          "unspecified, keycompromise, affiliationchanged, superseded or cessationofoperation (unspecified).")
  String reason = "unspecified";

  @Option(
      names = "--delete-after-revoke",
      description = "Delete its files as well: the default if nobody can be asked.")
  boolean isDeleted;

  @Option(names = "--no-delete-after-revoke", description = "Keep its files.")
  boolean isNotDeleted;

  RevokeVerb(Terminal terminal) {
    super(terminal);
  }

  @Override
  ExitStatus run(Session session) {
    if (certName.name().isPresent() == (certPath != null)) {
      throw new CommandFailure("Say which certificate: give either --cert-name or --cert-path.");
    }
    if (keyPath != null && account.id().isPresent()) {
      throw new CommandFailure(
          "--key-path and --account contradict each other: a revocation is signed by one of them.");
    }
    if (isDeleted && isNotDeleted) {
      throw new CommandFailure(
          "--delete-after-revoke and --no-delete-after-revoke contradict each other.");
    }
    RevocationReason why = REASONS.get(reason.toLowerCase(Locale.ROOT));
    if (why == null) {
      throw new CommandFailure(
          "--reason %s is unknown. Give one of %s."
              .formatted(reason, String.join(", ", REASONS.keySet().stream().sorted().toList())),
          ExitStatus.USAGE);
    }
    X509Certificate certificate = certificate(session);
    Optional<LineageSummary> lineage = lineage(session, certificate);
    URI server =
        ca.server().or(() -> lineage.map(LineageSummary::directory)).orElse(ca.serverOrDefault());
    RevocationOutcome outcome = revoke(session, server, certificate, why, lineage);
    session
        .screen()
        .succeed(
            outcome == RevocationOutcome.REVOKED
                ? "The certificate has been revoked."
                : "The certificate had been revoked before.");
    session.report().put("serial", Described.serial(certificate));
    session.report().put("revocation", outcome.name().toLowerCase(Locale.ROOT));
    lineage.ifPresent(one -> clear(session, one));
    return ExitStatus.OK;
  }

  private X509Certificate certificate(Session session) {
    if (certPath != null) {
      return CertificateChain.fromPem(read(certPath)).leaf();
    }
    String name = certName.name().orElseThrow();
    return session
        .store()
        .summary(name)
        .map(LineageSummary::leaf)
        .orElseThrow(() -> CommandFailure.noCertificate(name));
  }

  private Optional<LineageSummary> lineage(Session session, X509Certificate certificate) {
    return dev.acmesdk.cli.work.Choice.summaries(session.store()).stream()
        .filter(one -> one.leaf().equals(certificate))
        .filter(one -> certName.name().isEmpty() || certName.name().get().equals(one.name()))
        .findFirst();
  }

  private RevocationOutcome revoke(
      Session session,
      URI server,
      X509Certificate certificate,
      RevocationReason why,
      Optional<LineageSummary> lineage) {
    CertbotDirectory store = session.store(account, server);
    try (AcmeClient client = session.client(server, ca)) {
      if (keyPath != null) {
        return client
            .certificates()
            .revoke(Pem.decodeKeyPair(read(keyPath)).getPrivate(), certificate, why);
      }
      Optional<AccountCredentials> signer =
          lineage.flatMap(one -> store.accountOf(server, one.name())).or(() -> store.find(server));
      if (signer.isEmpty()) {
        throw new CommandFailure(
            "There is no account of %s here to sign the revocation with. Give the CA that has issued the certificate with --server, or the certificate's key with --key-path."
                .formatted(server));
      }
      return client.certificates().revoke(signer.get(), certificate, why);
    }
  }

  private void clear(Session session, LineageSummary lineage) {
    boolean isWanted = isDeleted;
    if (!isDeleted && !isNotDeleted) {
      isWanted =
          !session.mayAsk()
              || !session
                  .terminal()
                  .ask("Delete the files of %s, too? (Y)es or (n)o: ".formatted(lineage.name()))
                  .toLowerCase(Locale.ROOT)
                  .startsWith("n");
    }
    if (isWanted) {
      DeleteVerb.delete(session, lineage.name());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CommandFailure("The file %s cannot be read: %s.".formatted(file, e));
    }
  }
}
