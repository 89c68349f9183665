package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A renewal goes by the words of the renewal file, unless the caller says otherwise. */
@Timeout(120)
class InheritanceTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private Acme acme() {
    return ca.acme().storeIn(directory);
  }

  private Path conf() {
    return directory.resolve("renewal/example.com.conf");
  }

  private void edit(String line, String replacement) throws IOException {
    String before = Files.readString(conf());
    assertThat(before).contains(line);
    Files.writeString(conf(), before.replace(line, replacement));
  }

  private static KeyAlgorithm algorithm(Lineage lineage) {
    return KeyAlgorithm.of(lineage.chain().leaf().getPublicKey());
  }

  @ParameterizedTest
  @CsvSource({
    "elliptic_curve = secp384r1, elliptic_curve = SECP521R1, EC_P521",
    "elliptic_curve = secp384r1, , EC_P256",
    "key_type = ecdsa, key_type = rsa, RSA_2048",
    "key_type = ecdsa, key_type = rsa\\nrsa_key_size = 3072, RSA_3072",
    "key_type = ecdsa, , EC_P384",
    "elliptic_curve = secp384r1, elliptic_curve = brainpool, EC_P384",
    "key_type = ecdsa, key_type = rsa\\nrsa_key_size = 1024, EC_P384",
  })
  void makesTheKindOfKeyThatTheFileNames(String line, String edited, KeyAlgorithm expected)
      throws IOException {
    acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").obtain();
    edit(line + "\n", edited == null ? "" : edited.replace("\\n", "\n") + "\n");
    assertThat(algorithm(acme().domains("example.com").reissue())).isEqualTo(expected);
  }

  @Test
  void makesTheKindOfKeyThatTheCallerNamesWhateverTheFileSays() throws IOException {
    acme().domains("example.com").obtain();
    edit("key_type = ecdsa\n", "key_type = rsa\n");
    Lineage second = acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").reissue();
    assertThat(algorithm(second)).isEqualTo(KeyAlgorithm.EC_P384);
    assertThat(Files.readString(conf())).contains("key_type = ecdsa\nelliptic_curve = secp384r1\n");
  }

  @Test
  void notesWhatElseLaterRenewalsAreToKnowAndKeepsItUntilItIsSaidAnew() throws IOException {
    String hook = "logger \"new, 100%\" && date +%F";
    Acme noting = acme().renewalParameter("renew_hook", hook).renewalParameter("logs_dir", "/l");
    noting.domains("example.com").obtain();
    acme().renewalParameter("logs_dir", "/m").domains("example.com").reissue();
    Lineage stored = CertbotDirectory.at(directory).find("example.com").orElseThrow();
    assertThat(stored.renewalParameters())
        .containsEntry("renew_hook", hook)
        .containsEntry("logs_dir", "/m");
  }

  @ParameterizedTest
  @CsvSource({"server, https://x", "account, x", "Pre Hook, x", "pre_hook, a%(b)s"})
  void refusesToNoteWhatARenewalFileCannotHold(String key, String value) {
    Acme acme = acme();
    assertThatThrownBy(() -> acme.renewalParameter(key, value))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(key);
  }

  @Test
  void remembersTheChainThatWasPreferredUntilAnotherOneIs() throws IOException {
    acme().preferredChain("No Such Root").domains("example.com").obtain();
    assertThat(Files.readString(conf())).contains("preferred_chain = No Such Root\n");
    ca.events.clear();
    acme().domains("example.com").reissue();
    assertThat(ca.events).anyMatch(IssuanceEvent.PreferredChainMissing.class::isInstance);
    edit("preferred_chain = No Such Root\n", "preferred_chain = None\n");
    ca.events.clear();
    acme().domains("example.com").reissue();
    assertThat(ca.events).noneMatch(IssuanceEvent.PreferredChainMissing.class::isInstance);
  }

  /** A certificate must not be lost because its renewal file cannot quote a name. */
  @Test
  void doesNotRememberAChainThatCannotBeWrittenDown() throws IOException {
    acme().preferredChain("%(x)s\u2028").domains("example.com").obtain();
    assertThat(Files.readString(conf())).doesNotContain("preferred_chain");
  }

  @Test
  void doesNotAskAnotherCaForTheChainsOfTheFormerOne() {
    acme().preferredChain("No Such Root").domains("example.com").obtain();
    try (LocalCa other = new LocalCa()) {
      other.acme().storeIn(directory).domains("example.com").obtain();
      assertThat(other.events).noneMatch(IssuanceEvent.PreferredChainMissing.class::isInstance);
    }
  }

  /** This CA has no profiles, so that it refuses what it is asked for. */
  @Test
  void asksForTheProfileThatTheFileRequires() throws IOException {
    acme().domains("example.com").obtain();
    edit("[renewalparams]\n", "[renewalparams]\nrequired_profile = shortlived\n");
    assertThatThrownBy(() -> acme().domains("example.com").reissue())
        .hasMessageContaining("no \"shortlived\"");
    assertThatThrownBy(() -> acme().profile("classic").domains("example.com").reissue())
        .hasMessageContaining("no \"classic\"");
    edit("required_profile = shortlived\n", "required_profile = None\n");
    assertThat(acme().domains("example.com").reissue().version()).isEqualTo(2);
  }

  @Test
  void doesNotAskAnotherCaForTheProfileOfTheFormerOne() throws IOException {
    acme().domains("example.com").obtain();
    edit("[renewalparams]\n", "[renewalparams]\nrequired_profile = shortlived\n");
    try (LocalCa other = new LocalCa()) {
      Acme acme = other.acme().storeIn(directory);
      acme.domains("example.com").obtain();
      assertThat(Files.readString(conf())).contains("required_profile = None\n");
      assertThat(acme.domains("example.com").reissue().version()).isEqualTo(3);
    }
  }

  @Test
  void passesTheProfileOnAsLongAsTheCaIsTheSame() {
    Settings settings = new Settings();
    settings.directory = ca.server.directory();
    Inheritance inheritance = new Inheritance(settings, new RenewedKey(settings));
    Optional<Lineage> one = Optional.of(lineageWith(Map.of("required_profile", "shortlived")));
    assertThat(inheritance.renewalParameters(one)).containsEntry("required_profile", "shortlived");
    assertThat(inheritance.renewalParameters(Optional.empty()))
        .doesNotContainKey("required_profile");
    settings.directory = URI.create("https://other.example/directory");
    assertThat(new Inheritance(settings, new RenewedKey(settings)).renewalParameters(one))
        .containsEntry("required_profile", "None");
    settings.profile = "classic";
    assertThat(new Inheritance(settings, new RenewedKey(settings)).renewalParameters(one))
        .containsEntry("required_profile", "classic");
  }

  private Lineage lineageWith(Map<String, String> parameters) {
    Lineage issued = ca.acme().storeIn(new InMemoryStore()).domains("example.com").obtain();
    return new Lineage(
        issued.name(),
        issued.version(),
        issued.chain(),
        issued.privateKey(),
        issued.directory(),
        null,
        parameters);
  }

  @Test
  void isPassedOnFromVersionToVersionInMemoryToo() {
    Acme acme = ca.acme().storeIn(new InMemoryStore());
    acme.reuseKey(true).mustStaple(true).preferredChain("Root").domains("example.com").obtain();
    acme.domains("example.com").reissue();
    Lineage third = acme.domains("example.com").reissue();
    assertThat(third.renewalParameters())
        .containsAllEntriesOf(
            Map.of("reuse_key", "True", "must_staple", "True", "preferred_chain", "Root"));
    assertThat(acme.domains("example.com").reissue().privateKey()).isEqualTo(third.privateKey());
  }

  @Test
  void changesNothingOfHowCertbotRenewsIfCertbotCannotDoTheSame() {
    acme().domains("example.com").obtain();
    Authenticator tls = new Authenticator.StandaloneTls(443, null);
    CertbotDirectory store = CertbotDirectory.at(directory);
    assertThat(tls.renewalParameters(store.find("example.com"))).isEmpty();
    assertThat(tls.renewalParameters(store.find("example.org")))
        .isEqualTo(Map.of("authenticator", "manual", "autorenew", "False"));
  }

  @Test
  void goesByTheAccountThatTheFileNamesWhileItIsThere() throws IOException {
    acme().domains("example.com").obtain();
    CertbotDirectory store = CertbotDirectory.at(directory);
    AccountCredentials own = store.find(ca.server.directory()).orElseThrow();
    ca.clock.advance(Duration.ofMinutes(1));
    CertbotDirectory later = CertbotDirectory.at(directory, ca.clock);
    AccountCredentials unknown =
        new AccountCredentials(URI.create(own.url() + "-of-another"), AccountKey.generate());
    later.save(ca.server.directory(), unknown);
    assertThat(store.find(ca.server.directory())).contains(unknown);
    String conf = Files.readString(conf());
    assertThat(acme().domains("example.com").reissue().version()).isEqualTo(2);
    assertThat(Files.readString(conf())).isEqualTo(conf);
  }
}
