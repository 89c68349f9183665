package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.protocol.RevocationReason;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Timeout(60)
class RevocationTest {
  private static final TestCa CA = TestCa.root();
  private static final TestCa.Issued ISSUED = CA.leaf("example.com").issue();

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.builder().retries(RetryPolicy.DEFAULT).build();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private RevocationOutcome revoke(RevocationReason reason) {
    return client.certificates().revoke(server.account(), ISSUED.leaf(), reason);
  }

  private JsonNode sent() {
    return new JsonMapper().readTree(payload(server.posts("/revoke").get(0)));
  }

  @Test
  void rfc8555Section7_6_theAccountSignsAndGivesTheReason() throws Exception {
    server.onPost("/revoke", aResponse().withStatus(200));
    assertThat(revoke(RevocationReason.SUPERSEDED)).isEqualTo(RevocationOutcome.REVOKED);
    JsonNode header = protectedHeader(server.posts("/revoke").get(0));
    assertThat(header.get("kid").stringValue()).isEqualTo(server.account().url().toString());
    assertThat(header.has("jwk")).isFalse();
    assertThat(sent().get("reason").intValue()).isEqualTo(4);
    assertThat(Base64Url.decode(sent().get("certificate").stringValue()))
        .isEqualTo(ISSUED.leaf().getEncoded());
  }

  @Test
  void rfc5280Section5_3_1_anUnspecifiedReasonIsLeftOut() {
    server.onPost("/revoke", aResponse().withStatus(200));
    revoke(RevocationReason.UNSPECIFIED);
    assertThat(sent().propertyNames()).containsExactly("certificate");
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void rfc8555Section7_6_theCertificatesOwnKeySigns(KeyAlgorithm algorithm) {
    TestCa.Issued issued = CA.leaf("example.com").key(algorithm).issue();
    server.onPost("/revoke", aResponse().withStatus(200));
    assertThat(
            client
                .certificates()
                .revoke(issued.key().getPrivate(), issued.leaf(), RevocationReason.KEY_COMPROMISE))
        .isEqualTo(RevocationOutcome.REVOKED);
    JsonNode header = protectedHeader(server.posts("/revoke").get(0));
    assertThat(header.has("kid")).isFalse();
    assertThat(header.get("alg").stringValue()).isEqualTo(algorithm.jwsAlgorithm());
    assertThat(header.get("jwk").get("kty").stringValue())
        .isEqualTo(algorithm.isEllipticCurve() ? "EC" : "RSA");
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "RSA_2048"})
  void anotherKeyIsRefusedBeforeAnythingIsSent(KeyAlgorithm algorithm) {
    X509Certificate certificate = ISSUED.leaf();
    var other = algorithm.generate().getPrivate();
    assertThatThrownBy(
            () -> client.certificates().revoke(other, certificate, RevocationReason.KEY_COMPROMISE))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("Give the certificate's own private key");
    assertThat(server.count()).isZero();
  }

  @Test
  void rfc8555Section7_6_whatIsRevokedAlreadyIsAsGood() {
    server.onPost("/revoke", problem(400, "alreadyRevoked", "it is"));
    assertThat(revoke(RevocationReason.SUPERSEDED)).isEqualTo(RevocationOutcome.ALREADY_REVOKED);
  }

  @Test
  void aLostAnswerIsAskedForAgain() {
    server.onPost(
        "/revoke",
        aResponse().withFault(Fault.EMPTY_RESPONSE),
        problem(400, "alreadyRevoked", "it is"));
    assertThat(revoke(RevocationReason.SUPERSEDED)).isEqualTo(RevocationOutcome.ALREADY_REVOKED);
    assertThat(server.posts("/revoke")).hasSize(2);
  }

  @Test
  void rfc8555Section7_6_aReasonThatTheCaDoesNotTakeIsTyped() {
    server.onPost("/revoke", problem(400, "badRevocationReason", "only 0, 1, 4, 5"));
    assertThatThrownBy(() -> revoke(RevocationReason.CERTIFICATE_HOLD))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.BAD_REVOCATION_REASON))
        .hasMessageContaining("only 0, 1, 4, 5");
  }

  @Test
  void aRefusalIsNoRevocation() {
    server.onPost("/revoke", problem(403, "unauthorized", "not yours"));
    assertThatThrownBy(() -> revoke(RevocationReason.SUPERSEDED))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.kind()).isEqualTo(ProblemType.UNAUTHORIZED));
  }

  @Test
  void rfc8555Section7_1_1_aServerWithoutRevocationIsNamed() {
    server.onGet("/dir", json(200, server.directory("{}").replace("revokeCert", "unknown")));
    assertThatThrownBy(() -> revoke(RevocationReason.SUPERSEDED))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("does not take revocations");
    assertThat(server.log()).containsExactly("GET /dir");
  }
}
