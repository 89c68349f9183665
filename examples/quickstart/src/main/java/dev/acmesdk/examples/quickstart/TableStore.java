package dev.acmesdk.examples.quickstart;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps certificates and accounts in two tables of texts, for one program. A row is replaced in one
 * step, so that nobody ever sees half of one.
 */
final class TableStore implements CertificateStore, AccountStore {
  private static final int LONGEST_NAME = 246;

  private final ConcurrentMap<String, Map<String, String>> certificates;
  private final ConcurrentMap<String, Map<String, String>> accounts;

  TableStore(
      ConcurrentMap<String, Map<String, String>> certificates,
      ConcurrentMap<String, Map<String, String>> accounts) {
    this.certificates = certificates;
    this.accounts = accounts;
  }

  @Override
  public Optional<Lineage> find(String name) {
    return Optional.ofNullable(certificates.get(checked(name))).map(row -> lineage(name, row));
  }

  @Override
  public List<String> names() {
    return certificates.keySet().stream().sorted().toList();
  }

  @Override
  public Lineage save(Lease lease, NewVersion version) {
    String name = checked(version.name());
    requireKeyOfTheCertificate(version);
    return lineage(
        name, certificates.merge(name, row(version, 1), (last, first) -> row(version, next(last))));
  }

  private static int next(Map<String, String> last) {
    return Integer.parseInt(text(last, "version")) + 1;
  }

  private static Map<String, String> row(NewVersion version, int number) {
    return Map.of(
        "version", String.valueOf(number),
        "directory", version.directory().toString(),
        "chain", version.chain().toPem(),
        "key", Pem.encodePrivateKey(version.privateKey()));
  }

  private static Lineage lineage(String name, Map<String, String> row) {
    return new Lineage(
        name,
        Integer.parseInt(text(row, "version")),
        CertificateChain.fromPem(text(row, "chain")),
        Pem.decodeKeyPair(text(row, "key")).getPrivate(),
        URI.create(text(row, "directory")),
        null);
  }

  private static String text(Map<String, String> row, String column) {
    return Objects.requireNonNull(row.get(column), column);
  }

  /** A name has to be one in every store, so that lineages can move. */
  private static String checked(String name) {
    boolean isPlain =
        !name.isEmpty()
            && !name.startsWith(".")
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
            && name.getBytes(StandardCharsets.UTF_8).length <= LONGEST_NAME;
    if (!isPlain) {
      throw new IllegalArgumentException("No lineage can have that name.");
    }
    return name;
  }

  private static void requireKeyOfTheCertificate(NewVersion version) {
    if (version.privateKey().getEncoded() == null
        || !version.chain().isFor(Pem.decodeKeyPair(text(row(version, 1), "key")).getPublic())) {
      throw new StoreException(
          "Cannot keep the certificate " + version.name() + ": the key is not the certificate's.",
          "Pass the key that it was ordered with.",
          null);
    }
  }

  @Override
  public Optional<AccountCredentials> find(URI directory) {
    return Optional.ofNullable(accounts.get(directory.toString())).map(TableStore::account);
  }

  @Override
  public void save(URI directory, AccountCredentials account) {
    accounts.put(directory.toString(), row(account));
  }

  @Override
  public void remove(URI directory, AccountCredentials account) {
    accounts.remove(directory.toString(), row(account));
  }

  private static Map<String, String> row(AccountCredentials account) {
    return Map.of("url", account.url().toString(), "key", account.key().toPem());
  }

  private static AccountCredentials account(Map<String, String> row) {
    return new AccountCredentials(
        URI.create(text(row, "url")), AccountKey.fromPem(text(row, "key")));
  }

  /** Names, and no keys. */
  @Override
  public String toString() {
    return "TableStore" + names();
  }
}
