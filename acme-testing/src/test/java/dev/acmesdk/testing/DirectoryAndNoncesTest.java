package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class DirectoryAndNoncesTest {

  @Test
  void rfc8555Section7_1_1_listsItsResourcesAndOneThatNobodyKnows() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      Reply reply = new RawClient(server).get(server.directory().toString());
      JsonNode directory = reply.json();

      assertThat(reply.status()).isEqualTo(200);
      assertThat(directory.propertyNames())
          .hasSize(8)
          .contains(
              "newNonce",
              "newAccount",
              "newOrder",
              "revokeCert",
              "keyChange",
              "renewalInfo",
              "meta");
      assertThat(directory.path("newOrder").asString()).startsWith("https://127.0.0.1:");
      assertThat(directory.path("meta").path("externalAccountRequired").asBoolean()).isFalse();
      assertThat(directory.path("meta").has("termsOfService")).isFalse();
    }
  }

  @Test
  void rfc8555Section7_1_1_tellsItsTermsAndConditions() {
    URI terms = URI.create("https://ca.example/terms");
    try (EmbeddedAcmeServer server =
        EmbeddedAcmeServer.builder().termsOfService(terms).externalAccountRequired(true).start()) {
      JsonNode meta = new RawClient(server).get(server.directory().toString()).json().path("meta");

      assertThat(meta.path("termsOfService").asString()).isEqualTo(terms.toString());
      assertThat(meta.path("externalAccountRequired").asBoolean()).isTrue();
    }
  }

  @Test
  void rfc9110Section6_6_1_tellsTheTimeOfItsClock() {
    Clock clock = Clock.fixed(Instant.parse("2030-01-02T03:04:05Z"), ZoneOffset.UTC);
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().clock(clock).start()) {
      assertThat(new RawClient(server).get(server.directory().toString()).header("Date"))
          .contains("Wed, 02 Jan 2030 03:04:05 GMT");
    }
  }

  @Test
  void rfc8555Section7_2_givesNoncesByHeadAndByGet() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      RawClient client = new RawClient(server);
      Reply head = client.head(client.url("newNonce"));
      Reply get = client.get(client.url("newNonce"));

      assertThat(head.status()).isEqualTo(200);
      assertThat(get.status()).isEqualTo(204);
      assertThat(List.of(head, get))
          .allSatisfy(
              reply -> {
                assertThat(reply.header("Replay-Nonce"))
                    .hasValueSatisfying(nonce -> assertThat(nonce).matches("[A-Za-z0-9_-]{22}"));
                assertThat(reply.header("Cache-Control")).contains("no-store");
              });
      assertThat(head.header("Replay-Nonce")).isNotEqualTo(get.header("Replay-Nonce"));
    }
  }

  @Test
  void rfc8555Section6_5_givesAFreshNonceWithEveryAnswerToAPost() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      RawClient client = new RawClient(server).withAccount();
      String given = client.read(client.kid()).header("Replay-Nonce").orElseThrow();
      Reply good = client.post(client.kid(), "", jws -> jws.header("nonce", given));
      String afterError =
          client.post(client.url("newOrder"), "{}").header("Replay-Nonce").orElseThrow();

      assertThat(good.status()).isEqualTo(200);
      assertThat(client.post(client.kid(), "", jws -> jws.header("nonce", afterError)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void rfc8555Section6_5_takesANonceOnlyOnce() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      RawClient client = new RawClient(server).withAccount();
      String nonce = client.nonce();
      client.post(client.kid(), "", jws -> jws.header("nonce", nonce));
      Reply again = client.post(client.kid(), "", jws -> jws.header("nonce", nonce));

      assertThat(again.refusal()).isEqualTo("400 badNonce");
      assertThat(again.header("Replay-Nonce")).isPresent();
    }
  }

  @Test
  void rfc8555Section6_5_takesNoInventedNonces() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start()) {
      RawClient client = new RawClient(server).withAccount();

      assertThat(client.post(client.kid(), "", jws -> jws.header("nonce", "AAAA")).refusal())
          .isEqualTo("400 badNonce");
      assertThat(
              client.post(client.kid(), "", jws -> jws.header("nonce", "not/base64url")).refusal())
          .isEqualTo("400 malformed");
      assertThat(client.post(client.kid(), "", jws -> jws.without("nonce")).refusal())
          .isEqualTo("400 badNonce");
    }
  }

  @Test
  void refusesGoodNoncesAtTheRateThatWasAskedFor() {
    try (EmbeddedAcmeServer server =
        EmbeddedAcmeServer.builder().nonceRejectPercent(50).random(new Random(7)).start()) {
      RawClient client = new RawClient(server);
      List<String> outcomes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Reply reply = client.newAccount("{}");
        outcomes.add(reply.status() < 300 ? "taken" : reply.refusal());
        assertThat(reply.header("Replay-Nonce")).isPresent();
      }

      assertThat(outcomes).containsOnly("taken", "400 badNonce");
      assertThat(outcomes.stream().filter("taken"::equals).count()).isBetween(10L, 30L);
    }
  }

  @Test
  void refusesAllNoncesAtARateOfOneHundred() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().nonceRejectPercent(100).start()) {
      assertThat(new RawClient(server).newAccount("{}").refusal()).isEqualTo("400 badNonce");
    }
  }
}
