package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.KeyPair;
import java.security.PrivateKey;
import org.junit.jupiter.api.Test;

/** Keys in hardware, which can sign but not be written down. */
class OpaqueKeyTest {
  private static final PrivateKey OPAQUE = new OpaqueKey("EC");

  @Test
  void cannotBecomePem() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Pem.encodePrivateKey(OPAQUE))
        .withMessage("The private key cannot be written down: it may be in hardware");
  }

  @Test
  void cannotBecomeAJwk() {
    KeyPair pair = new KeyPair(Keys.shared(KeyAlgorithm.EC_P256).getPublic(), OPAQUE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PrivateJsonWebKey.members(pair))
        .withMessage("The private key cannot be written down: it may be in hardware");
  }
}
