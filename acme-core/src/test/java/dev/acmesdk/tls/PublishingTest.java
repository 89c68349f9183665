package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.OpaqueKey;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is taken, and what is not. */
class PublishingTest {
  private static final Instant NOW = Instant.parse("2031-02-03T04:05:06Z");
  private static final TestCa CA = TestCa.withIntermediates(2);
  private static final Duration LONG_AGO = Duration.ofDays(-200);

  private final ReloadableKeyManager keys =
      ReloadableKeyManager.builder().clock(Clock.fixed(NOW, ZoneOffset.UTC)).build();

  private static Lineage expiringIn(Duration fromNow) {
    Instant from = NOW.plus(fromNow).minus(Duration.ofDays(90));
    return lineage("example.com", CA.leaf("example.com").valid(from, Duration.ofDays(90)).issue());
  }

  private static Lineage expiringIn(int days) {
    return expiringIn(Duration.ofDays(days));
  }

  private void assertIsShown(Lineage expected) {
    assertThat(keys.shown("example.com")).contains(expected);
    String alias = keys.chooseEngineServerAlias("EC", null, null);
    assertThat(keys.getCertificateChain(alias))
        .containsExactlyElementsOf(expected.chain().certificates());
    assertThat(keys.getPrivateKey(alias)).isEqualTo(expected.privateKey());
  }

