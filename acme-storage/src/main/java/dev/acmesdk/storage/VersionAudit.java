package dev.acmesdk.storage;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.storage.Finding.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks at the files of all versions of one lineage. */
final class VersionAudit {
  private final AuditScope scope;
  private final Findings findings;
  private final Archive archive;
  private final Set<Integer> linked;

  /**
   * Begins to look at an archive.
   *
   * @param linked the versions in use: what is wrong with them is worse
   */
  VersionAudit(AuditScope scope, Findings findings, Archive archive, Set<Integer> linked) {
    this.scope = scope;
    this.findings = findings;
    this.archive = archive;
    this.linked = linked;
  }

  void run() throws IOException {
    for (int version : archive.versions()) {
      findings.guarded(archive.file(Kind.FULLCHAIN, version), () -> look(version));
    }
  }

  private void look(int version) {
    missing(version);
    CertificateChain chain = chain(version, Kind.FULLCHAIN);
    KeyPair key = key(version);
    if (chain == null) {
      return;
    }
    if (key != null && !chain.isFor(key.getPublic())) {
      note(
          archive.file(Kind.PRIVKEY, version),
          version,
          "is not the key of the certificate in " + Kind.FULLCHAIN.fileName(version),
          "Restore the right one from a backup, or obtain a new certificate. Keep this one until you know where it belongs.");
    }
    compare(version, chain);
    if (!chain.isInOrder()) {
      note(
          archive.file(Kind.FULLCHAIN, version),
          version,
          "has a certificate that the next one has not signed",
          "Obtain a new certificate: clients will refuse this one.");
    }
    if (linked.contains(version)) {
      lifetime(version, chain);
    }
  }

  private void missing(int version) {
    List<Kind> there =
        List.of(Kind.values()).stream()
            .filter(kind -> Files.exists(archive.file(kind, version)))
            .toList();
    for (Kind kind : Kind.values()) {
      Path file = archive.file(kind, version);
      if (there.contains(kind)) {
        continue;
      }
      if (there.equals(List.of(Kind.PRIVKEY))) {
        findings.warning(
            archive.file(Kind.PRIVKEY, version),
            "is a key without a certificate",
            "It is left of a save that was cut off. Delete it if no certificate was issued for it.");
        return;
      }
      note(
          file,
          version,
          "is missing, while others of version %d are there".formatted(version),
          "Restore it from a backup, or obtain a new certificate.");
    }
  }

  private @Nullable CertificateChain chain(int version, Kind kind) {
    Path file = archive.file(kind, version);
    return Files.exists(file) ? read(version, file, () -> Archive.readChain(file)) : null;
  }

  private @Nullable KeyPair key(int version) {
    Path file = archive.file(Kind.PRIVKEY, version);
    if (!Files.exists(file)) {
      return null;
    }
    KeyPair key = read(version, file, () -> Archive.readKey(file, scope.keys()));
    if (key != null && scope.keys().isEncrypting() && !KeyCodec.isEncrypted(Archive.text(file))) {
      findings.info(
          file,
          "is not encrypted, as it is from before the store had a passphrase",
          "Renew the certificate, and again until no old key is kept.");
    }
    return key;
  }

  private <T> @Nullable T read(int version, Path file, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (StoreException e) {
      if (KeyCodec.isLocked(e)) {
        findings.warning(file, "cannot be checked: it is encrypted", e.remedy());
      } else {
        String failure = Findings.failure(e).replace("The lineage is broken: " + file + " ", "");
        note(file, version, failure, e.remedy());
      }
      return null;
    }
  }

  /** Certbot compares the texts, but what matters is that they hold the same certificates. */
  private void compare(int version, CertificateChain chain) {
    CertificateChain cert = chain(version, Kind.CERT);
    String remedy = "Put both together again from %s.".formatted(Kind.FULLCHAIN.fileName(version));
    if (cert != null && !cert.certificates().equals(List.of(chain.leaf()))) {
      note(archive.file(Kind.CERT, version), version, disagrees(version), remedy);
    }
    Path file = archive.file(Kind.CHAIN, version);
    if (chain.issuers().isEmpty()) {
      note(
          archive.file(Kind.FULLCHAIN, version),
          version,
          "has no certificate of an issuer, so that Certbot calls the lineage invalid",
          "Obtain a new certificate, or add the certificates of its issuers.");
      return;
    }
    CertificateChain issuers = chain(version, Kind.CHAIN);
    if (issuers != null && !issuers.certificates().equals(chain.issuers())) {
      note(file, version, disagrees(version), remedy);
    }
  }

  private static String disagrees(int version) {
    return "does not hold what %s says".formatted(Kind.FULLCHAIN.fileName(version));
  }

  /**
   * A renewal is tried from two thirds of the lifetime on, so that a certificate is due each time
   * for a while. When half of the rest is over as well, something keeps it from being renewed.
   */
  private void lifetime(int version, CertificateChain chain) {
    Path file = archive.file(Kind.FULLCHAIN, version);
    Instant now = scope.clock().instant();
    Instant end = chain.leaf().getNotAfter().toInstant();
    Instant due = RenewalPolicy.byLifetime().dueAt(chain.leaf());
    Instant late = due.plus(Duration.between(due, end).dividedBy(2));
    if (!now.isBefore(end)) {
      findings.warning(file, "expired at " + end, "Renew it, or delete the lineage.");
    } else if (!now.isBefore(late)) {
      findings.warning(
          file,
          "expires at %s, and should have been renewed from %s on".formatted(end, due),
          "Find out why it was not renewed, and renew it.");
    }
  }

  /** What is wrong with a former version troubles nobody as long as nobody goes back to it. */
  private void note(Path file, int version, String problem, String remedy) {
    Severity severity = linked.contains(version) ? Severity.ERROR : Severity.WARNING;
    findings.add(severity, file, problem, remedy, null);
  }

  /** The key's kind in the words of renewal files, by the newest certificate that can be read. */
  static Optional<String> keyType(Archive archive, int version) {
    try {
      CertificateChain chain = Archive.readChain(archive.file(Kind.FULLCHAIN, version));
      return Optional.of(
          chain.leaf().getPublicKey().getAlgorithm().equals("RSA") ? "rsa" : "ecdsa");
    } catch (StoreException e) {
      return Optional.empty(); // a finding of its own
    }
  }
}
