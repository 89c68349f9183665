package dev.acmesdk.issuance;

import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.AccountCredentials;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Orders that were placed by somebody who did not live to see their end. */
@Timeout(60)
class ResumedOrderTest extends PlayingCa {
  private final KeyPair key = KeyAlgorithm.EC_P256.generate();

  private String order(String status, String... authorizations) {
    return server
        .order(status, authorizations)
        .replace(
            "{\"type\": \"dns\", \"value\": \"example.com\"}",
            "{\"type\": \"dns\", \"value\": \"b.example.com\"}, {\"type\": \"dns\", \"value\": \"a.example.com\"}");
  }

  @BeforeEach
  void noNewOrder() {
    server.onPost("/order", problem(500, "serverInternal", "There shall be no new order"));
  }

  private IssuedCertificate resume() {
    return issuer().resume(TWO_NAMES, server.url("/order/1"), key);
  }

  private void certificateExists() {
    serve(
        ca.leaf("a.example.com", "b.example.com")
            .key(key)
            .valid(FakeAcme.NOW.minusSeconds(60), Duration.ofDays(90))
            .issue()
            .chain());
  }

  private void assertIssued(IssuedCertificate issued) {
    assertThat(issued.order()).isEqualTo(server.url("/order/1"));
    assertThat(issued.privateKey()).isEqualTo(key.getPrivate());
    assertThat(issued.chain().isFor(key.getPublic())).isTrue();
    assertThat(server.posts("/order")).isEmpty();
  }

  @Test
  void rfc8555Section7_1_6_solvesWhatIsPending() {
    server.onPost(
        "/order/1",
        json(200, order("pending", "/authz/a", "/authz/b")),
        json(200, order("ready")),
        json(200, order("valid")));
    server.onPost("/authz/b", json(200, authorization("b", "valid")));
    assertIssued(resume());
    assertThat(server.posts("/challenge/a.example.com")).hasSize(1);
    assertThat(server.posts("/challenge/b.example.com")).isEmpty();
    assertThat(events).startsWith("OrderResumed").doesNotContain("OrderPlaced");
  }

  @Test
  void rfc8555Section7_5_1_doesNotAnswerAChallengeThatWasAnsweredBefore() {
    server.onPost("/order/1", json(200, order("pending", "/authz/a")), json(200, order("valid")));
    server.onPost(
        "/authz/a",
        json(200, server.authorization("a.example.com", "pending", "\"status\": \"processing\"")));
    certificateExists();
    assertIssued(resume());
    assertThat(solver.calls).contains("present a.example.com token-of-a-example-com");
    assertThat(server.posts("/challenge/a.example.com")).isEmpty();
  }

  @Test
  void rfc8555Section7_1_6_finalizesWhatIsReady() {
    server.onPost("/order/1", json(200, order("ready")), json(200, order("valid")));
    assertIssued(resume());
    assertThat(server.posts("/finalize")).hasSize(1);
    assertThat(solver.calls).isEmpty();
  }

  @Test
  void rfc8555Section7_1_6_waitsForWhatIsProcessing() {
    server.onPost("/order/1", json(200, order("processing")), json(200, order("valid")));
    certificateExists();
    assertIssued(resume());
    assertThat(server.posts("/finalize")).isEmpty();
  }

  @Test
  void rfc8555Section7_1_6_downloadsWhatIsValid() {
    server.onPost("/order/1", json(200, order("valid")));
    certificateExists();
    assertIssued(resume());
    assertThat(server.log())
        .containsExactly("GET /dir", "HEAD /nonce", "POST /order/1", "POST /certificate");
  }

  @Test
  void tellsOfACertificateForAnotherKey() {
    server.onPost("/order/1", json(200, order("valid")));
    serve(
        ca.leaf("a.example.com", "b.example.com")
            .valid(FakeAcme.NOW.minusSeconds(60), Duration.ofDays(90))
            .issue()
            .chain());
    assertThatThrownBy(this::resume)
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("is for another key");
  }

  @Test
  void rfc8555Section7_1_6_tellsWhyAnInvalidOrderFailed() {
    server.onPost("/order/1", json(200, order("invalid", "/authz/a")));
    server.onPost(
        "/authz/a",
        json(
            200,
            server.authorization(
                "a.example.com",
                "invalid",
                "\"error\": {\"type\": \"urn:ietf:params:acme:error:connection\", \"detail\": \"refused\"}")));
    assertThatThrownBy(this::resume)
        .isInstanceOf(ValidationFailedException.class)
        .hasMessageContaining("a.example.com");
  }

  @Test
  void refusesAnOrderForOtherNames() {
    server.onPost("/order/1", json(200, server.order("ready")));
    assertThatThrownBy(this::resume)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("is for [example.com], and not for [a.example.com, b.example.com]");
    assertThat(server.posts("/finalize")).isEmpty();
  }

  @Test
  void rfc8555Section11_1_refusesTheAccountsKeyBeforeAnythingIsSent() {
    AccountCredentials account = new AccountCredentials(server.account().url(), AccountKey.of(key));
    CertificateIssuer issuer =
        new CertificateIssuer(
            client, () -> account, List.of(solver), IssuanceListener.NONE, server.clock());
    assertThatThrownBy(() -> issuer.issue(TWO_NAMES, key))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("RFC 8555 section 11.1");
    assertThat(server.count()).isZero();
  }

  @Test
  void issuesForAKeyThatThereIsAlready() {
    playAlong();
    IssuedCertificate issued = issuer().issue(TWO_NAMES, key);
    assertThat(issued.chain().isFor(key.getPublic())).isTrue();
  }
}
