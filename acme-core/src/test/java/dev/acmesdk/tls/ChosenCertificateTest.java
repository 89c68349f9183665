package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificate a client is shown. */
class ChosenCertificateTest {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final TestCa RSA_CA = TestCa.root("RSA Root", KeyAlgorithm.RSA_2048);
  private static final TestCa.Issued FIRST = CA.leaf("first.example", "www.first.example").issue();
  private static final TestCa.Issued FIRST_RSA =
      RSA_CA.leaf("first.example").key(KeyAlgorithm.RSA_2048).issue();
  private static final TestCa.Issued SECOND = CA.leaf("second.example").issue();
  private static final TestCa.Issued WILDCARD = CA.leaf("*.second.example").issue();
  private static final TestCa.Issued EXACT = CA.leaf("exact.second.example").issue();

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();

  private void publish(String name, TestCa.Issued issued) {
    assertThat(keys.publish(lineage(name, issued))).isTrue();
  }

  private void assertShows(TestCa.Issued expected, LookingClient client) throws Exception {
    assertThat(client.shownBy(keys)).isEqualTo(expected.leaf());
  }

  private void assertRefuses(LookingClient client) {
    assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(() -> client.shownBy(keys));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void eachNameHasItsOwn(String version) throws Exception {
    publish("first", FIRST);
    publish("second", SECOND);
    assertShows(FIRST, LookingClient.askingFor("first.example").version(version));
    assertShows(FIRST, LookingClient.askingFor("WWW.First.Example").version(version));
    assertShows(SECOND, LookingClient.askingFor("second.example").version(version));
  }

  @Test
  void theNameItselfComesBeforeTheWildcardAndThatBeforeTheDefault() throws Exception {
    publish("first", FIRST);
    publish("wildcard", WILDCARD);
    assertShows(WILDCARD, LookingClient.askingFor("exact.second.example"));
    publish("exact", EXACT);
    assertShows(EXACT, LookingClient.askingFor("exact.second.example"));
    assertShows(WILDCARD, LookingClient.askingFor("other.second.example"));
    assertShows(FIRST, LookingClient.askingFor("unknown.example"));
  }

  @Test
  void rfc6125Section6_4_3_aWildcardStandsForOneLabel() throws Exception {
    publish("first", FIRST);
    publish("wildcard", WILDCARD);
    assertShows(FIRST, LookingClient.askingFor("a.b.second.example"));
    assertShows(FIRST, LookingClient.askingFor("second.example"));
    assertShows(FIRST, LookingClient.askingFor("localhost"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void whoNamesNothingGetsWhatWasPublishedFirst(String version) throws Exception {
    publish("first", FIRST);
    publish("second", SECOND);
    assertShows(FIRST, LookingClient.nameless().version(version));
  }

  @Test
  void anotherDefaultCanBeChosen() throws Exception {
    keys.setDefault("second");
    publish("first", FIRST);
    assertShows(FIRST, LookingClient.nameless());
    publish("second", SECOND);
    assertShows(SECOND, LookingClient.nameless());
    assertShows(SECOND, LookingClient.askingFor("unknown.example"));
    keys.withdraw("second");
    assertShows(FIRST, LookingClient.nameless());
  }

  @Test
  void whenTheDefaultIsWithdrawnTheNextOneTakesItsPlace() throws Exception {
    publish("wildcard", WILDCARD);
    publish("first", FIRST);
    publish("second", SECOND);
    keys.withdraw("wildcard");
    assertShows(FIRST, LookingClient.nameless());
    assertShows(SECOND, LookingClient.askingFor("second.example"));
  }

  @Test
  void withoutAnyCertificateEverybodyIsRefused() {
    assertRefuses(LookingClient.nameless());
    assertRefuses(LookingClient.askingFor("first.example"));
    publish("first", FIRST);
    keys.withdraw("first");
    assertRefuses(LookingClient.askingFor("first.example"));
  }

  @Test
  void unknownNamesAreRefusedIfThatIsWanted() throws Exception {
    ReloadableKeyManager strict = ReloadableKeyManager.builder().refusingUnknownNames().build();
    strict.publish(lineage("first", FIRST));
    assertThat(LookingClient.askingFor("first.example").shownBy(strict)).isEqualTo(FIRST.leaf());
    assertThat(LookingClient.nameless().shownBy(strict)).isEqualTo(FIRST.leaf());
    assertThat(LookingClient.askingFor("192.0.2.1").shownBy(strict)).isEqualTo(FIRST.leaf());
    assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> LookingClient.askingFor("unknown.example").shownBy(strict));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void twoLineagesForOneNameServeBothKindsOfClient(String version) throws Exception {
    publish("first", FIRST);
    publish("first-rsa", FIRST_RSA);
    LookingClient named = LookingClient.askingFor("first.example").version(version);
    assertShows(FIRST, named.withEcOnly());
    assertShows(FIRST_RSA, named.withRsaOnly());
    LookingClient nameless = LookingClient.nameless().version(version);
    assertShows(FIRST, nameless.withEcOnly());
    assertShows(FIRST_RSA, nameless.withRsaOnly());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aKindOfKeyThatANameLacksIsNotTakenFromTheDefault(String version) throws Exception {
    publish("first-rsa", FIRST_RSA);
    publish("second", SECOND);
    assertRefuses(LookingClient.askingFor("second.example").version(version).withRsaOnly());
    assertShows(SECOND, LookingClient.askingFor("second.example").version(version));
  }

  @Test
  void theWildcardsKeyServesClientsThatTheNamesOwnKeyCannot() throws Exception {
    TestCa.Issued wildcard = RSA_CA.leaf("*.second.example").key(KeyAlgorithm.RSA_2048).issue();
    publish("exact", EXACT);
    publish("wildcard", wildcard);
    assertShows(EXACT, LookingClient.askingFor("exact.second.example"));
    assertShows(wildcard, LookingClient.askingFor("exact.second.example").withRsaOnly());
  }

  @Test
  void ofTwoLineagesForOneNameTheOneThatExpiresLastIsShown() throws Exception {
    Instant from = Instant.now().minusSeconds(60);
    TestCa.Issued shorter = CA.leaf("first.example").valid(from, Duration.ofDays(10)).issue();
    TestCa.Issued longer = CA.leaf("first.example").valid(from, Duration.ofDays(20)).issue();
    publish("longer", longer);
    publish("shorter", shorter);
    assertShows(longer, LookingClient.askingFor("first.example"));
    keys.withdraw("longer");
    assertShows(shorter, LookingClient.askingFor("first.example"));
  }

  @Test
  void namesThatARenewedCertificateNoLongerHasAreUnknown() throws Exception {
    publish("second", SECOND);
    publish("first", FIRST);
    publish("first", CA.leaf("first.example").issue());
    assertShows(SECOND, LookingClient.askingFor("www.first.example"));
  }

  @Test
  void anAddressInPlaceOfANameReachesItsCertificateElseTheDefault() throws Exception {
    TestCa.Issued forAddress = CA.leaf().ip("192.0.2.1").issue();
    publish("first", FIRST);
    publish("address", forAddress);
    assertShows(forAddress, LookingClient.askingFor("192.0.2.1"));
    assertShows(FIRST, LookingClient.askingFor("192.0.2.2"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void onSocketsWhoNamesNothingGetsWhatIsForTheAddressThatItHasComeTo(String version)
      throws Exception {
    TestCa.Issued forAddress = CA.leaf().ip("127.0.0.1").issue();
    publish("first", FIRST);
    publish("second", SECOND);
    try (TlsServer server = new TlsServer(keys.sslContext())) {
      LookingClient nameless = LookingClient.nameless().version(version);
      assertThat(nameless.shownOn(server.port())).isEqualTo(FIRST.leaf());
      publish("address", forAddress);
      assertThat(nameless.shownOn(server.port())).isEqualTo(forAddress.leaf());
      assertThat(LookingClient.askingFor("second.example").shownOn(server.port()))
          .isEqualTo(SECOND.leaf());
    }
  }

  @Test
  void rfc8446Section4_2_4_theCasThatAClientNamesGuideTheChoice() {
    publish("first", FIRST);
    publish("first-rsa", FIRST_RSA);
    Principal[] ec = {CA.rootCertificate().getSubjectX500Principal()};
    Principal[] rsa = {RSA_CA.rootCertificate().getSubjectX500Principal()};
    assertThat(keys.chooseEngineServerAlias("EC", rsa, null)).isNull();
    assertThat(keys.chooseEngineServerAlias("RSA", rsa, null)).endsWith("/first-rsa/RSA");
    assertThat(keys.chooseEngineServerAlias("EC", ec, null)).endsWith("/first/EC");
    assertThat(keys.chooseEngineServerAlias("RSA", ec, null)).isNull();
    assertThat(keys.getServerAliases("RSA", ec)).isNull();
  }

  @Test
  void rfc8446Section4_2_4_casThatNoCertificateIsFromPreventNothing() {
    publish("first", FIRST);
    Principal[] others = {
      TestCa.root("Other", KeyAlgorithm.EC_P256).certificate().getSubjectX500Principal()
    };
    assertThat(keys.chooseServerAlias("EC", others, null)).endsWith("/first/EC");
    assertThat(keys.chooseServerAlias("EC", new Principal[0], null)).endsWith("/first/EC");
  }

  @Test
  void keysThatItLacksAndClientsAreAnsweredWithNull() {
    publish("first", FIRST);
    assertThat(keys.chooseEngineServerAlias("RSA", null, null)).isNull();
    assertThat(keys.chooseEngineServerAlias("EdDSA", null, null)).isNull();
    assertThat(keys.getServerAliases("RSA", null)).isNull();
    assertThat(keys.chooseClientAlias(new String[] {"EC"}, null, null)).isNull();
    assertThat(keys.chooseEngineClientAlias(new String[] {"EC"}, null, null)).isNull();
    assertThat(keys.getClientAliases("EC", null)).isNull();
  }
}
