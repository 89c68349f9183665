package dev.acmesdk.issuance;

import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.CertificateId;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a request says beyond its names reaches the CA, and what the CA makes of it is told. */
@Timeout(60)
class OrderedWishesTest extends PlayingCa {
  private static final Instant NEXT_MONTH = FakeAcme.NOW.plus(Duration.ofDays(30));

  private String ordered() {
    return FakeAcme.payload(server.posts("/order").get(0));
  }

  @Test
  void rfc9773Section5_namesThePredecessor() {
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace(
                    "\"meta\"", "\"renewalInfo\": \"%s\", \"meta\"".formatted(server.url("/ri")))));
    issue(TWO_NAMES.withReplaces(new CertificateId("abc.def")));
    assertThat(ordered()).contains("\"replaces\":\"abc.def\"");
  }

  @Test
  void rfc8555Section7_4_asksForAValidityAndTakesACertificateOfTheFuture() {
    tamper = pem -> from(CertificateChain.fromPem(pem), NEXT_MONTH);
    issue(TWO_NAMES.withValidity(NEXT_MONTH, NEXT_MONTH.plus(Duration.ofDays(7))));
    assertThat(ordered())
        .contains(
            "\"notBefore\":\"2026-12-24T12:00:00Z\"", "\"notAfter\":\"2026-12-31T12:00:00Z\"");
  }

  @Test
  void refusesACertificateOfALaterFutureThanWasAskedFor() {
    tamper = pem -> from(CertificateChain.fromPem(pem), NEXT_MONTH.plus(Duration.ofDays(2)));
    assertThatThrownBy(() -> issue(TWO_NAMES.withValidity(NEXT_MONTH, null)))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("is not valid before");
  }

  private String from(CertificateChain chain, Instant start) {
    KeyPair key = new KeyPair(chain.leaf().getPublicKey(), null);
    TestCa.Leaf leaf = ca.leaf("a.example.com", "b.example.com").key(key);
    return leaf.valid(start, Duration.ofDays(7)).issue().chain().toPem();
  }

  @Test
  void draftAcmeProfilesSection4_theCasChoiceIsTold() {
    server.onPost(
        "/order",
        json(
                201,
                server
                    .order("pending", "/authz/a", "/authz/b")
                    .replaceFirst("\\{", "{\"profile\": \"shortlived\", "))
            .withHeader("Location", "/order/1"));
    issue(TWO_NAMES);
    assertThat(lines.get(0))
        .isEqualTo(
            "Order placed for a.example.com, b.example.com, profile shortlived: "
                + server.url("/order/1"));
  }

  @Test
  void rfc8555Section7_4_anOrderThatIsPendingAfterAllIsWaitedForAndFinalizedAgain() {
    server.onPost(
        "/order/1",
        json(200, server.order("ready")),
        json(200, server.order("pending")),
        json(200, server.order("pending")),
        json(200, server.order("ready")),
        json(200, server.order("valid")));
    server.onPost(
        "/finalize", problem(403, "orderNotReady", "wait"), json(200, server.order("processing")));
    assertThat(issue(TWO_NAMES).chain().dnsNames()).hasSize(2);
    assertThat(server.posts("/finalize")).hasSize(2);
  }

  @Test
  void rfc8555Section7_4_anOrderThatIsInvalidAfterAllIsExplained() {
    server.onPost(
        "/order/1",
        json(200, server.order("ready")),
        json(200, server.order("pending")),
        json(200, server.order("invalid", "/authz/a")));
    server.onPost(
        "/authz/a",
        json(200, authorization("a", "pending")),
        json(200, authorization("a", "invalid")));
    server.onPost("/finalize", problem(403, "orderNotReady", "wait"));
    assertThatThrownBy(() -> issue(TWO_NAMES)).isInstanceOf(ValidationFailedException.class);
  }

  @Test
  void rfc8555Section7_4_anOrderThatTheServerNeverFindsReadyIsReported() {
    server.onPost("/order/1", json(200, server.order("ready")));
    server.onPost("/finalize", problem(403, "orderNotReady", "wait"));
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("wait");
    assertThat(server.posts("/finalize")).hasSize(2);
  }
}
