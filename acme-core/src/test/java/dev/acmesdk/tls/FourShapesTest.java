package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.OpaqueKey;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.Identifier;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms in which servers take certificates. */
class FourShapesTest {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final TestCa.Issued FIRST = CA.leaf("first.example").issue();
  private static final TestCa.Issued SECOND =
      CA.leaf("second.example").key(KeyAlgorithm.RSA_2048).issue();

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();

  private static void assertHolds(
      KeyStore store, char[] password, String alias, TestCa.Issued issued) throws Exception {
    assertThat(store.getKey(alias, password)).isEqualTo(issued.key().getPrivate());
    assertThat(store.getCertificateChain(alias))
        .containsExactly(issued.chain().certificates().toArray(Certificate[]::new));
  }

  @Test
  void thereIsOneContextWhichShowsWhatIsPublishedLater() throws Exception {
    SSLContext context = keys.sslContext();
    try (TlsServer server = new TlsServer(context)) {
      keys.publish(lineage("first", FIRST));
      assertThat(LookingClient.nameless().shownOn(server.port())).isEqualTo(FIRST.leaf());
      TestCa.Issued renewed = CA.leaf("first.example").issue();
      keys.publish(lineage("first", renewed));
      assertThat(LookingClient.nameless().shownOn(server.port())).isEqualTo(renewed.leaf());
    }
    assertThat(keys.sslContext()).isSameAs(context);
  }

  @Test
  void sessionsCanBeResumedForAnHour() {
    assertThat(keys.sslContext().getServerSessionContext().getSessionTimeout()).isEqualTo(3600);
  }

  @Test
  void sessionsCanBeResumedForLess() {
    SSLContext context =
        ReloadableKeyManager.builder().sessionTimeout(Duration.ofMinutes(5)).build().sslContext();
    assertThat(context.getServerSessionContext().getSessionTimeout()).isEqualTo(300);
  }

  /** To the JDK, nought seconds are for ever. */
  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "PT0.9S", "PT-1S", "PT1H0.001S", "P1D"})
  void sessionsCannotBeResumedForLongerOrForEver(String timeout) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ReloadableKeyManager.builder().sessionTimeout(Duration.parse(timeout)))
        .withMessageStartingWith("Sessions can be resumed for a second to an hour, not for PT");
  }

  @Test
  void theFactoryGivesTheKeyManagerItselfWhateverItIsInitializedWith() throws Exception {
    KeyManagerFactory factory = keys.keyManagerFactory();
    assertThat(factory.getKeyManagers()).containsExactly(keys);
    factory.init(KeyStore.getInstance("PKCS12"), "secret".toCharArray());
    factory.init(null);
    assertThat(factory.getKeyManagers()).containsExactly(keys);
    assertThat(factory.getAlgorithm()).isEqualTo("AcmeSdk");
    assertThat(factory.getProvider().getName()).isEqualTo("AcmeSdk");
  }

  @Test
  void theKeyStoreHasAnEntryForEachLineageAndTheDefaultFirst() throws Exception {
    keys.publish(lineage("first", FIRST));
    keys.publish(lineage("second", SECOND));
    keys.setDefault("second");
    KeyStore store = keys.keyStore();
    assertThat(Collections.list(store.aliases())).containsExactly("second", "first");
    assertHolds(store, new char[0], "first", FIRST);
    assertHolds(store, new char[0], "second", SECOND);
  }

  @Test
  void theKeyStoreMayHaveAPassword() throws Exception {
    keys.publish(lineage("first", FIRST));
    char[] password = "changeit".toCharArray();
    assertHolds(keys.keyStore(password), password, "first", FIRST);
  }

  @Test
  void aKeyStoreStaysAsItIs() throws Exception {
    keys.publish(lineage("first", FIRST));
    KeyStore before = keys.keyStore();
    TestCa.Issued renewed = CA.leaf("first.example").issue();
    keys.publish(lineage("first", renewed));
    assertHolds(before, new char[0], "first", FIRST);
    assertHolds(keys.keyStore(), new char[0], "first", renewed);
  }

  @Test
  void theKeyStoreHasAPlaceholderIfThereIsNothingElse() throws Exception {
    assertThat(keys.keyStore().size()).isZero();
    keys.publishPlaceholder("first", List.of(Identifier.dns("first.example")));
    X509Certificate shown = (X509Certificate) keys.keyStore().getCertificate("first");
    assertThat(new CertificateChain(List.of(shown)).dnsNames()).containsExactly("first.example");
  }

  @Test
  void aKeyThatCannotBeStoredIsAnErrorThatShowsNoKey() {
    OpaqueKey opaque = new OpaqueKey("EC");
    assertThatIllegalStateException()
        .isThrownBy(() -> KeyStores.of(List.of(lineage("l", FIRST.chain(), opaque)), new char[0]))
        .withMessageContaining("Cannot make a key store for Lineage[l, ")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(OpaqueKey.SECRET));
  }
}
