package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.CaSettings;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One directory in which a real {@link Certbot} and we take turns. */
final class SharedDirectory {
  private static final List<String> KINDS = List.of("cert", "chain", "fullchain", "privkey");

  private final Pebble pebble;
  private final Certbot certbot;
  private final CertbotDirectory store;

  SharedDirectory(Path folder, Pebble pebble) {
    this.pebble = pebble;
    certbot = new Certbot(folder, pebble);
    store = CertbotDirectory.at(certbot.directory());
  }

  /**
   * A CA that costs both of them as little time as may be: a name that was proved once stays so for
   * the account, and orders are looked at again as soon as the client likes.
   */
  static PebbleSettings pebble() {
    return Pebble.with().authorizationReuse(100).retryAfter(1, 0);
  }

  Certbot certbot() {
    return certbot;
  }

  CertbotDirectory store() {
    return store;
  }

  /** Our facade, with a stand-alone server. */
  Acme acme() {
    return at(Acme.standalone().httpPort(pebble.httpPort()));
  }

  /** A request, or the account, at the Pebble and in the directory. */
  <S extends CaSettings<S>> S at(S settings) {
    return settings
        .directory(pebble.directoryUri())
        .trust(pebble.apiCertificateFile())
        .agreeToTermsOfService()
        .storeIn(certbot.directory());
  }

  AcmeAccount account() {
    return at(Acme.account());
  }

  /** The lineage's current version, of which both have to say the same. */
  Lineage agreed(String name) throws IOException, InterruptedException {
    Certbot.Listed theirs = certbot.certificates().get(name);
    assertThat(theirs).as("Certbot's view of %s", name).isNotNull();
    assertThat(store.names()).contains(name);
    Lineage ours = store.find(name).orElseThrow();
    assertThat(theirs.isValid()).as("%s", theirs).isTrue();
    assertThat(theirs.serial()).isEqualTo(ours.chain().leaf().getSerialNumber().toString(16));
    assertThat(theirs.domains()).isEqualTo(Set.copyOf(ours.chain().dnsNames()));
    assertThat(theirs.keyType()).isEqualTo(keyAlgorithm(ours).isEllipticCurve() ? "ECDSA" : "RSA");
    Lineage.Files files = ours.paths().orElseThrow();
    assertThat(theirs.fullchain()).isEqualTo(files.fullchain());
    assertThat(theirs.privkey()).isEqualTo(files.privkey());
    assertThat(Pem.decodeKeyPair(Files.readString(theirs.privkey())).getPrivate())
        .isEqualTo(ours.privateKey());
    for (String kind : KINDS) {
      assertThat(Files.readSymbolicLink(link(name, kind)).getFileName())
          .hasToString("%s%d.pem".formatted(kind, ours.version()));
    }
    return ours;
  }

  /** Both agree on the version that is expected, and we would not replace it. */
  Lineage keptVersion(int version, String lineage, String... names)
      throws IOException, InterruptedException {
    Lineage agreed = agreed(lineage);
    assertThat(agreed.version()).isEqualTo(version);
    assertKept(agreed, names);
    return agreed;
  }

  /** We would not replace it. */
  void assertKept(Lineage lineage, String... names) {
    RequestCounter requests = new RequestCounter();
    Lineage kept = acme().httpClient(requests.client()).domains(names).obtain();
    assertThat(kept.name()).isEqualTo(lineage.name());
    assertThat(kept.chain().leaf()).isEqualTo(lineage.chain().leaf());
    assertThat(requests.requests()).isEmpty();
  }

  static KeyAlgorithm keyAlgorithm(Lineage lineage) {
    return KeyAlgorithm.of(lineage.chain().leaf().getPublicKey());
  }

  /** One of the four links of a lineage, by Certbot's word for it. */
  Path link(String name, String kind) {
    return directory("live", name).resolve(kind + ".pem");
  }

  /** A file of one version of a lineage. */
  Path file(String name, String kind, int version) {
    return directory("archive", name).resolve("%s%d.pem".formatted(kind, version));
  }

  /** The lineage's own directory in {@code live} or {@code archive}. */
  Path directory(String place, String name) {
    return certbot.directory().resolve(place).resolve(name);
  }

  /** Which versions are complete. */
  Set<Integer> versions(String name) throws IOException {
    try (Stream<Path> all = Files.list(directory("archive", name))) {
      Set<String> files =
          all.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
      return IntStream.rangeClosed(1, files.size())
          .filter(
              version ->
                  KINDS.stream()
                      .map(kind -> "%s%d.pem".formatted(kind, version))
                      .allMatch(files::contains))
          .boxed()
          .collect(Collectors.toSet());
    }
  }

  /** The lineage's renewal file. */
  Path conf(String name) {
    return certbot.directory().resolve("renewal").resolve(name + ".conf");
  }

  /** Certbot's names of the accounts at the Pebble. */
  Set<String> accounts() throws IOException {
    try (Stream<Path> all = Files.list(place(certbot))) {
      return all.map(account -> account.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  private Path place(Certbot owner) {
    return owner
        .directory()
        .resolve("accounts/localhost:%d/dir".formatted(pebble.directoryUri().getPort()));
  }

  /** Removes an account by Certbot's name of it. */
  void removeAccount(String id) throws IOException {
    Path account = place(certbot).resolve(id);
    try (Stream<Path> files = Files.list(account)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(account);
  }

  /** Lets another Certbot register, and adds its account as one that is newer than any other. */
  void addAccount(Path elsewhere) throws IOException, InterruptedException {
    Certbot other = new Certbot(elsewhere, pebble);
    other.register();
    try (Stream<Path> all = Files.list(place(other))) {
      Path from = all.findFirst().orElseThrow();
      Path to = Files.createDirectory(place(certbot).resolve(from.getFileName()));
      for (String file : List.of("private_key.json", "regr.json")) {
        Files.copy(from.resolve(file), to.resolve(file));
      }
      Files.writeString(
          to.resolve("meta.json"),
          "{\"creation_dt\": \"2100-01-01T00:00:00Z\", \"creation_host\": \"elsewhere\"}");
    }
  }
}
