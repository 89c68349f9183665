package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.store.NewVersion;
import org.junit.jupiter.api.Test;

/** What the certificates of the contract tests are like. */
final class TestVersionsTest {

  @Test
  void areInOrderAndForTheirKeyAndName() {
    for (KeyAlgorithm algorithm :
        new KeyAlgorithm[] {KeyAlgorithm.EC_P384, KeyAlgorithm.RSA_2048}) {
      NewVersion version = TestVersions.of("a.example", algorithm);
      assertThat(version.chain().isInOrder()).isTrue();
      assertThat(version.chain().dnsNames()).containsExactly("a.example");
      assertThat(version.chain().issuers()).hasSize(1);
      assertThat(KeyAlgorithm.of(version.chain().leaf().getPublicKey())).isEqualTo(algorithm);
    }
  }

  @Test
  void areOthersEachTime() {
    assertThat(TestVersions.of("a.example").chain())
        .isNotEqualTo(TestVersions.of("a.example").chain());
  }
}
