package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseHeld;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Another way of renewal is tried out, and noted only if it works. */
@Timeout(120)
class ReconfigureTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private Acme acme() {
    return ca.acme().storeIn(directory);
  }

  private String conf() throws IOException {
    return Files.readString(directory.resolve("renewal/example.com.conf"));
  }

  private static KeyAlgorithm algorithm(Lineage lineage) {
    return KeyAlgorithm.of(lineage.chain().leaf().getPublicKey());
  }

  @Test
  void notesAnotherWayAfterItHasWorked() throws IOException {
    Lineage stored = acme().domains("example.com").obtain();
    ca.server.resetRequests();
    Lineage changed =
        acme()
            .httpAddress(InetAddress.getLoopbackAddress())
            .renewalParameter("renew_hook", "service nginx reload")
            .domains("example.com")
            .reconfigure();
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(ca.count("challenge")).isEqualTo(1);
    assertThat(changed.version()).isEqualTo(1);
    assertThat(changed.chain()).isEqualTo(stored.chain());
    assertThat(changed.renewalParameters())
        .containsEntry("http01_address", "127.0.0.1")
        .containsEntry("renew_hook", "service nginx reload");
    assertThat(conf()).contains("http01_address = 127.0.0.1\n", "http01_port = " + ca.httpPort);
    assertThat(CertbotDirectory.at(directory).versions("example.com")).containsExactly(1);
  }

  @Test
  void theNextRenewalGoesByIt() {
    acme().domains("example.com").obtain();
    acme().keyAlgorithm(KeyAlgorithm.RSA_2048).reuseKey(true).domains("example.com").reconfigure();
    Lineage renewed = acme().domains("example.com").reissue();
    assertThat(algorithm(renewed)).isEqualTo(KeyAlgorithm.RSA_2048);
    Lineage again = acme().domains("example.com").reissue();
    assertThat(again.privateKey()).isEqualTo(renewed.privateKey());
  }

  @Test
  void changesNothingIfItDoesNotWork() throws IOException {
    acme().domains("example.com").obtain();
    String before = conf();
    AcmeRequest wrong =
        ca.pointed(Acme.webroot(directory.resolve("missing")))
            .storeIn(directory)
            .keyAlgorithm(KeyAlgorithm.RSA_2048)
            .domains("example.com");
    assertThatThrownBy(wrong::reconfigure).isInstanceOf(SolverException.class);
    assertThat(conf()).isEqualTo(before);
    Path empty = Files.createDirectory(directory.resolve("empty"));
    AcmeRequest nobodyAnswers =
        ca.pointed(Acme.webroot(empty)).storeIn(directory).domains("example.com");
    assertThatThrownBy(nobodyAnswers::reconfigure).isInstanceOf(AcmeException.class);
    assertThat(conf()).isEqualTo(before);
  }

  @Test
  void saysNothingNewIfNothingIsDifferent() throws IOException {
    acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").obtain();
    String before = conf();
    acme().domains("example.com").reconfigure();
    acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").reconfigure();
    assertThat(conf()).isEqualTo(before);
  }

  @Test
  void refusesWhatIsNotThereOrDoesNotFit() {
    assertThatThrownBy(() -> acme().domains("example.com").reconfigure())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("no certificate yet");
    acme().domains("example.com").obtain();
    ca.server.resetRequests();
    assertThatThrownBy(() -> acme().domains("other.example.com").named("example.com").reconfigure())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("for other names");
    Acme elsewhere = acme().directory(URI.create("https://other.example/directory"));
    assertThatThrownBy(() -> elsewhere.domains("example.com").reconfigure())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(ca.server.directory().toString());
    ca.assertNothingAsked();
  }

  @Test
  void nobodyElseRenewsItMeanwhile() {
    InMemoryStore store = new InMemoryStore(ca.clock);
    Acme acme = ca.acme().storeIn(store);
    acme.domains("example.com").obtain();
    List<LeaseAnswer> answers = new ArrayList<>();
    acme.onProgress(event -> answers.add(store.acquire("example.com", Duration.ofMinutes(1))))
        .domains("example.com")
        .reconfigure();
    assertThat(answers).isNotEmpty().hasOnlyElementsOfType(LeaseHeld.class);
    assertThat(store.acquire("example.com", Duration.ofMinutes(1))).isInstanceOf(Lease.class);
  }

  @Test
  void aStoreThatCannotNoteItIsToldBeforeTheCaIsAsked() {
    Acme acme = ca.acme().storeIn(new PlainStore(new InMemoryStore()));
    acme.domains("example.com").obtain();
    ca.server.resetRequests();
    assertThatThrownBy(() -> acme.domains("example.com").reconfigure())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("reissue()");
    ca.assertNothingAsked();
  }

  /** A store without any ability. */
  private record PlainStore(InMemoryStore memory) implements AccountStore, CertificateStore {
    @Override
    public Optional<AccountCredentials> find(URI directory) {
      return memory.find(directory);
    }

    @Override
    public void save(URI directory, AccountCredentials account) {
      memory.save(directory, account);
    }

    @Override
    public void remove(URI directory, AccountCredentials account) {
      memory.remove(directory, account);
    }

    @Override
    public Optional<Lineage> find(String name) {
      return memory.find(name);
    }

    @Override
    public List<String> names() {
      return memory.names();
    }

    @Override
    public Lineage save(Lease lease, NewVersion version) {
      return memory.save(version);
    }
  }
}
