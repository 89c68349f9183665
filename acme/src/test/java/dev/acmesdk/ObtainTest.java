package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From nothing to a certificate in the store. */
@Timeout(120)
class ObtainTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(
        Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
  }

  private static Path only(String name, Path parent) throws IOException {
    try (Stream<Path> entries = Files.walk(parent)) {
      List<Path> found = entries.filter(path -> path.endsWith(name)).toList();
      assertThat(found).hasSize(1);
      return found.get(0);
    }
  }

  @Test
  void keepsTheCertificateInCertbotsLayout() throws IOException {
    Lineage lineage =
        ca.acme().storeIn(directory).domains("example.com", "www.example.com").obtain();
    assertThat(lineage.name()).isEqualTo("example.com");
    assertThat(lineage.version()).isEqualTo(1);
    assertThat(lineage.directory()).isEqualTo(ca.server.directory());
    assertThat(lineage.chain().dnsNames())
        .containsExactlyInAnyOrder("example.com", "www.example.com");
    assertThat(CertbotDirectory.at(directory).find("example.com").orElseThrow().chain())
        .isEqualTo(lineage.chain());

    Path live = directory.resolve("live/example.com");
    assertThat(lineage.paths())
        .hasValue(
            new Lineage.Files(
                live.resolve("fullchain.pem"),
                live.resolve("privkey.pem"),
                live.resolve("cert.pem"),
                live.resolve("chain.pem")));
    for (String file : List.of("fullchain", "privkey", "cert", "chain")) {
      assertThat(Files.readSymbolicLink(live.resolve(file + ".pem")))
          .hasToString("../../archive/example.com/" + file + "1.pem");
    }
    assertThat(Files.readString(live.resolve("fullchain.pem"))).isEqualTo(lineage.chain().toPem());
  }

  @Test
  void letsNobodyButTheOwnerAtTheKeys() throws IOException {
    ca.acme().storeIn(directory).domains("example.com").obtain();
    assertThat(mode(directory.resolve("archive/example.com/privkey1.pem"))).isEqualTo("rw-------");
    assertThat(mode(directory.resolve("archive"))).isEqualTo("rwx------");
    assertThat(mode(directory.resolve("live"))).isEqualTo("rwx------");
    assertThat(mode(only("private_key.json", directory.resolve("accounts"))))
        .isEqualTo("r--------");
  }

  @Test
  void tellsCertbotHowToRenew() throws IOException {
    ca.acme()
        .httpAddress(Identifier.ip("127.0.0.1").address())
        .storeIn(directory)
        .domains("example.com")
        .obtain();
    assertThat(Files.readString(directory.resolve("renewal/example.com.conf")))
        .contains("authenticator = standalone")
        .contains("http01_port = " + ca.httpPort)
        .contains("http01_address = 127.0.0.1")
        .contains("server = " + ca.server.directory());
  }

  @Test
  void tellsOfEachStepInOrder() {
    Lineage lineage = ca.acme().storeIn(new InMemoryStore()).domains("example.com").obtain();
    assertThat(ca.events)
        .hasExactlyElementsOfTypes(
            IssuanceEvent.AccountReady.class,
            IssuanceEvent.OrderPlaced.class,
            IssuanceEvent.ChallengePresented.class,
            IssuanceEvent.ValidationStarted.class,
            IssuanceEvent.ControlProved.class,
            IssuanceEvent.OrderFinalized.class,
            IssuanceEvent.CertificateIssued.class,
            IssuanceEvent.CertificateStored.class);
    assertThat(ca.events.get(2))
        .isEqualTo(new IssuanceEvent.ChallengePresented(Identifier.dns("example.com"), "http-01"));
    assertThat(ca.events.get(6)).isEqualTo(new IssuanceEvent.CertificateIssued(lineage.chain()));
    assertThat(ca.events.get(7)).isEqualTo(new IssuanceEvent.CertificateStored("example.com", 1));
  }

  /** How often the order is polled depends on how fast the CA is. */
  private List<String> operationsWithPollsAsOne() {
    List<String> operations = new ArrayList<>();
    for (String operation : ca.operations()) {
      boolean again =
          !operations.isEmpty() && operation.equals(operations.get(operations.size() - 1));
      if (!again || !operation.equals("order")) {
        operations.add(operation);
      }
    }
    return operations;
  }

  @Test
  void sendsTheRequestsOfRfc8555AndNoOthers() {
    ca.acme().storeIn(new InMemoryStore()).domains("example.com").obtain();
    assertThat(operationsWithPollsAsOne())
        .containsExactly(
            "directory",
            "newNonce",
            "newAccount",
            "newOrder",
            "authorization",
            "challenge",
            "order",
            "finalize",
            "order",
            "certificate");
  }

  @Test
  void usesOneAccountForAllCertificates() {
    ca.acme().storeIn(directory).domains("example.com").obtain();
    ca.acme().storeIn(directory).domains("example.org").obtain();
    assertThat(ca.count("newAccount")).isEqualTo(1);
    assertThat(CertbotDirectory.at(directory).names())
        .containsExactly("example.com", "example.org");
  }

  @Test
  void usesTheAccountOfAGivenKey() {
    InMemoryStore store = new InMemoryStore();
    ca.acme().storeIn(store).domains("example.com").obtain();
    AccountKey key = AccountKey.generate();
    ca.acme().storeIn(store).accountKey(key).domains("example.org").obtain();
    assertThat(ca.count("newAccount")).isEqualTo(2);
    assertThat(store.find(ca.server.directory()).orElseThrow().key()).isEqualTo(key);
    ca.acme().storeIn(store).accountKey(key).domains("example.net").obtain();
    assertThat(ca.count("newAccount")).isEqualTo(2);
  }

  @Test
  void makesTheAccountKeyThatWasAskedFor() {
    InMemoryStore store = new InMemoryStore();
    ca.acme()
        .storeIn(store)
        .accountKeyAlgorithm(KeyAlgorithm.EC_P384)
        .email("admin@example.com", "second@example.com")
        .application("my-server/1.2")
        .domains("example.com")
        .obtain();
    assertThat(store.find(ca.server.directory()).orElseThrow().key().algorithm())
        .isEqualTo(KeyAlgorithm.EC_P384);
  }

  @Test
  void aStoreInMemoryHasNoPaths() {
    InMemoryStore store = new InMemoryStore();
    Lineage lineage = ca.acme().storeIn(store).domains("example.com").obtain();
    assertThat(lineage.paths()).isEmpty();
    assertThat(store.find("example.com")).hasValue(lineage);
  }

  @Test
  void rfc8555Section7_4_ordersNamesInTheirOneForm() {
    Lineage lineage =
        ca.acme()
            .storeIn(new InMemoryStore())
            .domains("Example.COM", "example.com.", "b\u00fccher.example.com", "example.com")
            .obtain();
    assertThat(lineage.name()).isEqualTo("example.com");
    assertThat(((IssuanceEvent.OrderPlaced) ca.events.get(1)).identifiers())
        .containsExactly(
            Identifier.dns("example.com"), Identifier.dns("xn--bcher-kva.example.com"));
    assertThat(lineage.chain().dnsNames())
        .containsExactlyInAnyOrder("example.com", "xn--bcher-kva.example.com");
  }

  @Test
  void rfc8738_obtainsForAddresses() {
    Lineage lineage =
        ca.acme()
            .storeIn(directory)
            .identifiers(Identifier.ip("192.0.2.7"), Identifier.ip("2001:DB8::1"))
            .obtain();
    assertThat(lineage.name()).isEqualTo("192.0.2.7");
    assertThat(lineage.chain().ipAddresses()).hasSize(2);
    Lineage same =
        ca.acme()
            .storeIn(directory)
            .identifiers(Identifier.ip("2001:db8::1"), Identifier.ip("192.0.2.7"))
            .obtain();
    assertThat(same.version()).isEqualTo(1);
  }

  @Test
  void freesThePortAtOnce() {
    for (int i = 0; i < 3; i++) {
      ca.acme().storeIn(new InMemoryStore()).domains("example.com").obtain();
      ca.assertPortIsFree();
    }
  }
}
