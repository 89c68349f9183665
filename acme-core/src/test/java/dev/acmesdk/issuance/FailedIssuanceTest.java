package dev.acmesdk.issuance;

import static dev.acmesdk.client.FakeAcme.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.ProblemType;
import java.security.KeyPair;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CAs that fail, and certificates that are not what was asked for. */
@Timeout(60)
class FailedIssuanceTest extends PlayingCa {
  @Test
  void rfc8555Section8_tellsForEachNameWhatTheCaSaw() {
    server.onPost("/order/1", json(200, server.order("invalid", "/authz/a", "/authz/b")));
    server.onPost(
        "/authz/b",
        json(200, authorization("b", "pending")),
        json(
            200,
            server.authorization(
                "b.example.com",
                "invalid",
                "\"status\": \"invalid\", \"error\": {\"type\": \"urn:ietf:params:acme:error:connection\", \"detail\": \"192.0.2.1: Fetching http://b.example.com/: Connection refused\"}")));
    server.onPost(
        "/authz/a",
        json(200, authorization("a", "pending")),
        json(200, authorization("a", "valid")));
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOfSatisfying(
            ValidationFailedException.class,
            e -> {
              assertThat(e.problems()).containsOnlyKeys(Identifier.dns("b.example.com"));
              assertThat(e.order()).isEqualTo(server.url("/order/1"));
              assertThat(e.identifiers()).containsExactly(Identifier.dns("b.example.com"));
              assertThat(e.problem().orElseThrow().kind()).isEqualTo(ProblemType.CONNECTION);
            })
        .hasMessageContaining("Connection refused")
        .hasMessageContaining("Nothing listens");
    assertThat(solver.calls).endsWith("cleanUp b.example.com", "cleanUp a.example.com", "release");
  }

  @ParameterizedTest
  @ValueSource(strings = {"expired", "deactivated", "revoked"})
  void rfc8555Section7_1_6_tellsOfAnAuthorizationThatHasEnded(String status) {
    server.onPost("/order/1", json(200, server.order("invalid", "/authz/a")));
    server.onPost(
        "/authz/a",
        json(200, authorization("a", "pending")),
        json(200, authorization("a", status)));
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(ValidationFailedException.class)
        .hasMessageContaining("is " + status.toUpperCase(Locale.ROOT));
  }

  @Test
  void rfc8555Section7_4_tellsOfAnOrderThatFailsByItself() {
    server.onPost(
        "/order/1",
        json(200, server.order("ready")),
        json(
            200,
            "{\"status\": \"invalid\", \"finalize\": \""
                + server.url("/finalize")
                + "\", \"error\": {\"type\": \"urn:ietf:params:acme:error:caa\", \"detail\": \"CAA record forbids\"}}"));
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.kind()).isEqualTo(ProblemType.CAA))
        .hasMessageContaining("CAA record forbids");
  }

  @Test
  void rfc8555Section7_4_tellsOfAnInvalidOrderWithoutReason() {
    server.onPost("/order/1", json(200, server.order("invalid")));
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("does not say why");
  }

  @Test
  void endsAtItsTimeLimit() {
    server.onPost("/order/1", json(200, server.order("pending", "/authz/a")));
    assertThatThrownBy(() -> issue(TWO_NAMES.withTimeLimit(Duration.ofSeconds(30))))
        .isInstanceOfSatisfying(
            DeadlineExceededException.class,
            e -> assertThat(e.order()).contains(server.url("/order/1")));
    assertThat(server.clock().instant()).isBeforeOrEqualTo(FakeAcme.NOW.plusSeconds(30));
    assertThat(solver.calls).endsWith("release");
  }

  @Test
  void refusesACertificateForAnotherKey() {
    tamper = pem -> ca.leaf("a.example.com", "b.example.com").issue().chain().toPem();
    assertRefused("is for another key");
  }

  @Test
  void refusesACertificateForOtherNames() {
    tamper =
        pem -> {
          PublicKey key = CertificateChain.fromPem(pem).leaf().getPublicKey();
          return ca.leaf("a.example.com", "evil.example.com")
              .key(new KeyPair(key, null))
              .issue()
              .chain()
              .toPem();
        };
    assertRefused("evil.example.com");
  }

  @Test
  void refusesACertificateForANetwork() {
    tamper =
        pem -> {
          PublicKey key = CertificateChain.fromPem(pem).leaf().getPublicKey();
          TestCa.Leaf leaf = ca.leaf("a.example.com", "b.example.com").ip("192.0.2.0/24");
          return leaf.key(new KeyPair(key, null)).issue().chain().toPem();
        };
    assertRefused("has names that cannot be read");
  }

  @Test
  void refusesAChainThatIsOutOfOrder() {
    tamper = pem -> pem + TestCa.root().leaf("c.example.com").issue().chain().toPem();
    assertRefused("did not sign it");
  }

  @Test
  void refusesAChainWithoutEnd() {
    tamper = pem -> pem + TestCa.root().leaf("c.example.com").issue().chain().toPem().repeat(20);
    assertRefused("too many issuers");
  }

  @Test
  void refusesWhatIsNoCertificate() {
    tamper = pem -> "<html></html>";
    assertRefused("is unusable");
  }

  @Test
  void refusesAnExpiredCertificate() {
    server.clock().advance(Duration.ofDays(200));
    assertRefused("expired on");
  }

  @Test
  void refusesACertificateOfTheFuture() {
    server.clock().advance(Duration.ofDays(-200));
    assertRefused("is not valid before");
  }

  @Test
  void tellsOfAnOrderThatGoesBackwards() {
    server.onPost("/order/1", json(200, server.order("ready")), json(200, server.order("pending")));
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining("went back to PENDING");
  }

  private void assertRefused(String reason) {
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(ProtocolViolationException.class)
        .hasMessageContaining(reason);
    assertThat(events).doesNotContain("CertificateIssued");
  }
}
