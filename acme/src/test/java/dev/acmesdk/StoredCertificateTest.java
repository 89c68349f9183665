package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.renewal.RenewalTime;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.RenewalState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a certificate that is in the store already. */
@Timeout(120)
class StoredCertificateTest {
  @TempDir private Path directory;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  private Acme acme() {
    return ca.acme().storeIn(directory);
  }

  private Lineage obtained(String... names) {
    Lineage lineage = acme().domains(names).obtain();
    ca.server.resetRequests();
    ca.events.clear();
    return lineage;
  }

  private static Instant twoThirds(Lineage lineage) {
    Instant from = lineage.chain().leaf().getNotBefore().toInstant();
    return from.plus(Duration.between(from, lineage.notAfter()).multipliedBy(2).dividedBy(3));
  }

  @Test
  void isKeptWithoutOneRequest() {
    Lineage first = obtained("example.com", "www.example.com");
    Lineage second = acme().domains("example.com", "www.example.com").obtain();
    ca.assertNothingAsked();
    assertThat(second.chain()).isEqualTo(first.chain());
    assertThat(second.version()).isEqualTo(1);
    assertThat(ca.events)
        .containsExactly(new IssuanceEvent.CertificateKept("example.com", twoThirds(first)));
  }

  private void remember(RenewalState state) {
    CertbotDirectory store = CertbotDirectory.at(directory);
    Lease lease = (Lease) store.acquire("example.com", Duration.ofMinutes(1));
    store.saveRenewalState(lease, state);
    store.release(lease);
  }

  @Test
  void rfc9773Section4_2_isReplacedInTheWindowThatAManagerWasTold() {
    Lineage first = obtained("example.com");
    Instant now = ca.clock.instant();
    RenewalInfo info =
        new RenewalInfo(
            CertificateId.of(first.chain().leaf()).orElseThrow(),
            now.plus(Duration.ofDays(3)),
            now.plus(Duration.ofDays(4)),
            null,
            now,
            now.plus(Duration.ofHours(6)));
    remember(RenewalState.NONE.withInfo(info));
    ca.clock.advance(Duration.ofDays(3).minusSeconds(1));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(1);
    ca.assertNothingAsked();
    assertThat(ca.events)
        .singleElement()
        .isInstanceOfSatisfying(
            IssuanceEvent.CertificateKept.class,
            kept -> assertThat(kept.toString()).contains(RenewalTime.within(info).toString()));
    ca.clock.advance(Duration.ofDays(1).plusSeconds(1));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(2);
  }

  @Test
  void isReplacedWhenTheRenewalFileSays() throws IOException {
    Lineage first = obtained("example.com");
    Path file = directory.resolve("renewal/example.com.conf");
    Files.writeString(file, "renew_before_expiry = 2 days\n" + Files.readString(file));
    ca.clock.set(first.notAfter().minus(Duration.ofDays(2)).minusSeconds(1));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(1);
    ca.assertNothingAsked();
    ca.clock.advance(Duration.ofSeconds(1));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(2);
  }

