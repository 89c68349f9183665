package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {
  private static EmbeddedAcmeServer server;
  private RawClient client;

  @BeforeAll
  static void start() {
    server = EmbeddedAcmeServer.builder().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void withoutAccount() {
    client = new RawClient(server);
  }

  @Test
  void rfc8555Section7_3_createsAnAccount() {
    Reply reply =
        client.newAccount(
            "{\"termsOfServiceAgreed\":true,\"contact\":[\"mailto:admin@example.com\"]}");

    assertThat(reply.status()).isEqualTo(201);
    assertThat(reply.location()).startsWith("https://127.0.0.1:");
    assertThat(reply.text("status")).isEqualTo("valid");
    assertThat(reply.texts("contact")).containsExactly("mailto:admin@example.com");
    assertThat(reply.json().path("termsOfServiceAgreed").asBoolean()).isTrue();
    assertThat(reply.text("orders")).isNotEmpty();
    assertThat(reply.json().propertyNames()).anyMatch(name -> name.startsWith("x-"));
  }

  @Test
  void rfc8555Section7_3_1_findsTheAccountOfAKey() {
    Reply created = client.newAccount("{}");
    Reply again = client.newAccount("{}");
    Reply asked = client.newAccount("{\"onlyReturnExisting\":true}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(200);
    assertThat(asked.status()).isEqualTo(200);
    assertThat(again.location()).isEqualTo(created.location()).isEqualTo(asked.location());
  }

  @Test
  void rfc8555Section7_3_1_createsNothingIfOnlyAskedForWhatExists() {
    Reply asked = client.newAccount("{\"onlyReturnExisting\":true}");

    assertThat(asked.refusal()).isEqualTo("400 accountDoesNotExist");
    assertThat(client.newAccount("{}").status()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({
    "tel:+49123, unsupportedContact",
    "https://example.com, unsupportedContact",
    "admin@example.com, invalidContact",
    "mailto:admin@example.com?subject=x, invalidContact",
    "'mailto:a@example.com,b@example.com', invalidContact",
    "mailto:nobody, invalidContact",
    "mailto:, invalidContact"
  })
  void rfc8555Section7_3_refusesContacts(String contact, String problem) {
    Reply created = client.newAccount("{\"contact\":[\"" + contact + "\"]}");
    client.newAccount("{}");
    Reply updated = client.post(client.kid(), "{\"contact\":[\"" + contact + "\"]}");

    assertThat(created.refusal()).isEqualTo("400 " + problem);
    assertThat(updated.refusal()).isEqualTo("400 " + problem);
  }

  @Test
  void refusesContactsThatAreNoListOfStrings() {
    assertThat(client.newAccount("{\"contact\":\"mailto:a@example.com\"}").refusal())
        .isEqualTo("400 malformed");
    assertThat(client.newAccount("{\"contact\":[1]}").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section7_3_wantsAgreementToTheTerms() {
    URI terms = URI.create("https://ca.example/terms");
    try (EmbeddedAcmeServer strict = EmbeddedAcmeServer.builder().termsOfService(terms).start()) {
      RawClient other = new RawClient(strict);
      Reply without = other.newAccount("{}");
      Reply denied = other.newAccount("{\"termsOfServiceAgreed\":false}");

      assertThat(without.refusal()).isEqualTo("403 userActionRequired");
      assertThat(without.link("terms-of-service")).contains(terms.toString());
      assertThat(without.text("instance")).isEqualTo(terms.toString());
      assertThat(denied.refusal()).isEqualTo("403 userActionRequired");
      assertThat(other.newAccount("{\"termsOfServiceAgreed\":1}").refusal())
          .isEqualTo("400 malformed");
      assertThat(other.newAccount("{\"termsOfServiceAgreed\":true}").status()).isEqualTo(201);
    }
  }

  @Test
  void rfc8555Section7_3_4_wantsAnExternalAccountAndSaysThatItCannotCheckOne() {
    try (EmbeddedAcmeServer strict =
        EmbeddedAcmeServer.builder().externalAccountRequired(true).start()) {
      RawClient other = new RawClient(strict);
      assertThat(other.newAccount("{}").refusal()).isEqualTo("403 externalAccountRequired");
    }
  }

  @Test
  void rfc8555Section7_3_2_changesContacts() {
    client.newAccount("{\"contact\":[\"mailto:old@example.com\"]}");
    Reply changed = client.post(client.kid(), "{\"contact\":[\"mailto:new@example.com\"]}");
    Reply removed = client.post(client.kid(), "{\"contact\":[]}");

    assertThat(changed.status()).isEqualTo(200);
    assertThat(changed.texts("contact")).containsExactly("mailto:new@example.com");
    assertThat(removed.json().has("contact")).isFalse();
    assertThat(client.read(client.kid()).json().has("contact")).isFalse();
  }

  @Test
  void rfc8555Section7_3_6_deactivatesForGood() {
    client.newAccount("{}");
    Reply deactivated = client.post(client.kid(), "{\"status\":\"deactivated\"}");

    assertThat(deactivated.status()).isEqualTo(200);
    assertThat(deactivated.text("status")).isEqualTo("deactivated");
    assertThat(client.read(client.kid()).refusal()).isEqualTo("403 unauthorized");
    assertThat(client.newOrder("example.com").refusal()).isEqualTo("403 unauthorized");
    assertThat(client.newAccount("{}").refusal()).isEqualTo("403 unauthorized");
  }

  @Test
  void rfc8555Section7_1_2_letsClientsSetNoOtherStatus() {
    client.newAccount("{}");

    assertThat(client.post(client.kid(), "{\"status\":\"revoked\"}").refusal())
        .isEqualTo("400 malformed");
  }

  @Test
  void keepsAccountsApart() {
    client.newAccount("{}");
    RawClient other = new RawClient(server).withAccount();

    assertThat(other.read(client.kid()).refusal()).isEqualTo("403 unauthorized");
  }

  @Test
  void rfc8555Section7_1_2_1_listsOrders() {
    client.newAccount("{}");
    String orders = client.read(client.kid()).text("orders");
    Reply first = client.newOrder("a.example.com");
    Reply failed = client.newOrder("b.example.com");
    client.post(failed.texts("authorizations").get(0), "{\"status\":\"deactivated\"}");

    assertThat(client.read(orders).texts("orders")).containsExactly(first.location());
    assertThat(new RawClient(server).withAccount().read(orders).refusal())
        .isEqualTo("403 unauthorized");
  }
}
