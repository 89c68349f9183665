package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;

class FullFlowTest {

  @Test
  void issuesForTwoNamesThatAreReallyServed() throws Exception {
    try (Http01Responder responder = new Http01Responder();
        EmbeddedAcmeServer server =
            EmbeddedAcmeServer.builder().httpPort(responder.port()).start()) {
      RawClient client = new RawClient(server).withAccount();
      Reply order = client.newOrder("example.com", "www.example.com");
      assertThat(order.status()).isEqualTo(201);
      assertThat(order.text("status")).isEqualTo("pending");

      Reply ready = client.validate(order, responder);
      assertThat(ready.text("status")).isEqualTo("ready");
      assertThat(responder.hosts())
          .containsExactlyInAnyOrder(
              "example.com:" + responder.port(), "www.example.com:" + responder.port());

      KeyPair key = TestKey.elliptic("secp256r1");
      Reply finalized =
          client.finalizeOrder(order, TestCsr.of(key, "www.example.com", "example.com").der());
      assertThat(finalized.text("status")).isEqualTo("processing");

      Reply valid = client.await(order.location(), "processing");
      assertThat(valid.text("status")).isEqualTo("valid");

      Reply download = client.read(valid.text("certificate"));
      assertThat(download.header("Content-Type")).contains("application/pem-certificate-chain");
      List<X509Certificate> chain = Chains.parse(download.body());
      assertThat(chain).hasSize(2);
      assertThat(chain.get(0).getPublicKey()).isEqualTo(key.getPublic());
      assertThat(Chains.isTrusted(chain, server.issuerRoot())).isTrue();
    }
  }
}
