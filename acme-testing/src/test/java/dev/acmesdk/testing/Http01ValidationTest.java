package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class Http01ValidationTest {
  private static final String NAME = "site.example.com";

  private Http01Responder responder;
  private EmbeddedAcmeServer server;
  private RawClient client;
  private Reply order;
  private String token;
  private String keyAuthorization;

  @BeforeEach
  void start() {
    responder = new Http01Responder();
    order(EmbeddedAcmeServer.builder().httpPort(responder.port()));
  }

  private void order(EmbeddedAcmeServerBuilder builder) {
    if (server != null) {
      server.close();
    }
    server = builder.start();
    client = new RawClient(server).withAccount();
    order = client.newOrder(NAME);
    JsonNode challenge = RawClient.challenge(client.authorization(order, 0), "http-01");
    token = challenge.path("token").asString();
    keyAuthorization = client.keyAuthorization(challenge);
  }

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  /** The status of the authorization after a response to the challenge. */
  private String outcome() {
    client.respond(RawClient.challenge(client.authorization(order, 0), "http-01"));
    return client.await(order.texts("authorizations").get(0), "pending").text("status");
  }

  /** The problem in the challenge, as type and detail. */
  private String failure() {
    assertThat(outcome()).isEqualTo("invalid");
    JsonNode error = RawClient.challenge(client.authorization(order, 0), "http-01").path("error");
    return error.path("type").asString().replace("urn:ietf:params:acme:error:", "")
        + " - "
        + error.path("detail").asString();
  }

  private String url() {
    return "http://" + NAME + ":" + responder.port() + Http01Responder.path(token);
  }

  private static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void rfc8555Section8_3_findsTheKeyAuthorization() {
    responder.serve(token, keyAuthorization);

    assertThat(outcome()).isEqualTo("valid");
  }

  @Test
  void rfc8555Section8_3_ignoresWhiteSpaceAtTheEnd() {
    responder.serve(token, keyAuthorization + " \r\n\n");

    assertThat(outcome()).isEqualTo("valid");
  }

  @Test
  void tellsTheStatusThatItGotInstead() {
    assertThat(failure())
        .isEqualTo("unauthorized - 127.0.0.1: Invalid response from " + url() + ": 404");
  }

  @Test
  void tellsTheBodyThatItGotInstead() {
    responder.serve(token, "another.account");

    assertThat(failure())
        .startsWith("unauthorized - 127.0.0.1: The key authorization file from the server")
        .contains("Expected \"" + keyAuthorization + "\"")
        .contains("(got \"another.account\")");
  }

  @Test
  void cutsAndCleansTheBodyThatItGotInstead() {
    responder.serve(token, "<html>\u0007" + "x".repeat(2000));

    assertThat(failure()).contains("(got \"<html> xxx").endsWith("xxx...\")").hasSizeLessThan(400);
  }

  @Test
  void refusesAKeyAuthorizationOfOtherCase() {
    responder.serve(token, keyAuthorization.toUpperCase(Locale.ROOT));

    assertThat(failure()).startsWith("unauthorized");
  }

  @Test
  void tellsThatNobodyListens() throws IOException {
    int port = unusedPort();
    order(EmbeddedAcmeServer.builder().httpPort(port));

    assertThat(failure())
        .startsWith("connection - 127.0.0.1: Fetching http://" + NAME + ":" + port)
        .endsWith(": Connection refused");
  }

  @Test
  void tellsThatANameDoesNotExist() {
    order(EmbeddedAcmeServer.builder().httpPort(responder.port()).unresolvable("Site.example.com"));

    assertThat(failure())
        .startsWith("dns - DNS problem: NXDOMAIN looking up A for site.example.com");
    assertThat(responder.hosts()).isEmpty();
  }

  @Test
  void goesWhereANameLeads() throws IOException {
    InetAddress nobody = InetAddress.getByAddress(new byte[] {127, 0, 0, 2});
    order(EmbeddedAcmeServer.builder().httpPort(responder.port()).resolve(NAME, nobody));

    assertThat(failure()).startsWith("connection - 127.0.0.2: Fetching ");
  }

  @Test
  void rfc8555Section8_3_followsRedirects() {
    responder.page(
        Http01Responder.path(token),
        302,
        "",
        Map.of("Location", "http://other.example.com/key?a=b"));
    responder.page("/key", 200, keyAuthorization, Map.of());

    assertThat(outcome()).isEqualTo("valid");
    assertThat(responder.hosts()).last().isEqualTo("other.example.com:" + responder.port());
  }

  @Test
  void followsRelativeRedirectsAsOftenAsLetsEncryptDoes() {
    responder.page(Http01Responder.path(token), 301, "", Map.of("Location", "/0"));
    for (int i = 0; i < 9; i++) {
      responder.page("/" + i, 307, "", Map.of("Location", "/" + (i + 1)));
    }
    responder.page("/9", 200, keyAuthorization, Map.of());

    assertThat(outcome()).isEqualTo("valid");
  }

  @Test
  void followsNoLoops() {
    responder.page(Http01Responder.path(token), 308, "", Map.of("Location", url()));

    assertThat(failure()).startsWith("connection - ").endsWith(": Too many redirects");
    assertThat(responder.hosts()).hasSize(11);
  }

  @Test
  void followsNoRedirectsToOtherPortsAndSchemes() {
    responder.page(
        Http01Responder.path(token), 302, "", Map.of("Location", "http://a.example.com:8081/"));
    assertThat(failure()).contains("Invalid port in redirect target").endsWith("not 8081");

    order(EmbeddedAcmeServer.builder().httpPort(responder.port()));
    responder.page(
        Http01Responder.path(token), 302, "", Map.of("Location", "https://a.example.com/"));
    assertThat(failure()).contains("Invalid protocol scheme in redirect target");

    order(EmbeddedAcmeServer.builder().httpPort(responder.port()));
    responder.page(Http01Responder.path(token), 302, "", Map.of("Location", "http://a b/"));
    assertThat(failure()).startsWith("connection - ");
  }

  @Test
  void followsNoRedirectToANameThatDoesNotExist() {
    order(EmbeddedAcmeServer.builder().httpPort(responder.port()).unresolvable("gone.example.com"));
    responder.page(
        Http01Responder.path(token), 302, "", Map.of("Location", "http://gone.example.com/"));

    assertThat(failure()).startsWith("dns - ").contains("gone.example.com");
  }

  @Test
  void rfc8555Section8_3_followsNoSeeOther() {
    responder.page(Http01Responder.path(token), 303, "", Map.of("Location", "/key"));

    assertThat(failure()).startsWith("unauthorized - ").endsWith(": 303");
  }
}
