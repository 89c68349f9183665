package dev.acmesdk.client;

import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.ProblemType;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ReplacingOrderTest {
  private static final CertificateId PREDECESSOR =
      new CertificateId("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void offerRenewalInformation() {
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace(
                    "\"meta\"",
                    "\"renewalInfo\": \"%s\", \"meta\"".formatted(server.url("/renewal-info")))));
  }

  private ResponseDefinitionBuilder placed(String more) {
    return json(201, "{" + more + server.order("pending", "/authz/1").substring(1))
        .withHeader("Location", "/order/1");
  }

  private Order place() {
    return client
        .orders()
        .place(
            server.account(),
            NewOrder.of(List.of(Identifier.dns("example.com"))).withReplaces(PREDECESSOR));
  }

  private List<String> sent() {
    return server.posts("/order").stream().map(FakeAcme::payload).toList();
  }

  @Test
  void rfc9773Section5_namesThePredecessorAndReadsTheEcho() {
    offerRenewalInformation();
    server.onPost("/order", placed("\"replaces\": \"%s\", ".formatted(PREDECESSOR)));
    assertThat(place().replaces()).isEqualTo(PREDECESSOR);
    assertThat(sent()).singleElement().asString().contains("\"replaces\":\"" + PREDECESSOR + "\"");
  }

  @Test
  void rfc9773Section5_isSilentWhereThereIsNoRenewalInformation() {
    server.onPost("/order", placed(""));
    assertThat(place().replaces()).isNull();
    assertThat(sent()).singleElement().asString().doesNotContain("replaces");
  }

  @Test
  void rfc9773Section5_placesAnOrdinaryOrderForWhatHasBeenReplaced() {
    offerRenewalInformation();
    server.onPost("/order", problem(409, "alreadyReplaced", "by another order"), placed(""));
    assertThat(place().url()).isEqualTo(server.url("/order/1"));
    assertThat(sent())
        .satisfiesExactly(
            first -> assertThat(first).contains("replaces"),
            second -> assertThat(second).doesNotContain("replaces").contains("example.com"));
  }

  @Test
  void rfc9773Section5_triesWithoutOnlyOnce() {
    offerRenewalInformation();
    server.onPost("/order", problem(409, "alreadyReplaced", "by another order"));
    assertThatThrownBy(this::place)
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> assertThat(e.kind()).isEqualTo(ProblemType.ALREADY_REPLACED));
    assertThat(sent()).hasSize(2);
  }

  @Test
  void rfc9773Section5_otherRefusalsAreReported() {
    offerRenewalInformation();
    server.onPost("/order", problem(403, "rejectedIdentifier", "not that name"));
    assertThatThrownBy(this::place)
        .isInstanceOf(RejectedException.class)
        .hasMessageContaining("not that name");
    assertThat(sent()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unauthorized", "malformed", "somethingOfItsOwn"})
  void rfc9773Section5_aPredecessorThatTheServerDoesNotFindIsLeftOut(String type) {
    offerRenewalInformation();
    server.onPost(
        "/order",
        problem(403, type, "no such certificate of yours"),
        json(201, server.order("pending"))
            .withHeader("Location", server.url("/order/1").toString()));
    assertThat(place().url()).isEqualTo(server.url("/order/1"));
    assertThat(sent()).hasSize(2).last().asString().doesNotContain("replaces");
  }

  /** As Pebble 2.10 answers if the predecessor's serial number is one in 256. */
  @Test
  void rfc9773Section5_aPredecessorThatBreaksTheServerIsLeftOut() {
    offerRenewalInformation();
    server.onPost(
        "/order",
        problem(500, "serverInternal", "could not find an order for the given certificate"),
        placed(""));
    assertThat(place().url()).isEqualTo(server.url("/order/1"));
    assertThat(sent()).hasSize(2).last().asString().doesNotContain("replaces");
  }

  @Test
  void anEchoThatIsNoIdentifierIsNotLookedAt() {
    offerRenewalInformation();
    server.onPost("/order", placed("\"replaces\": \"no identifier\", "));
    assertThat(place().replaces()).isNull();
  }

  @Test
  void draftAcmeProfilesSection4_theServersChoiceIsReadWithoutControlCharacters() {
    server.onPost("/order", placed("\"profile\": \"short\\u001b[2Jlived\", "));
    assertThat(place().profile()).isEqualTo("short [2Jlived");
    assertThat(payload(server.posts("/order").get(0))).doesNotContain("profile");
  }
}
