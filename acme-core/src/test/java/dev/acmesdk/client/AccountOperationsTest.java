package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.payload;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Accounts after they were made (RFC 8555 sections 7.1.2 and 7.3). */
@Timeout(60)
class AccountOperationsTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();
  private final AcmeClient patient = server.builder().retries(RetryPolicy.DEFAULT).build();

  @AfterEach
  void stop() {
    client.close();
    patient.close();
    server.close();
  }

  private static ResponseDefinitionBuilder lost() {
    return aResponse().withFault(Fault.EMPTY_RESPONSE);
  }

  @Test
  void rfc8555Section6_3_readsAnAccountByPostAsGet() {
    server.onPost(
        "/account/1",
        json(
            200,
            "{\"status\": \"valid\", \"contact\": [\"mailto:a@b.example\"], \"termsOfServiceAgreed\": true, \"orders\": \"/list\"}"));
    assertThat(client.accounts().read(server.account()))
        .isEqualTo(
            new Account(
                server.url("/account/1"),
                Account.Status.VALID,
                List.of("mailto:a@b.example"),
                true,
                server.url("/list")));
    assertThat(payload(server.posts("/account/1").get(0))).isEmpty();
    assertThat(protectedHeader(server.posts("/account/1").get(0)).get("kid").stringValue())
        .isEqualTo(server.account().url().toString());
  }

  @Test
  void rfc8555Section7_1_2_readsAnAccountThatHasOnlyAStatus() {
    server.onPost("/account/1", json(200, "{\"status\": \"valid\"}"));
    assertThat(client.accounts().read(server.account()))
        .isEqualTo(
            new Account(server.url("/account/1"), Account.Status.VALID, List.of(), false, null));
  }

  @Test
  void rfc8555Section7_3_2_updatesContactsWhateverTheAnswerShows() {
    server.onPost("/account/1", json(200, "{\"status\": \"valid\"}"));
    List<String> contact = List.of("mailto:a@b.example", "mailto:c@d.example");
    assertThat(client.accounts().updateContact(server.account(), contact).contact()).isEmpty();
    client.accounts().updateContact(server.account(), List.of());
    assertThat(server.posts("/account/1"))
        .extracting(FakeAcme::payload)
        .containsExactly(
            "{\"contact\":[\"mailto:a@b.example\",\"mailto:c@d.example\"]}", "{\"contact\":[]}");
  }

  @Test
  void rfc8555Section7_3_2_refusesContactsThatSection7_3Forbids() {
    assertThatThrownBy(
            () -> client.accounts().updateContact(server.account(), List.of("tel:1", "mailto:x")))
        .isInstanceOfSatisfying(
            InvalidRequestException.class, e -> assertThat(e.findings()).hasSize(2));
    assertThat(server.count()).isZero();
  }

  @Test
  void rfc8555Section7_3_6_deactivatesAnAccount() {
    server.onPost("/account/1", json(200, "{\"status\": \"deactivated\"}"));
    assertThat(client.accounts().deactivate(server.account()).status())
        .isEqualTo(Account.Status.DEACTIVATED);
    assertThat(payload(server.posts("/account/1").get(0)))
        .isEqualTo("{\"status\":\"deactivated\"}");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void rfc8555Section7_3_6_aRefusalAfterALostAnswerMeansDeactivated(int status) {
    server.onPost("/account/1", lost(), problem(status, "unauthorized", "deactivated"));
    Account account = patient.accounts().deactivate(server.account());
    assertThat(account.status()).isEqualTo(Account.Status.DEACTIVATED);
    assertThat(account.url()).isEqualTo(server.account().url());
    assertThat(server.posts("/account/1"))
        .extracting(FakeAcme::payload)
        .containsExactly("{\"status\":\"deactivated\"}", "");
  }

  @Test
  void rfc8555Section7_3_6_anAccountThatIsStillValidIsDeactivatedAgain() {
    server.onPost(
        "/account/1",
        lost(),
        json(200, "{\"status\": \"valid\"}"),
        json(200, "{\"status\": \"deactivated\"}"));
    assertThat(patient.accounts().deactivate(server.account()).status())
        .isEqualTo(Account.Status.DEACTIVATED);
    assertThat(server.posts("/account/1")).hasSize(3);
  }

  @Test
  void rfc8555Section7_3_6_aLookThatFailsSaysSo() {
    server.onPost("/account/1", lost(), problem(400, "malformed", "what?"));
    assertThatThrownBy(() -> patient.accounts().deactivate(server.account()))
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.kind()).isEqualTo(ProblemType.MALFORMED));
  }

  @Test
  void rfc8555Section7_3_6_aFirstRefusalIsOne() {
    server.onPost("/account/1", problem(403, "unauthorized", "not yours"));
    assertThatThrownBy(() -> patient.accounts().deactivate(server.account()))
        .isInstanceOf(RejectedException.class);
    assertThat(server.posts("/account/1")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, Account is not valid",
    "403, 'Account is not valid, has status \"revoked\"'",
    "403, 'Account is not valid, has status \"deactivated\"'"
  })
  void rfc8555Section7_3_6_anEndedAccountIsRefusedForGood(int status, String detail) {
    server.onPost("/account/1", problem(status, "unauthorized", detail.replace("\"", "\\\"")));
    assertThatThrownBy(() -> patient.accounts().read(server.account()))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ProblemType.UNAUTHORIZED);
              assertThat(e.isRetryable()).isFalse();
            })
        .hasMessageContaining(detail);
    assertThat(server.posts("/account/1")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"deactivated", "revoked"})
  void rfc8555Section7_1_6_theKeyOfAnEndedAccountMakesNoNewOne(String status) {
    server.onPost(
        "/account",
        json(200, "{\"status\": \"%s\"}".formatted(status))
            .withHeader("Location", server.url("/account/7").toString()));
    AccountKey key = AccountKey.generate();
    assertThatThrownBy(() -> client.accounts().create(key, new NewAccount(List.of(), true)))
        .isInstanceOfSatisfying(
            RejectedException.class,
            e -> {
              assertThat(e.kind()).isEqualTo(ProblemType.UNAUTHORIZED);
              assertThat(e.isRetryable()).isFalse();
            })
        .hasMessageContaining("/account/7 is " + status)
        .hasMessageContaining("use another account key");
    assertThat(client.accounts().find(key).status().name()).isEqualToIgnoringCase(status);
  }

  @Test
  void rfc8555Section7_3_3_exposesThePageThatTellsHowToAgreeAnew() {
    server.onPost(
        "/account/1",
        aResponse()
            .withStatus(403)
            .withHeader("Content-Type", "application/problem+json")
            .withHeader("Link", "<https://ca.example/terms/2>;rel=\"terms-of-service\"")
            .withBody(
                """
                {"type": "urn:ietf:params:acme:error:userActionRequired",
                 "detail": "Terms of service have changed",
                 "instance": "https://ca.example/agreement/?token=W8Ih"}
                """));
    assertThatThrownBy(() -> patient.accounts().updateContact(server.account(), List.of()))
        .isInstanceOfSatisfying(
            TermsNotAgreedException.class,
            e -> {
              assertThat(e.terms()).isEqualTo(URI.create("https://ca.example/terms/2"));
              assertThat(e.problem().orElseThrow().instanceUrl())
                  .contains(URI.create("https://ca.example/agreement/?token=W8Ih"));
              assertThat(e.isRetryable()).isFalse();
            })
        .hasMessageContaining("Terms of service have changed")
        .hasMessageContaining("visit https://ca.example/agreement/?token=W8Ih");
    assertThat(server.posts("/account/1"))
        .extracting(FakeAcme::payload)
        .containsExactly("{\"contact\":[]}");
  }

  private void list(String path, String next, String... orders) {
    ResponseDefinitionBuilder page =
        json(
            200,
            "{\"orders\": [%s]}"
                .formatted(
                    String.join(",", List.of(orders).stream().map(o -> "\"" + o + "\"").toList())));
    server.onPost(
        path, next.isEmpty() ? page : page.withHeader("Link", "<" + next + ">;rel=\"next\""));
  }

  private void accountHasAList() {
    server.onPost("/account/1", json(200, "{\"status\": \"valid\", \"orders\": \"/list\"}"));
  }

  @Test
  void rfc8555Section7_1_2_1_listsOrdersOverPagesThatMayBeEmpty() {
    accountHasAList();
    list("/list", "/list?page=2", "/order/1", "/order/2");
    list("/list?page=2", "/list?page=3");
    list("/list?page=3", "", "/order/3");
    assertThat(client.accounts().orders(server.account()).orElseThrow())
        .containsExactly(server.url("/order/1"), server.url("/order/2"), server.url("/order/3"));
    assertThat(payload(server.posts("/list?page=2").get(0))).isEmpty();
  }

  @Test
  void rfc8555Section7_1_2_1_fetchesNoPageThatNobodyReads() {
    accountHasAList();
    list("/list", "/list?page=2", "/order/1", "/order/2");
    Iterator<URI> orders = client.accounts().orders(server.account()).orElseThrow().iterator();
    assertThat(server.posts("/list")).isEmpty();
    orders.next();
    orders.next();
    assertThat(server.posts("/list")).hasSize(1);
    assertThat(server.log()).noneMatch(line -> line.contains("page=2"));
    assertThatThrownBy(orders::hasNext).isInstanceOf(RuntimeException.class);
    assertThat(client.accounts().orders(server.account()).orElseThrow().limit(2)).hasSize(2);
  }

  @Test
  void rfc8555Section7_1_2_1_endsAListThatGoesInCircles() {
    accountHasAList();
    list("/list", "/list?page=2", "/order/1");
    list("/list?page=2", "/list", "/order/2");
    assertThat(client.accounts().orders(server.account()).orElseThrow()).hasSize(2);
  }

  @Test
  void rfc8555Section7_1_2_tellsAMissingListFromAnEmptyOne() {
    server.onPost("/account/1", json(200, "{\"status\": \"valid\"}"));
    assertThat(client.accounts().orders(server.account())).isEmpty();
    accountHasAList();
    list("/list", "");
    assertThat(client.accounts().orders(server.account()).orElseThrow()).isEmpty();
  }

  @Test
  void rfc8555Section7_3_aContactUpdateIsSentAgainAfterALostAnswer() {
    server.onPost("/account/1", lost());
    assertThatThrownBy(() -> patient.accounts().updateContact(server.account(), List.of()))
        .isInstanceOf(ServerUnreachableException.class);
    assertThat(server.posts("/account/1")).hasSize(RetryPolicy.DEFAULT.attempts());
  }
}
