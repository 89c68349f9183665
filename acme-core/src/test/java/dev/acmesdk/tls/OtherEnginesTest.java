package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.TestCa;
import java.net.Socket;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who cannot tell what a client has asked for is served as if it had asked for nothing. */
class OtherEnginesTest {
  private final ReloadableKeyManager keys =
      ReloadableKeyManager.builder().refusingUnknownNames().build();

  @BeforeEach
  void publish() {
    keys.publish(lineage("example.com", TestCa.root().leaf("example.com").issue()));
  }

  @Test
  void engineThatTellsNothing() {
    assertThat(keys.chooseEngineServerAlias("EC", null, new BareEngine()))
        .isEqualTo("g1/example.com/EC");
  }

  @Test
  void engineOutsideAHandshake() {
    SSLEngine engine = keys.sslContext().createSSLEngine();
    assertThat(keys.chooseEngineServerAlias("EC", null, engine)).isEqualTo("g1/example.com/EC");
  }

  @Test
  void socketWithoutTls() throws Exception {
    try (Socket socket = new Socket()) {
      assertThat(keys.chooseServerAlias("EC", null, socket)).isEqualTo("g1/example.com/EC");
    }
  }

  @Test
  void noSocketAtAll() {
    assertThat(keys.chooseServerAlias("EC", null, null)).isEqualTo("g1/example.com/EC");
  }
}
