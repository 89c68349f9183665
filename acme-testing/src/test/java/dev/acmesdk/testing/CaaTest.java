package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class CaaTest {
  private final DnsStub dns = DnsStub.start();
  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder()
          .dnsServer(dns.address())
          .caaIdentities("ca.test", "ca.example")
          .httpPort(responder.port())
          .start();
  private final RawClient client = new RawClient(server).withAccount();

  @BeforeEach
  void zone() {
    dns.addZone("example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60");
  }

  @AfterEach
  void stop() {
    server.close();
    responder.close();
    dns.close();
  }

  private void caa(String name, String record) {
    dns.add(name + ". 60 CAA " + record);
  }

  private String outcome(String name) {
    Reply order = client.newOrder(name);
    JsonNode challenge;
    if (name.startsWith("*.")) {
      challenge = RawClient.challenge(client.authorization(order, 0), "dns-persist-01");
      dns.addTxt(
          "_validation-persist." + name.substring(2),
          "ca.test; policy=wildcard; accounturi=" + client.kid());
    } else {
      challenge = RawClient.challenge(client.authorization(order, 0), "http-01");
      responder.serve(challenge.path("token").asString(), client.keyAuthorization(challenge));
    }
    client.respond(challenge);
    Reply authorization = client.await(order.texts("authorizations").get(0), "pending");
    JsonNode error = authorization.elements("challenges").get(0).path("error");
    return error.isMissingNode()
        ? authorization.text("status")
        : error.path("type").asString().replace("urn:ietf:params:acme:error:", "")
            + " "
            + error.path("detail").asString();
  }

  @Test
  void rfc8659Section3_issuesWhereThereIsNoRecord() {
    assertThat(outcome("www.example.com")).isEqualTo("valid");
    assertThat(outcome("www.unknown.test")).isEqualTo("valid");
  }

  @Test
  void rfc8659Section3_heedsTheRecordsOfTheNearestParent() {
    caa("example.com", "0 issue \"other.test\"");
    caa("open.example.com", "0 issue \"CA.test\"");

    assertThat(outcome("a.b.example.com"))
        .isEqualTo(
            "caa While processing CAA for a.b.example.com: CAA record for example.com prevents"
                + " issuance");
    assertThat(outcome("a.open.example.com")).isEqualTo("valid");
  }

  @Test
  void rfc8659Section3_followsAliases() {
    dns.add("www.example.com. 60 CNAME web.example.com.");
    caa("web.example.com", "0 issue \";\"");

    assertThat(outcome("www.example.com")).startsWith("caa");
  }

  @Test
  void rfc8659Section4_2_anyOfItsNamesWillDo() {
    caa("example.com", "0 issue \"other.test\"");
    caa("example.com", "0 issue \"ca.example\"");

    assertThat(outcome("www.example.com")).isEqualTo("valid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 issue \";\"", "0 issue \"%%%%\"", "128 tbs \"x\""})
  void rfc8659Section4_issuesForNobodyIfTheRecordSaysSoOrIsNotUnderstood(String record) {
    caa("example.com", record);

    assertThat(outcome("example.com")).startsWith("caa");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 tbs \"x\"", "0 iodef \"mailto:a@example.com\""})
  void rfc8659Section4_ignoresWhatDoesNotRestrict(String record) {
    caa("example.com", record);

    assertThat(outcome("example.com")).isEqualTo("valid");
  }

  @Test
  void rfc8659Section4_3_wildcardsGoByIssuewild() {
    caa("example.com", "0 issue \"ca.test\"");
    assertThat(outcome("*.example.com")).isEqualTo("valid");

    caa("example.com", "0 issuewild \";\"");
    assertThat(outcome("*.example.com")).startsWith("caa").contains("*.example.com");
    assertThat(outcome("example.com")).isEqualTo("valid");
  }

  @Test
  void rfc8657Section3_heedsTheAccount() {
    caa("own.example.com", "0 issue \"ca.test; accounturi=" + client.kid() + "\"");
    caa("foreign.example.com", "0 issue \"ca.test; accounturi=https://ca.test/2\"");

    assertThat(outcome("own.example.com")).isEqualTo("valid");
    assertThat(outcome("foreign.example.com")).startsWith("caa");
  }

  @Test
  void rfc8657Section4_heedsTheMethod() {
    caa("a.example.com", "0 issue \"ca.test; validationmethods=dns-01,http-01\"");
    caa("b.example.com", "0 issue \"ca.test; validationmethods=dns-01\"");

    assertThat(outcome("a.example.com")).isEqualTo("valid");
    assertThat(outcome("b.example.com")).startsWith("caa");
  }

  @Test
  void rfc8659Section3_doesNotIssueIfItCannotFindOut() {
    dns.fail("www.example.com", DnsFault.SERVFAIL);

    assertThat(outcome("www.example.com"))
        .startsWith("dns While processing CAA for www.example.com: DNS problem: SERVFAIL");
  }
}
