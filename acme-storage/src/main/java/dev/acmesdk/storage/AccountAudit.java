package dev.acmesdk.storage;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at all accounts. */
final class AccountAudit {
  private final AuditScope scope;
  private final Findings findings;

  AccountAudit(AuditScope scope, Findings findings) {
    this.scope = scope;
    this.findings = findings;
  }

  void run() throws IOException {
    for (Path host : AuditScope.entries(scope.layout().accounts())) {
      if (!AuditScope.name(host).startsWith(".")) {
        findings.guarded(host, () -> servers(host));
      }
    }
  }

  /** The accounts of a CA, or the further parts of its URL: links lead to what is seen anyway. */
  private void servers(Path directory) throws IOException {
    List<Path> accounts = new ArrayList<>();
    for (Path entry : AuditScope.entries(directory)) {
      if (Files.isSymbolicLink(entry)) {
        dangling(entry);
      } else if (isAccount(entry)) {
        accounts.add(entry);
        findings.guarded(entry, () -> account(entry));
      } else if (Files.isDirectory(entry)) {
        findings.guarded(entry, () -> servers(entry));
      }
    }
    if (accounts.size() > 1) {
      findings.info(
          directory,
          "has %d accounts: Certbot asks which one to use, or fails".formatted(accounts.size()),
          "Keep the one that the renewal files name, and deactivate the others.");
    }
  }

  private static boolean isAccount(Path entry) {
    return Auditor.isPlainDirectory(entry)
        && (AuditScope.name(entry).matches("[0-9a-f]{32}")
            || AccountKeyFile.CURRENT.in(entry).isPresent());
  }

  private void dangling(Path link) throws IOException {
    if (!Files.exists(link)) {
      findings.error(
          link,
          "points to %s, which is not there".formatted(Files.readSymbolicLink(link)),
          "Was the directory moved? Let it point to the place where the accounts are now.");
    }
  }

  private void account(Path home) throws IOException {
    Optional<Path> key = AccountKeyFile.CURRENT.in(home);
    if (key.isEmpty()) {
      missing(home, StoredAccount.KEY, "Restore it from a backup, or move the directory away.");
    } else {
      findings.guarded(key.get(), () -> key(home, key.get()));
    }
    registration(home.resolve(StoredAccount.REGISTRATION));
    meta(home.resolve(StoredAccount.META));
    Optional<Path> pending = AccountKeyFile.PENDING.in(home);
    if (pending.isPresent()) {
      findings.warning(
          pending.get(),
          "is left of a change of the account's key that was cut off",
          "Bring it to its end: AccountKeyRollover.resume() asks the CA which key is valid.");
    }
  }

  private void key(Path home, Path file) throws IOException {
    AccountKey key;
    try {
      key = AccountKeyFile.read(file, scope.keys());
    } catch (StoreException e) {
      if (KeyCodec.isLocked(e)) {
        findings.warning(file, "cannot be checked: it is encrypted", e.remedy());
        return;
      }
      throw e;
    }
    if (!AuditScope.name(home).equals(AccountId.of(key))) {
      findings.warning(
          home,
          "does not have the name of its key, which is " + AccountId.of(key),
          "Rename it, and correct the renewal files that name it: Certbot goes by the key.");
    }
    if (scope.keys().isEncrypting() && AuditScope.name(file).equals(StoredAccount.KEY)) {
      findings.info(
          file,
          "is not encrypted, as it is from before the store had a passphrase",
          "Give the account a new key.");
    }
  }

  private void registration(Path file) throws IOException {
    if (!Layout.isThere(file)) {
      missing(
          file.resolveSibling(""),
          StoredAccount.REGISTRATION,
          "Ask the CA for the account's URL with its key, and save the account again.");
      return;
    }
    findings.guarded(file, () -> StoredAccount.readUrl(file));
  }

  private void meta(Path file) throws IOException {
    String remedy =
        "Write it: {\"creation_dt\": \"2026-01-31T12:00:00Z\", \"creation_host\": \"localhost\"}";
    if (!Layout.isThere(file)) {
      missing(file.resolveSibling(""), StoredAccount.META, remedy);
      return;
    }
    findings.guarded(
        file,
        () -> {
          Map<String, String> members = members(file);
          Stream.of("creation_dt", "creation_host")
              .filter(member -> !members.containsKey(member))
              .forEach(
                  member ->
                      findings.warning(
                          file,
                          "lacks the member \"%s\", without which Certbot fails".formatted(member),
                          remedy));
        });
  }

  private static Map<String, String> members(Path file) throws IOException {
    try {
      return Json.read(Files.readAllBytes(file));
    } catch (IllegalArgumentException e) {
      return Map.of();
    }
  }

  private void missing(Path home, String name, String remedy) {
    findings.error(
        home.resolve(name), "is missing, so that Certbot does not see the account", remedy);
  }
}
