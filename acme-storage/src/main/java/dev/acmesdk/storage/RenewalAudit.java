package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.storage.Finding.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.NavigableSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at the renewal file of one lineage. */
final class RenewalAudit {
  private static final String LETS_ENCRYPT = "https://acme-v02.api.letsencrypt.org/directory";
  private static final String KEY_TYPE = "key_type";

  private final AuditScope scope;
  private final Layout layout;
  private final Findings findings;
  private final String name;
  private final Path file;
  private @Nullable ConfigFile config;
  private boolean isEmpty;

  RenewalAudit(AuditScope scope, Findings findings, String name) {
    this.scope = scope;
    this.layout = scope.layout();
    this.findings = findings;
    this.name = name;
    this.file = layout.renewal(name);
  }

  void run() throws IOException {
    ConfigFile read = read();
    if (read == null) {
      return;
    }
    if (read.isBlank()) {
      isEmpty = !Layout.isThere(layout.live(name)) && !Layout.isThere(layout.archive(name));
      empty();
      return;
    }
    config = read;
    paths(read);
    if (read.values(RenewalFile.PARAMETERS).get("authenticator") == null) {
      findings.error(
          file,
          "does not say how to renew: its key \"authenticator\" in [renewalparams] is missing",
          "Add it, for example: authenticator = standalone");
    }
    findings.guarded(file, () -> account(read));
  }

  private @Nullable ConfigFile read() throws IOException {
    try {
      return ConfigFile.read(file);
    } catch (StoreException e) {
      String failure = Findings.failure(e).replace("Cannot read " + file + ": ", "");
      findings.error(file, "cannot be read: " + failure, e.remedy());
      return null;
    }
  }

  /** Certbot leaves such a file when an issuance fails at its end. */
  private void empty() {
    findings.add(
        Severity.ERROR,
        file,
        "is empty, so that every renewal by Certbot fails",
        isEmpty
            ? "Delete it: there is nothing else of the lineage."
            : "Restore it from a backup, or save a new version of the lineage.",
        isEmpty ? this::deleteEmpty : null);
  }

  private void deleteEmpty() throws IOException {
    scope.requireFree(name);
    boolean isStillEmpty = Layout.isThere(file) && ConfigFile.read(file).isBlank();
    if (isStillEmpty
        && !Layout.isThere(layout.live(name))
        && !Layout.isThere(layout.archive(name))) {
      scope.deleting(file).run();
    }
  }

  private void paths(ConfigFile read) {
    for (Kind kind : Kind.values()) {
      String path = read.values(ConfigFile.TOP).get(kind.word());
      if (path == null) {
        findings.error(
            file,
            "lacks the path \"%s\", without which Certbot calls it broken".formatted(kind.word()),
            "Add the line: %s = %s"
                .formatted(kind.word(), layout.live(name).resolve(kind.linkName())));
      } else if (!Files.exists(layout.root().resolve(path))
          && Files.exists(layout.live(name).resolve(kind.linkName()))) {
        findings.error(
            file,
            "names %s for \"%s\", which is not there".formatted(path, kind.word()),
            "Was the directory moved? Name %s instead."
                .formatted(layout.live(name).resolve(kind.linkName())));
      }
    }
  }

  private void account(ConfigFile read) throws IOException {
    String id = read.values(RenewalFile.PARAMETERS).get("account");
    if (id == null || id.isEmpty() || id.equals("None")) {
      return; // Certbot takes the only one that there is
    }
    String server = read.values(RenewalFile.PARAMETERS).getOrDefault("server", LETS_ENCRYPT);
    if (!isPlain(id) || !Layout.isThere(place(server).resolve(id))) {
      findings.error(
          file,
          "names the account %s, which is not in %s".formatted(id, place(server)),
          "Restore the account from a backup, or remove the line \"account\" and renew with another account of that CA.");
    }
  }

  private static boolean isPlain(String id) {
    return id.matches("[A-Za-z0-9._-]+") && !id.startsWith(".");
  }

  private Path place(String server) {
    try {
      return new Accounts(layout, scope.disk(), Clock.systemUTC()).place(URI.create(server));
    } catch (IllegalArgumentException e) {
      return layout.accounts();
    }
  }

  /** Whether there is nothing of the lineage but an empty file. */
  boolean isEmpty() {
    return isEmpty;
  }

  /** Where the file says that the versions are. */
  Path archive() {
    String path = config == null ? null : config.values(ConfigFile.TOP).get("archive_dir");
    Path named = path == null ? null : layout.root().resolve(path);
    return named != null && Files.isDirectory(named) ? named.normalize() : layout.archive(name);
  }

  /** Compares what the file says of the key with the key. */
  void compare(Archive archive, NavigableSet<Integer> linked) {
    if (config == null || linked.isEmpty()) {
      return;
    }
    Optional<String> actual = VersionAudit.keyType(archive, linked.last());
    String said = config.values(RenewalFile.PARAMETERS).get(KEY_TYPE);
    if (said == null && actual.equals(Optional.of("ecdsa"))) {
      findings.add(
          Severity.WARNING,
          file,
          "does not say which kind of key to use, which Certbot takes for RSA, but the key is on an elliptic curve",
          "Add to [renewalparams]: key_type = ecdsa",
          this::addKeyType);
    } else if (said != null && actual.isPresent() && !said.equalsIgnoreCase(actual.get())) {
      findings.info(
          file,
          "says key_type = %s, but the key is %s".formatted(said, actual.get()),
          "If the next renewal is to change the kind of the key, this is right; if not, correct it.");
    }
  }

  private void addKeyType() throws IOException {
    scope.requireFree(name);
    try {
      ConfigFile now = ConfigFile.read(file);
      if (now.value(RenewalFile.PARAMETERS, KEY_TYPE).isEmpty()) {
        now.set(RenewalFile.PARAMETERS, KEY_TYPE, ConfigValue.of("ecdsa"));
        try (ChangeSet changes = new ChangeSet(scope.disk())) {
          changes.publish(changes.stage(file, now.bytes()), file);
          changes.commit();
        }
        scope.disk().sync(layout.renewal());
      }
    } catch (NoSuchFileException e) {
      throw new StoreException(
          "Cannot mend %s: somebody has deleted it.".formatted(file), "Nothing is to be done.", e);
    }
  }
}
