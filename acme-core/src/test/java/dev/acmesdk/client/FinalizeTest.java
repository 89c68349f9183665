package dev.acmesdk.client;

import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.ProblemType;
import java.security.KeyPair;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class FinalizeTest {
  private static final ResponseDefinitionBuilder NOT_READY =
      problem(403, "orderNotReady", "not so fast");

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static CertificateSigningRequest csr(KeyPair key) {
    return CertificateSigningRequest.create(key, List.of("example.com"), List.of());
  }

  private Order ready() {
    server.onPost("/order/1", json(200, server.order("ready")));
    return client.orders().read(server.account(), server.url("/order/1"));
  }

  private Order finalizeOrder(Order order) {
    return client
        .orders()
        .finalizeOrder(server.account(), order, csr(KeyAlgorithm.EC_P256.generate()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "processing", "valid", "invalid"})
  void rfc8555Section7_4_anOrderThatIsNotReadyIsLookedAt(String status) {
    Order ready = ready();
    server.onPost("/order/1", json(200, server.order(status)));
    server.onPost("/finalize", NOT_READY);
    assertThat(finalizeOrder(ready).status().name()).isEqualToIgnoringCase(status);
    assertThat(server.posts("/finalize")).hasSize(1);
  }

  @Test
  void rfc8555Section7_4_anOrderThatIsReadyByNowIsFinalizedOnceMore() {
    server.onPost("/finalize", NOT_READY, json(200, server.order("processing")));
    assertThat(finalizeOrder(ready()).status()).isEqualTo(Order.Status.PROCESSING);
    assertThat(server.posts("/finalize")).hasSize(2);
  }

  @Test
  void rfc8555Section7_4_aServerThatContradictsItselfIsNotAskedForEver() {
    server.onPost("/finalize", NOT_READY);
    assertThatThrownBy(() -> finalizeOrder(ready()))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.ORDER_NOT_READY));
    assertThat(server.posts("/finalize")).hasSize(2);
  }

  @Test
  void rfc8555Section7_4_aBadRequestLeavesTheOrderReadyForAnother() {
    server.onPost(
        "/finalize", problem(400, "badCSR", "weak key"), json(200, server.order("processing")));
    Order ready = ready();
    assertThatThrownBy(() -> finalizeOrder(ready))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.kind()).isEqualTo(ProblemType.BAD_CSR));
    assertThat(finalizeOrder(ready).status()).isEqualTo(Order.Status.PROCESSING);
  }

  @Test
  void rfc8555Section11_1_theAccountsKeyIsRefusedBeforeAnythingIsSent() {
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    AccountCredentials account =
        new AccountCredentials(server.account().url(), AccountKey.of(pair));
    Order ready = ready();
    int before = server.count();
    assertThatThrownBy(() -> client.orders().finalizeOrder(account, ready, csr(pair)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("RFC 8555 section 11.1");
    assertThat(server.count()).isEqualTo(before);
  }
}
