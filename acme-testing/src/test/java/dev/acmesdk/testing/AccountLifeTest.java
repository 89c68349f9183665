package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountLifeTest {
  private static final URI OLD = URI.create("https://ca.test/terms/1");
  private static final URI NEW = URI.create("https://ca.test/terms/2");

  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder()
          .httpPort(responder.port())
          .termsOfService(OLD)
          .ordersPerPage(2)
          .start();
  private final RawClient client = new RawClient(server).withAccount();

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  @Test
  void rfc8555Section7_3_3_takesNoOrdersUntilTheNewTermsAreAgreedTo() {
    Reply before = client.newOrder("example.com");
    server.changeTerms(NEW);
    Reply refused = client.newOrder("example.com");

    assertThat(refused.refusal()).isEqualTo("403 userActionRequired");
    assertThat(refused.link("terms-of-service")).contains(NEW.toString());
    assertThat(refused.text("instance")).isEqualTo(NEW.toString());
    assertThat(client.get(server.directory().toString()).json().path("meta").path("termsOfService"))
        .isEqualTo(TestJson.read("\"" + NEW + "\""));
    assertThat(client.validate(before, responder).text("status")).isEqualTo("ready");

    server.agreeToTerms(URI.create(client.kid()));
    assertThat(client.newOrder("example.com").status()).isEqualTo(201);
  }

  @Test
  void rfc8555Section7_3_3_newAccountsAgreeToTheNewTerms() {
    server.changeTerms(NEW);

    assertThat(new RawClient(server).withAccount().newOrder("example.com").status()).isEqualTo(201);
  }

  @Test
  void rfc8555Section7_1_6_endsAccountsFromItsSide() {
    server.revokeAccount(URI.create(client.kid()));
    Reply refused = client.newOrder("example.com");

    assertThat(refused.refusal()).isEqualTo("403 unauthorized");
    assertThat(refused.text("detail")).isEqualTo("Account is not valid, has status \"revoked\"");
  }

  @Test
  void saysThatThereIsNoSuchAccount() {
    assertThatThrownBy(() -> server.revokeAccount(URI.create(client.kid() + "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(client.kid() + "x");
  }

  @Test
  void rfc8555Section7_1_2_1_listsOrdersAPageAtATime() {
    List<String> placed = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      placed.add(client.newOrder(i + ".example.com").location());
    }
    List<String> listed = new ArrayList<>();
    List<Integer> sizes = new ArrayList<>();
    Optional<String> next = Optional.of(client.read(client.kid()).text("orders"));
    while (next.isPresent()) {
      Reply page = client.read(next.get());
      listed.addAll(page.texts("orders"));
      sizes.add(page.texts("orders").size());
      next = page.link("next");
    }

    assertThat(listed).isEqualTo(placed);
    assertThat(sizes).containsExactly(2, 2, 1);
  }

  @Test
  void rfc8555Section7_1_2_1_keepsPagesFromOthers() {
    String orders = client.read(client.kid()).text("orders");
    RawClient other = new RawClient(server).withAccount();

    assertThat(other.read(orders + "?from=2").refusal()).isEqualTo("403 unauthorized");
    assertThat(client.read(orders + "?from=9").texts("orders")).isEmpty();
    assertThat(client.read(orders + "?from=x").refusal()).isEqualTo("400 malformed");
    assertThat(client.post(orders, "{}").refusal()).isEqualTo("400 malformed");
  }
}