  @Test
  void isKeptUntilTwoThirdsOfItsLifetimeAreOver() {
    Lineage first = obtained("example.com");
    ca.clock.set(twoThirds(first).minusNanos(1));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(1);
    ca.assertNothingAsked();

    ca.clock.set(twoThirds(first));
    Lineage second = acme().domains("example.com").obtain();
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.name()).isEqualTo("example.com");
    assertThat(second.paths()).isEqualTo(first.paths());
    assertThat(second.chain().leaf().getPublicKey())
        .isNotEqualTo(first.chain().leaf().getPublicKey());
    assertThat(second.notAfter()).isAfter(first.notAfter());
    assertThat(directory.resolve("archive/example.com/privkey1.pem")).exists();
    assertThat(ca.count("newAccount")).isZero();
  }

  @Test
  void isDueWhenTheGivenPolicySaysSo() {
    Lineage first = obtained("example.com");
    assertThat(
            acme().renewalPolicy(leaf -> LocalCa.START).domains("example.com").obtain().version())
        .isEqualTo(2);
    ca.clock.set(first.notAfter().plusSeconds(1));
    assertThat(acme().renewalPolicy(leaf -> Instant.MAX).domains("example.com").obtain().version())
        .as("a policy of the user's own has the last word")
        .isEqualTo(2);
  }

  @Test
  void keepsItsKindOfKey() {
    Lineage first = acme().keyAlgorithm(KeyAlgorithm.RSA_2048).domains("example.com").obtain();
    assertThat(first.chain().leaf().getPublicKey()).isInstanceOf(RSAPublicKey.class);
    Lineage second = acme().domains("example.com").reissue();
    assertThat(KeyAlgorithm.of(second.chain().leaf().getPublicKey()))
        .isEqualTo(KeyAlgorithm.RSA_2048);
    Lineage third = acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").reissue();
    assertThat(KeyAlgorithm.of(third.chain().leaf().getPublicKey()))
        .isEqualTo(KeyAlgorithm.EC_P384);
  }

  @Test
  void isNotReplacedForAnotherKindOfKeyBeforeItIsDue() {
    obtained("example.com");
    assertThat(acme().keyAlgorithm(KeyAlgorithm.RSA_2048).domains("example.com").obtain().version())
        .isEqualTo(1);
    ca.assertNothingAsked();
  }

  @Test
  void isLeftAloneWhenOtherNamesAreAskedFor() {
    Lineage first = obtained("example.com", "www.example.com");
    Lineage other = obtained("example.com", "mail.example.com");
    assertThat(other.name()).isEqualTo("example.com-0001");
    assertThat(obtained("example.com").name()).isEqualTo("example.com-0002");

    assertThat(acme().domains("WWW.Example.com", "example.COM").obtain().chain())
        .isEqualTo(first.chain());
    assertThat(acme().domains("mail.example.com", "example.com.").obtain().chain())
        .isEqualTo(other.chain());
    ca.assertNothingAsked();
  }

  @Test
  void isUpdatedToOtherNamesIfItWasNamed() {
    Lineage first = acme().domains("example.com").named("web").obtain();
    assertThat(first.name()).isEqualTo("web");
    Lineage second = acme().domains("example.com", "www.example.com").named("web").obtain();
    assertThat(second.name()).isEqualTo("web");
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.paths()).isEqualTo(first.paths());
    assertThat(second.chain().dnsNames())
        .containsExactlyInAnyOrder("example.com", "www.example.com");
    ca.server.resetRequests();
    assertThat(acme().domains("www.example.com", "example.com").named("web").obtain().version())
        .isEqualTo(2);
    ca.assertNothingAsked();
  }

  @Test
  void isReplacedIfAnotherCaIssuedIt() {
    Lineage first = obtained("example.com");
    try (LocalCa other = new LocalCa()) {
      Lineage second = other.acme().storeIn(directory).domains("example.com").obtain();
      assertThat(second.name()).isEqualTo("example.com");
      assertThat(second.version()).isEqualTo(2);
      assertThat(second.directory()).isEqualTo(other.server.directory());
      assertThat(second.paths()).isEqualTo(first.paths());
      assertThat(other.count("newAccount")).isEqualTo(1);
    }
    ca.assertNothingAsked();
  }

  @Test
  void isAcceptedIfNobodyKnowsWhichCaIssuedIt() throws IOException {
    obtained("example.com");
    Path renewal = directory.resolve("renewal/example.com.conf");
    Files.writeString(renewal, Files.readString(renewal).replaceAll("(?m)^server = .*\n", ""));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(1);
    ca.assertNothingAsked();
  }

  @Test
  void rfc8555Section7_4_2_isReplacedByANewOrderWheneverReissueIsCalled() {
    Lineage first = obtained("example.com");
    Lineage second = acme().domains("example.com").reissue();
    assertThat(second.version()).isEqualTo(2);
    assertThat(second.chain()).isNotEqualTo(first.chain());
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(ca.drainEvents())
        .containsExactly(
            "OrderPlaced",
            "ChallengePresented",
            "ValidationStarted",
            "ControlProved",
            "OrderFinalized",
            "CertificateIssued",
            "CertificateStored");
  }

  @Test
  void isNotHiddenByABrokenLineage() throws IOException {
    obtained("a.example.com");
    Lineage second = obtained("z.example.com", "b.example.com");
    Files.delete(directory.resolve("live/a.example.com/privkey.pem"));
    assertThat(acme().domains("b.example.com", "z.example.com").obtain().chain())
        .isEqualTo(second.chain());
    ca.assertNothingAsked();
  }

  @Test
  void isMadeBesideABrokenLineageOfItsNameUnlessThatIsNamed() throws IOException {
    Path conf = directory.resolve("renewal/example.com.conf");
    Files.createDirectories(conf.getParent());
    Files.createFile(conf);
    Lineage first = obtained("example.com");
    assertThat(first.name()).isEqualTo("example.com-0001");
    assertThat(acme().domains("example.com").obtain().chain()).isEqualTo(first.chain());
    ca.assertNothingAsked();
    assertThatThrownBy(() -> acme().domains("example.com").named("example.com").obtain())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(conf.toString());
    ca.assertNothingAsked();
    assertThat(conf).isEmptyFile();
  }

  @ParameterizedTest
  @ValueSource(strings = {"live/example.com/chain.pem", "archive/example.com/privkey1.pem"})
  void isMadeBesideALineageOfItsNameOfWhichAFileIsLost(String file) throws IOException {
    obtained("example.com");
    Files.delete(directory.resolve(file));
    assertThat(acme().domains("example.com").obtain().name()).isEqualTo("example.com-0001");
    assertThat(acme().domains("example.com").reissue().name()).isEqualTo("example.com-0001");
  }

  /** It may be the one that is looked for. */
  @Test
  void isNotMadeBesideALineageThatCannotBeReadJustNow() {
    CertbotDirectory locked =
        CertbotDirectory.at(directory).encryptingKeys(() -> "open sesame".toCharArray());
    ca.acme().storeIn(locked).domains("example.com").obtain();
    ca.server.resetRequests();
    assertThatThrownBy(() -> acme().domains("example.com").obtain())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("it is encrypted");
    ca.assertNothingAsked();
  }

  @Test
  void leftoversOfAnotherAreNoticedBeforeAnOrderIsSpent() throws IOException {
    obtained("example.com", "www.example.com");
    Path leftover = directory.resolve("archive/example.com-0001/cert1.pem");
    Files.createDirectories(leftover.getParent());
    Files.writeString(leftover, "left over");
    assertThatThrownBy(() -> acme().domains("example.com").obtain())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("archive/example.com-0001");
    ca.assertNothingAsked();
  }

  @Test
  void isFoundInMemoryToo() {
    InMemoryStore store = new InMemoryStore();
    Acme acme = ca.acme().storeIn(store);
    Lineage first = acme.domains("example.com", "www.example.com").obtain();
    ca.server.resetRequests();
    assertThat(acme.domains("www.example.com", "example.com").obtain()).isEqualTo(first);
    ca.assertNothingAsked();
    assertThat(acme.domains("www.example.com").obtain().name()).isEqualTo("www.example.com");
    assertThat(acme.domains("example.com").obtain().name()).isEqualTo("example.com-0001");
  }

  @Test
  void twoDirectoriesAreTwoStores(@TempDir Path another) {
    obtained("example.com");
    assertThat(ca.acme().storeIn(another).domains("example.com").obtain().version()).isEqualTo(1);
    assertThat(ca.count("newAccount")).isEqualTo(1);
    assertThat(CertbotDirectory.at(another).names()).containsExactly("example.com");
  }

  @Test
  void keepsItsKeyIfThatIsWantedOnceAndFromThenOn() {
    Lineage first = acme().reuseKey(true).domains("example.com").obtain();
    assertThat(first.renewalParameters()).containsEntry("reuse_key", "True");
    Lineage second = acme().domains("example.com").reissue();
    assertThat(second.privateKey()).isEqualTo(first.privateKey());
    assertThat(second.chain()).isNotEqualTo(first.chain());
    Lineage other = acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").reissue();
    assertThat(other.chain().leaf().getPublicKey().getEncoded().length).isGreaterThan(100);
    Lineage third = acme().reuseKey(false).domains("example.com").reissue();
    assertThat(third.privateKey()).isNotEqualTo(other.privateKey());
    Lineage fourth = acme().domains("example.com").reissue();
    assertThat(fourth.privateKey()).isNotEqualTo(third.privateKey());
    assertThat(CertbotDirectory.at(directory).find("example.com").orElseThrow().renewalParameters())
        .containsEntry("reuse_key", "False");
  }
}
