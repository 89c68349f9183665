package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.TlsAlpn01Responder.Shape;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class TlsAlpn01ValidationTest {
  private static final String NAME = "www.example.com";

  private final TlsAlpn01Responder responder = new TlsAlpn01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder().tlsPort(responder.port()).start();
  private final RawClient client = new RawClient(server).withAccount();
  private final Reply order = client.newOrder(NAME);
  private final JsonNode challenge =
      RawClient.challenge(client.authorization(order, 0), "tls-alpn-01");
  private final String right = client.keyAuthorization(challenge);

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private String outcome() {
    return outcome(client, order, challenge);
  }

  private static String outcome(RawClient client, Reply order, JsonNode challenge) {
    client.respond(challenge);
    Reply authorization = client.await(order.texts("authorizations").get(0), "pending");
    JsonNode error = authorization.elements("challenges").get(0).path("error");
    return authorization.text("status")
        + " "
        + error.path("type").asString("").replace("urn:ietf:params:acme:error:", "")
        + " "
        + error.path("detail").asString("");
  }

  private static GeneralNames names(String... names) {
    return new GeneralNames(
        List.of(names).stream()
            .map(name -> new GeneralName(GeneralName.dNSName, name))
            .toArray(GeneralName[]::new));
  }

  @Test
  void rfc8737Section3_validatesByTheCertificateThatIsShownForTheName() {
    responder.show(Shape.right(GeneralName.dNSName, NAME, right));

    assertThat(outcome()).startsWith("valid");
    assertThat(responder.serverNames()).containsExactly(NAME);
  }

  @Test
  void rfc8738Section6_asksForTheReverseNameOfAnAddress() {
    Reply ofAddress =
        client.newOrder(Map.of("identifiers", List.of(Map.of("type", "ip", "value", "127.0.0.1"))));
    JsonNode other = RawClient.challenge(client.authorization(ofAddress, 0), "tls-alpn-01");
    responder.show(Shape.right(GeneralName.iPAddress, "127.0.0.1", client.keyAuthorization(other)));

    assertThat(outcome(client, ofAddress, other)).startsWith("valid");
    assertThat(responder.serverNames()).containsExactly("1.0.0.127.in-addr.arpa");
  }

  @Test
  void rfc8737Section3_refusesTheWrongDigest() {
    responder.show(Shape.right(GeneralName.dNSName, NAME, right + "x"));

    assertThat(outcome()).startsWith("invalid unauthorized").contains("acmeIdentifier");
  }

  @Test
  void rfc8737Section3_refusesAnotherName() {
    responder.show(Shape.right(GeneralName.dNSName, "other.example.com", right));

    assertThat(outcome()).startsWith("invalid unauthorized").contains("unexpected identifiers");
  }

  @Test
  void rfc8737Section3_refusesASecondName() {
    responder.show(new Shape(names(NAME, "b.example.com"), right, true, "CN=challenge"));

    assertThat(outcome()).startsWith("invalid unauthorized").contains("unexpected identifiers");
  }

  @Test
  void rfc8737Section3_refusesAnExtensionThatIsNotCritical() {
    responder.show(new Shape(names(NAME), right, false, "CN=challenge"));

    assertThat(outcome()).startsWith("invalid unauthorized").contains("not critical");
  }

  @Test
  void rfc8737Section3_refusesACertificateOfAnotherIssuer() {
    responder.show(new Shape(names(NAME), right, true, "CN=other"));

    assertThat(outcome()).startsWith("invalid unauthorized").contains("not self-signed");
  }

  @Test
  void rfc8737Section4_refusesAServerThatSpeaksAnotherProtocol() {
    responder.show(Shape.right(GeneralName.dNSName, NAME, right), "http/1.1");

    assertThat(outcome()).startsWith("invalid tls");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0)) {
      free = socket.getLocalPort();
    }
    try (EmbeddedAcmeServer lonely = EmbeddedAcmeServer.builder().tlsPort(free).start()) {
      RawClient other = new RawClient(lonely).withAccount();
      Reply placed = other.newOrder(NAME);
      JsonNode wanted = RawClient.challenge(other.authorization(placed, 0), "tls-alpn-01");

      assertThat(outcome(other, placed, wanted))
          .isEqualTo("invalid connection 127.0.0.1: Connection refused");
    }
  }
}
