package dev.acmesdk.issuance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.solver.ChallengeSolver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;

/** A CA that plays along, unless a test tells it otherwise, and a solver that notes its calls. */
abstract class PlayingCa {
  static final CertificateRequest TWO_NAMES =
      CertificateRequest.of(
          CertificateRequest.identifiers(List.of("a.example.com", "b.example.com")));

  final FakeAcme server = new FakeAcme();
  final AcmeClient client = server.client();
  final RecordingSolver solver = new RecordingSolver();
  final List<String> events = new ArrayList<>();
  final List<String> lines = new ArrayList<>();
  final TestCa ca = TestCa.withIntermediates(1);
  UnaryOperator<String> tamper = UnaryOperator.identity();
  Consumer<IssuanceEvent> afterwards = event -> {};

  @BeforeEach
  void playAlong() {
    server.onPost(
        "/order",
        json(201, server.order("pending", "/authz/a", "/authz/b"))
            .withHeader("Location", "/order/1"));
    server.onPost("/authz/a", json(200, authorization("a", "pending")));
    server.onPost("/authz/b", json(200, authorization("b", "pending")));
    for (String name : List.of("a.example.com", "b.example.com")) {
      server.onPost(
          "/challenge/" + name,
          json(200, "{\"type\": \"http-01\", \"token\": \"x\", \"status\": \"processing\"}"));
    }
    server.onPost("/order/1", json(200, server.order("ready")), json(200, server.order("valid")));
    server.onPost("/finalize", json(200, server.order("processing")));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  String authorization(String host, String status) {
    return server.authorization(host + ".example.com", status, "\"status\": \"" + status + "\"");
  }

  /** Signs what the client has sent, as soon as it asks whether the order is valid. */
  IssuedCertificate issue(CertificateRequest request) {
    return issuer().issue(request);
  }

  CertificateIssuer issuer() {
    return issuer(List.of(solver));
  }

  CertificateIssuer issuer(List<ChallengeSolver<?>> solvers) {
    return issuer(client, solvers);
  }

  CertificateIssuer issuer(AcmeClient client, List<ChallengeSolver<?>> solvers) {
    IssuanceListener listener =
        event -> {
          events.add(event.getClass().getSimpleName());
          lines.add(event.toString());
          if (event instanceof IssuanceEvent.OrderFinalized) {
            serveCertificate();
          }
          afterwards.accept(event);
        };
    return new CertificateIssuer(client, server::account, solvers, listener, server.clock());
  }

  void serveCertificate() {
    serve(signed());
  }

  void serve(CertificateChain chain) {
    server.onPost("/certificate", aResponse().withBody(tamper.apply(chain.toPem())));
  }

  CertificateChain signed() {
    String payload = FakeAcme.payload(server.posts("/finalize").get(0));
    byte[] csr = Base64Url.decode(new JsonMapper().readTree(payload).get("csr").stringValue());
    return ca.sign(csr, FakeAcme.NOW.minusSeconds(3600), Duration.ofDays(90));
  }
}
