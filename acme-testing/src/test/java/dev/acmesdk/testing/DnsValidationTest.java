package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsStub;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class DnsValidationTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");

  private final DnsStub dns = DnsStub.start();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder().dnsServer(dns.address()).clock(new MutableClock(NOW)).start();
  private RawClient client;

  @BeforeEach
  void zone() {
    dns.addZone("example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60");
    client = new RawClient(server).withAccount();
  }

  @AfterEach
  void stop() {
    server.close();
    dns.close();
  }

  private static byte[] sha256(String text) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
  }

  private String digest(JsonNode challenge) throws Exception {
    return TestKey.base64url(sha256(client.keyAuthorization(challenge)));
  }

  private JsonNode challenge(Reply order, String type) {
    return RawClient.challenge(client.authorization(order, 0), type);
  }

  /** Status, and if it is invalid, problem and detail. */
  private String outcome(Reply order, JsonNode challenge) {
    client.respond(challenge);
    Reply authorization = client.await(order.texts("authorizations").get(0), "pending");
    JsonNode error = authorization.elements("challenges").get(0).path("error");
    return (authorization.text("status")
            + " "
            + error.path("type").asString("").replace("urn:ietf:params:acme:error:", "")
            + " "
            + error.path("detail").asString(""))
        .strip();
  }

  private String persisted(String name, String record) {
    if (!record.isEmpty()) {
      dns.addTxt("_validation-persist.example.com", record);
    }
    Reply order = client.newOrder(name);
    return outcome(order, challenge(order, "dns-persist-01"));
  }

  @Test
  void offersAllChallengesOfDns() {
    assertThat(client.authorization(client.newOrder("*.example.com"), 0).elements("challenges"))
        .extracting(challenge -> challenge.path("type").asString())
        .containsExactlyInAnyOrder("dns-01", "dns-account-01", "dns-persist-01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"example.com", "*.example.com"})
  void rfc8555Section8_4_findsTheDigestAmongOtherRecords(String name) throws Exception {
    Reply order = client.newOrder(name);
    JsonNode challenge = challenge(order, "dns-01");
    dns.addTxt("_acme-challenge.example.com", "something else");
    dns.addTxt("_acme-challenge.example.com", digest(challenge));

    assertThat(outcome(order, challenge)).isEqualTo("valid");
    assertThat(client.read(order.location()).text("status")).isEqualTo("ready");
  }

  @Test
  void rfc8555Section8_4_followsAliases() throws Exception {
    dns.addZone("proof.test. SOA ns1.proof.test. admin.proof.test. 1 1800 900 604800 60");
    dns.add("_acme-challenge.example.com. 60 CNAME a.proof.test.");
    dns.add("a.proof.test. 60 CNAME b.proof.test.");
    Reply order = client.newOrder("example.com");
    JsonNode challenge = challenge(order, "dns-01");
    dns.addTxt("b.proof.test", digest(challenge));

    assertThat(outcome(order, challenge)).isEqualTo("valid");
  }

  @Test
  void saysWhatItHasFoundInstead() {
    dns.addTxt("_acme-challenge.example.com", "a");
    dns.addTxt("_acme-challenge.example.com", "b");
    Reply order = client.newOrder("example.com");

    assertThat(outcome(order, challenge(order, "dns-01")))
        .isEqualTo(
            "invalid unauthorized Incorrect TXT record \"a\" (and 1 more) found at"
                + " _acme-challenge.example.com");
  }

  @Test
  void saysThatThereIsNoSuchName() {
    Reply order = client.newOrder("example.com");

    assertThat(outcome(order, challenge(order, "dns-01")))
        .isEqualTo(
            "invalid dns DNS problem: NXDOMAIN looking up TXT for _acme-challenge.example.com -"
                + " check that a DNS record exists for this domain");
  }

  @Test
  void saysThatThereIsNoRecordOfTheKind() {
    dns.add("_acme-challenge.example.com. 60 A 192.0.2.1");
    Reply order = client.newOrder("example.com");

    assertThat(outcome(order, challenge(order, "dns-01")))
        .startsWith("invalid unauthorized No TXT record found at _acme-challenge.example.com");
  }

  @Test
  void saysThatTheServerFails() {
    dns.fail(DnsFault.SERVFAIL);
    Reply order = client.newOrder("example.com");

    assertThat(outcome(order, challenge(order, "dns-01")))
        .isEqualTo(
            "invalid dns DNS problem: SERVFAIL looking up TXT for _acme-challenge.example.com -"
                + " the domain's nameservers may be malfunctioning");
  }

  @Test
  void asksByTcpWhatIsTooLong() throws Exception {
    Reply order = client.newOrder("example.com");
    JsonNode challenge = challenge(order, "dns-01");
    for (int i = 0; i < 30; i++) {
      dns.addTxt("_acme-challenge.example.com", "a record of somebody else, number " + i);
    }
    dns.addTxt("_acme-challenge.example.com", digest(challenge));

    assertThat(outcome(order, challenge)).isEqualTo("valid");
    assertThat(dns.queries()).anyMatch(query -> query.tcp());
  }

  @Test
  void dnsAccountLabelSection3_2_looksAtTheLabelOfTheAccount() throws Exception {
    byte[] digest = sha256(client.kid());
    String label = Base32.toBase32String(digest, 0, 10).toLowerCase(java.util.Locale.ROOT);
    Reply order = client.newOrder("*.example.com");
    JsonNode challenge = challenge(order, "dns-account-01");
    dns.addTxt("_" + label + "._acme-challenge.example.com", digest(challenge));

    assertThat(outcome(order, challenge)).isEqualTo("valid");
  }

  @Test
  void dnsAccountLabelSection3_4_namesTheAccountWhoseLabelIsEmpty() {
    dns.add("*.example.com. 60 A 192.0.2.1");
    Reply order = client.newOrder("example.com");

    assertThat(outcome(order, challenge(order, "dns-account-01"))).contains(client.kid());
  }

  @Test
  void dnsPersistSection3_1_namesTheIssuersAndTheAccountInsteadOfAToken() {
    JsonNode challenge = challenge(client.newOrder("example.com"), "dns-persist-01");

    assertThat(challenge.has("token")).isFalse();
    assertThat(challenge.path("issuer-domain-names").path(0).asString()).isEqualTo("acme-ca.test");
    assertThat(challenge.path("accounturi").asString()).isEqualTo(client.kid());
  }

  @Test
  void dnsPersistSection4_acceptsTheRecordOfTheAccountAmongOthers() {
    dns.addTxt("_validation-persist.example.com", "other-ca.test; accounturi=https://x.test/1");
    dns.addTxt("_validation-persist.example.com", "not; a; record");

    assertThat(persisted("example.com", "ACME-CA.test; x=y; accounturi=" + client.kid()))
        .isEqualTo("valid");
  }

  @Test
  void dnsPersistSection4_wantsThePolicyForWildcards() {
    String record = "acme-ca.test; accounturi=" + client.kid();

    assertThat(persisted("*.example.com", record)).contains("unauthorized", "policy mismatch");
    assertThat(persisted("*.example.com", record + "; policy=WildCard")).isEqualTo("valid");
  }

  @Test
  void dnsPersistSection4_acceptsNoRecordAfterItsEnd() {
    String record = "acme-ca.test; accounturi=" + client.kid() + "; persistUntil=";
    long now = NOW.getEpochSecond();

    assertThat(persisted("example.com", record + (now - 1))).contains("is after persistUntil");
    assertThat(persisted("example.com", record + now)).isEqualTo("valid");
  }

  @Test
  void dnsPersistSection4_acceptsNoOtherAccountsRecord() {
    assertThat(persisted("example.com", "acme-ca.test; accounturi=https://ca.test/2"))
        .startsWith("invalid unauthorized")
        .contains("accounturi mismatch");
  }

  @Test
  void dnsPersistSection4_wantsAnAccount() {
    assertThat(persisted("example.com", "acme-ca.test")).startsWith("invalid malformed");
  }

  @Test
  void dnsPersistSection4_acceptsNoOtherIssuersRecord() {
    assertThat(persisted("example.com", "other.test; accounturi=" + client.kid()))
        .startsWith("invalid unauthorized No valid TXT record found");
  }

  @Test
  void tellsItsNamesInTheDirectory() {
    assertThat(client.get(server.directory().toString()).json().path("meta").path("caaIdentities"))
        .isEqualTo(TestJson.read("[\"acme-ca.test\"]"));
  }

  @Test
  void findsHostsByDnsIfItIsToldTo() {
    dns.add("www.example.com. 60 A 127.0.0.1");
    try (Http01Responder responder = new Http01Responder();
        EmbeddedAcmeServer other =
            EmbeddedAcmeServer.builder()
                .dnsServer(dns.address())
                .hostsByDns(true)
                .httpPort(responder.port())
                .start()) {
      client = new RawClient(other).withAccount();
      Reply missing = client.newOrder("missing.example.com");

      assertThat(client.validate(client.newOrder("www.example.com"), responder).text("status"))
          .isEqualTo("ready");
      assertThat(outcome(missing, challenge(missing, "http-01")))
          .startsWith("invalid dns DNS problem: NXDOMAIN looking up AAAA for missing.example.com");
    }
  }

  @Test
  void saysThatAHostHasNoAddress() {
    dns.addTxt("www.example.com", "no address");
    try (EmbeddedAcmeServer other =
        EmbeddedAcmeServer.builder().dnsServer(dns.address()).hostsByDns(true).start()) {
      client = new RawClient(other).withAccount();
      Reply order = client.newOrder("www.example.com");

      assertThat(outcome(order, challenge(order, "http-01")))
          .startsWith("invalid dns no valid A records found for www.example.com");
    }
  }

  @Test
  void keepsNothingThatDnsHasSaid() throws Exception {
    Reply first = client.newOrder("example.com");
    assertThat(outcome(first, challenge(first, "dns-01"))).startsWith("invalid");
    Reply second = client.newOrder("example.com");
    JsonNode challenge = challenge(second, "dns-01");
    dns.addTxt("_acme-challenge.example.com", digest(challenge));

    assertThat(List.of(outcome(second, challenge))).containsExactly("valid");
  }
}
