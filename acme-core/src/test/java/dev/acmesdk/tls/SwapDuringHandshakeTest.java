package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.Identifier;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JDK's TLS asks for an alias, then for its key, then for its chain. Whatever is published in
 * between, it never gets the key of one certificate with the chain of another.
 */
class SwapDuringHandshakeTest {
  private static final TestCa CA = TestCa.withIntermediates(1);

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();

  private void swap(int times) {
    IntStream.range(0, times)
        .forEach(
            i ->
                assertThat(keys.publish(lineage("example.com", CA.leaf("example.com").issue())))
                    .isTrue());
  }

  private String alias() {
    return keys.chooseEngineServerAlias("EC", null, null);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void upToTwoSwapsAgoAnAliasStandsForWhatItStoodFor(int swaps) {
    TestCa.Issued chosen = CA.leaf("example.com").issue();
    keys.publish(lineage("example.com", chosen));
    String alias = alias();
    swap(swaps);
    assertThat(keys.getPrivateKey(alias)).isEqualTo(chosen.key().getPrivate());
    assertThat(keys.getCertificateChain(alias))
        .containsExactlyElementsOf(chosen.chain().certificates());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void afterMoreSwapsItStandsForNothing(int swaps) {
    swap(1);
    String alias = alias();
    swap(swaps);
    assertThat(keys.getPrivateKey(alias)).isNull();
    assertThat(keys.getCertificateChain(alias)).isNull();
  }

  @Test
  void swapsBetweenKeyAndChainMixNothing() {
    TestCa.Issued chosen = CA.leaf("example.com").issue();
    keys.publish(lineage("example.com", chosen));
    String alias = alias();
    assertThat(keys.getPrivateKey(alias)).isEqualTo(chosen.key().getPrivate());
    swap(2);
    assertThat(keys.getCertificateChain(alias)[0]).isEqualTo(chosen.leaf());
    swap(2);
    assertThat(keys.getCertificateChain(alias)).isNull();
  }

  /** A server of many names must not lose a handshake because others are renewed. */
  @Test
  void swapsOfOtherLineagesDoNotCount() {
    swap(1);
    String alias = alias();
    for (int i = 0; i < 10; i++) {
      String name = "other-%d.example".formatted(i);
      keys.publish(lineage(name, CA.leaf(name).issue()));
    }
    assertThat(keys.getPrivateKey(alias)).isNotNull();
  }

  @Test
  void aliasesTellGenerationLineageAndKey() {
    swap(1);
    assertThat(alias()).isEqualTo("g1/example.com/EC");
    keys.publish(lineage("path/like/name", CA.leaf("other.example").issue()));
    swap(1);
    assertThat(alias()).isEqualTo("g3/example.com/EC");
    assertThat(keys.getServerAliases("EC", null))
        .containsExactly("g3/example.com/EC", "g2/path/like/name/EC");
    assertThat(keys.getPrivateKey("g2/path/like/name/EC")).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "g1",
        "g1/EC",
        "g1/other/EC",
        "g2/example.com/EC",
        "acme-tls/1/x/1",
        "acme-tls/1"
      })
  void whatWasNeverGivenOutStandsForNothing(String alias) {
    swap(1);
    assertThat(keys.getPrivateKey(alias)).isNull();
    assertThat(keys.getCertificateChain(alias)).isNull();
  }

  @Test
  void whatIsWithdrawnIsGoneAtOnce() {
    swap(1);
    String alias = alias();
    keys.withdraw("example.com");
    assertThat(keys.getPrivateKey(alias)).isNull();
    swap(1);
    assertThat(keys.getPrivateKey(alias)).isNull();
    assertThat(alias()).isNotEqualTo(alias);
  }

  @Test
  void aHandshakeThatHasBegunWithThePlaceholderEndsWithIt() {
    keys.publishPlaceholder("example.com", List.of(Identifier.dns("example.com")));
    String alias = alias();
    var placeholder = keys.getCertificateChain(alias);
    swap(1);
    assertThat(keys.getCertificateChain(alias)).isEqualTo(placeholder);
  }

  @Test
  void whatACallerDoesToAChainConcernsNobodyElse() {
    swap(1);
    var chain = keys.getCertificateChain(alias());
    chain[0] = null;
    assertThat(keys.getCertificateChain(alias())[0]).isNotNull();
  }

  @Test
  void hundredsOfLineagesAreAllShown() throws Exception {
    KeyPair key = KeyAlgorithm.EC_P256.generate();
    for (int i = 0; i < 300; i++) {
      String name = "host-%d.example".formatted(i);
      keys.publish(lineage(name, CA.leaf(name).key(key).issue()));
    }
    assertThat(keys.getServerAliases("EC", null)).hasSize(300).startsWith("g1/host-0.example/EC");
    for (int i = 0; i < 300; i += 50) {
      String name = "host-%d.example".formatted(i);
      X509Certificate shown = LookingClient.askingFor(name).shownBy(keys);
      assertThat(new CertificateChain(List.of(shown)).dnsNames()).containsExactly(name);
    }
  }
}
