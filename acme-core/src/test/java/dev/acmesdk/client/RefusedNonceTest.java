package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that refuse nonces, or give none (RFC 8555 section 6.5). */
@Timeout(60)
class RefusedNonceTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private Order order() {
    return client.orders().read(server.account(), server.url("/order/1"));
  }

  @Test
  void rfc8555Section6_5_aRefusedNonceIsReplacedByTheOneInTheAnswer() {
    server.onPost(
        "/order/1",
        problem(400, "badNonce", "used"),
        problem(400, "badNonce", "used again"),
        json(200, server.order("ready")));
    assertThat(order().status()).isEqualTo(Order.Status.READY);
    assertThat(server.log()).filteredOn("HEAD /nonce"::equals).hasSize(1);
    assertThat(server.posts("/order/1"))
        .extracting(request -> protectedHeader(request).get("nonce").stringValue())
        .hasSize(3)
        .doesNotHaveDuplicates();
  }

  @Test
  void aServerThatRefusesEveryNonce() {
    server.onPost("/order/1", problem(400, "badNonce", "never"));
    assertThatThrownBy(this::order)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.problem().orElseThrow().text()).isEqualTo("never"));
    assertThat(server.posts("/order/1")).hasSize(150);
  }

  @Test
  void aRefusalThatBringsNoNewNonce() {
    server.onAnything("/order/1", problem(400, "badNonce", "no new one"));
    assertThatThrownBy(this::order).isInstanceOf(RejectedException.class);
    assertThat(server.log()).filteredOn("HEAD /nonce"::equals).hasSize(150);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "with space", "with=padding", "ümlaut", "semi;colon"})
  void rfc8555Section6_5_1_ignoresAnInvalidNonce(String nonce) {
    server.onAnything("/nonce", aResponse().withHeader("Replay-Nonce", nonce));
    assertThatThrownBy(this::order)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("gave no usable nonce");
  }

  @Test
  void aNonceResourceWithTrouble() {
    server.onAnything("/nonce", aResponse().withStatus(503));
    assertThatThrownBy(this::order)
        .isInstanceOf(AcmeException.class)
        .hasMessageContaining("the request for a nonce");
  }
}