  private void assertIsRefused(Lineage bad, String reason) {
    Lineage shown = expiringIn(60);
    keys.publish(shown);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.publish(bad))
        .withMessageStartingWith("Cannot publish Lineage[example.com")
        .withMessageContaining(reason);
    assertIsShown(shown);
  }

  @Test
  void aRenewedCertificateTakesThePlaceOfTheFormerOne() {
    assertThat(keys.publish(expiringIn(10))).isTrue();
    Lineage renewed = expiringIn(90);
    assertThat(keys.publish(renewed)).isTrue();
    assertIsShown(renewed);
  }

  @Test
  void aValidOneThatExpiresEarlierIsTaken() {
    keys.publish(expiringIn(80));
    Lineage shorter = expiringIn(6);
    assertThat(keys.publish(shorter)).isTrue();
    assertIsShown(shorter);
  }

  @Test
  void anExpiredOneNeverTakesThePlaceOfAValidOne() {
    Lineage valid = expiringIn(1);
    keys.publish(valid);
    assertThat(keys.publish(expiringIn(-1))).isFalse();
    assertThat(keys.publish(expiringIn(Duration.ZERO))).isFalse();
    assertIsShown(valid);
  }

  @Test
  void anExpiredOneNeverTakesThePlaceOfOneThatExpiredLater() {
    Lineage later = expiringIn(-10);
    keys.publish(later);
    assertThat(keys.publish(expiringIn(-11))).isFalse();
    assertIsShown(later);
  }

  /** A clock that is a year ahead must not keep a server from its renewed certificate. */
  @Test
  void whatExpiresLaterIsTakenEvenIfThisClockSaysThatItHasExpired() {
    keys.publish(expiringIn(-300));
    Lineage later = expiringIn(-210);
    assertThat(keys.publish(later)).isTrue();
    assertIsShown(later);
  }

  @Test
  void anExpiredOneIsBetterThanNone() {
    Lineage expired = expiringIn(LONG_AGO);
    assertThat(keys.publish(expired)).isTrue();
    assertIsShown(expired);
  }

  @Test
  void oneThatIsNotYetValidByThisClockIsTaken() {
    keys.publish(expiringIn(10));
    Lineage future = expiringIn(300);
    assertThat(keys.publish(future)).isTrue();
    assertIsShown(future);
  }

  @Test
  void theSameOneAgainIsShownAndChangesNothing() {
    Lineage shown = expiringIn(10);
    keys.publish(shown);
    String alias = keys.chooseEngineServerAlias("EC", null, null);
    AtomicInteger changes = new AtomicInteger();
    keys.onChange(changes::incrementAndGet);
    assertThat(keys.publish(shown)).isTrue();
    assertThat(keys.chooseEngineServerAlias("EC", null, null)).isEqualTo(alias);
    assertThat(changes).hasValue(0);
  }

  @Test
  void anotherChainForTheSameCertificateIsAChange() {
    TestCa.Issued issued = CA.leaf("example.com").issue();
    keys.publish(lineage("example.com", issued));
    Lineage shorter =
        lineage(
            "example.com",
            new CertificateChain(issued.chain().certificates().subList(0, 2)),
            issued.key().getPrivate());
    assertThat(keys.publish(shorter)).isTrue();
    assertIsShown(shorter);
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() {
    TestCa.Issued issued = CA.leaf("example.com").issue();
    assertIsRefused(
        lineage("example.com", issued.chain(), KeyAlgorithm.EC_P256.generate().getPrivate()),
        "the private key is not that of the certificate. Give certificate and key of the same version.");
  }

  @Test
  void aKeyOfAnotherKindIsRefused() {
    TestCa.Issued issued = CA.leaf("example.com").issue();
    assertIsRefused(
        lineage("example.com", issued.chain(), KeyAlgorithm.RSA_2048.generate().getPrivate()),
        "the private key is not that of the certificate");
    TestCa.Issued rsa = CA.leaf("example.com").key(KeyAlgorithm.RSA_2048).issue();
    assertIsRefused(
        lineage("example.com", rsa.chain(), KeyAlgorithm.RSA_2048.generate().getPrivate()),
        "the private key is not that of the certificate");
  }

  @Test
  void aKeyThatCannotSignIsRefused() {
    TestCa.Issued issued = CA.leaf("example.com").issue();
    assertIsRefused(
        lineage("example.com", issued.chain(), new OpaqueKey("EC")), "its key cannot sign");
  }

  @Test
  void aKeyOfAKindThatTlsDoesNotUseIsRefused() throws Exception {
    assertIsRefused(
        lineage("example.com", UnusualCertificates.onX25519(), new OpaqueKey("X25519")),
        "its key is of a kind that no server can use");
  }

  @Test
  void aChainThatIsNotInOrderIsRefused() {
    TestCa.Issued issued = CA.leaf("example.com").issue();
    List<X509Certificate> certificates = new ArrayList<>(issued.chain().certificates());
    Collections.swap(certificates, 1, 2);
    assertIsRefused(
        lineage("example.com", new CertificateChain(certificates), issued.key().getPrivate()),
        "the certificates are not in order");
    certificates.remove(2);
    assertIsRefused(
        lineage("example.com", new CertificateChain(certificates), issued.key().getPrivate()),
        "the certificates are not in order");
  }

  @Test
  void aCertificateForNothingIsRefused() throws Exception {
    assertIsRefused(
        UnusualCertificates.forNothing("example.com"),
        "the certificate is for no name and no address");
  }

  @Test
  void aRefusalShowsNoKey() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                keys.publish(
                    lineage(
                        "example.com",
                        CA.leaf("example.com").issue().chain(),
                        new OpaqueKey("EC"))))
        .satisfies(e -> assertThat(e).hasStackTraceContaining("cannot sign"))
        .satisfies(e -> assertThat(e.toString()).doesNotContain(OpaqueKey.SECRET));
  }

  @Test
  void ed25519IsTaken() throws Exception {
    Lineage edwards = UnusualCertificates.onEd25519("example.com");
    assertThat(keys.publish(edwards)).isTrue();
    assertThat(keys.chooseEngineServerAlias("EdDSA", null, null)).endsWith("/example.com/EdDSA");
  }

  @Test
  void withdrawingWhatIsNotPublishedChangesNothing() {
    AtomicInteger changes = new AtomicInteger();
    keys.onChange(changes::incrementAndGet);
    keys.withdraw("example.com");
    assertThat(changes).hasValue(0);
  }

  @Test
  void whatIsWithdrawnMayComeBack() {
    Lineage shown = expiringIn(10);
    keys.publish(shown);
    keys.withdraw("example.com");
    assertThat(keys.shown("example.com")).isEmpty();
    assertThat(keys.publish(shown)).isTrue();
    assertIsShown(shown);
  }

  @Test
  void aPlaceholderIsShownUntilThereIsARealOne() {
    List<Identifier> identifiers =
        List.of(Identifier.dns("example.com"), Identifier.ip("2001:db8::1"));
    assertThat(keys.publishPlaceholder("example.com", identifiers)).isTrue();
    assertThat(keys.shown("example.com")).isEmpty();
    String alias = keys.chooseEngineServerAlias("EC", null, null);
    CertificateChain chain = new CertificateChain(List.of(keys.getCertificateChain(alias)));
    assertThat(Identifier.allOf(chain)).containsExactlyElementsOf(identifiers);
    assertThat(chain.leaf().getNotBefore().toInstant()).isEqualTo(NOW.minus(Duration.ofDays(7)));
    Lineage expired = expiringIn(-100);
    assertThat(keys.publish(expired)).isTrue();
    assertIsShown(expired);
  }

  @Test
  void aPlaceholderNeverTakesThePlaceOfARealOne() {
    Lineage expired = expiringIn(-100);
    keys.publish(expired);
    assertThat(keys.publishPlaceholder("example.com", List.of(Identifier.dns("example.com"))))
        .isFalse();
    assertIsShown(expired);
  }

  @Test
  void aPlaceholderTakesThePlaceOfAnother() throws Exception {
    keys.publishPlaceholder("p", List.of(Identifier.dns("a.example")));
    keys.publishPlaceholder("p", List.of(Identifier.dns("b.example")));
    X509Certificate shown = LookingClient.askingFor("b.example").shownBy(keys);
    assertThat(new CertificateChain(List.of(shown)).dnsNames()).containsExactly("b.example");
  }

  @Test
  void noPlaceholderIsShownWhereAnotherLineageHasARealOne() throws Exception {
    TestCa.Issued wildcard = CA.leaf("*.example.com").key(KeyAlgorithm.RSA_2048).issue();
    keys.publishPlaceholder("p", List.of(Identifier.dns("www.example.com")));
    keys.publish(lineage("wildcard", wildcard));
    assertThat(LookingClient.askingFor("www.example.com").shownBy(keys)).isEqualTo(wildcard.leaf());
  }

  @Test
  void aPlaceholderIsForSomethingKnown() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> keys.publishPlaceholder("p", List.of()))
        .withMessage("A certificate needs at least one name or address");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> keys.publishPlaceholder("p", List.of(new Identifier.Other("mail", "a@b.c"))))
        .withMessage("No certificate can be for \"mail:a@b.c\". Give DNS names and IP addresses.");
  }
}
