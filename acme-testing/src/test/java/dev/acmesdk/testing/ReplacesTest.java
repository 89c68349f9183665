package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplacesTest {
  private static final String NAME = "a.example.com";

  private final MutableClock clock = new MutableClock(Instant.parse("2031-01-01T00:00:00Z"));
  private final Http01Responder responder = new Http01Responder();
  private EmbeddedAcmeServer server;
  private RawClient client;
  private String id;

  @BeforeEach
  void start() {
    start(EmbeddedAcmeServer.builder());
  }

  private void start(EmbeddedAcmeServerBuilder builder) {
    if (server != null) {
      server.close();
    }
    server = builder.httpPort(responder.port()).clock(clock).start();
    client = new RawClient(server).withAccount();
    id = Issuing.id(Issuing.leaf(client, responder, NAME, "b.example.com"));
  }

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private Reply replace(String... names) {
    return client.newOrder(Issuing.replacing(id, names));
  }

  @Test
  void rfc9773Section5_showsWhatAnOrderReplacesInAllItsAnswers() {
    Reply order = replace(NAME);
    Reply ready = client.validate(order, responder);
    Reply finalized = client.finalizeOrder(order, TestCsr.der(NAME));

    assertThat(order.status()).isEqualTo(201);
    assertThat(List.of(order, ready, finalized, client.await(order.location(), "processing")))
        .extracting(reply -> reply.text("replaces"))
        .containsOnly(id);
    assertThat(client.newOrder(NAME).json().has("replaces")).isFalse();
  }

  @Test
  void rfc9773Section5_isContentWithOneNameInCommon() {
    assertThat(replace("b.example.com", "c.example.com").status()).isEqualTo(201);
  }

  @Test
  void rfc9773Section5_wantsAtLeastOneNameInCommon() {
    Reply reply = replace("c.example.com");

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).contains("do not match any identifiers");
  }

  @Test
  void rfc9773Section5_wantsTheSameAccount() {
    RawClient other = new RawClient(server).withAccount();
    Reply reply = other.newOrder(Issuing.replacing(id, NAME));

    assertThat(reply.refusal()).isEqualTo("403 unauthorized");
    assertThat(replace(NAME).status()).isEqualTo(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no identifier", "AAAA", "AAAA.", "AAAA.AQ==", "AAAA.AQ.AQ"})
  void rfc9773Section5_refusesMalformedIdentifiers(String replaces) {
    assertThat(client.newOrder(Issuing.replacing(replaces, NAME)).refusal())
        .isEqualTo("400 malformed");
    assertThat(client.newOrder(Issuing.replacing(7, NAME)).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc9773Section5_refusesCertificatesThatItHasNotIssued() {
    assertThat(
            client
                .newOrder(Issuing.replacing("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE", NAME))
                .refusal())
        .isEqualTo("404 malformed");
  }

  @Test
  void rfc9773Section5_isReplacedByAnOrderThatIsPending() {
    replace(NAME);
    Reply second = replace(NAME);

    assertThat(second.refusal()).isEqualTo("409 alreadyReplaced");
    assertThat(second.text("detail")).contains("already has a replacement order").contains(id);
  }

  @Test
  void rfc9773Section5_isReplacedForGoodByAnOrderThatIsValid() {
    Issuing.leaf(client, responder, replace(NAME), NAME);
    clock.advance(Duration.ofDays(30));

    assertThat(replace(NAME).refusal()).isEqualTo("409 alreadyReplaced");
  }

  @Test
  void rfc9773Section5_isNotReplacedByAnOrderThatHasFailed() {
    server.faults().failValidation(NAME, "dns", "no such name");
    Reply failed = replace(NAME);
    client.validate(failed, responder);

    assertThat(client.read(failed.location()).text("status")).isEqualTo("invalid");
    assertThat(replace(NAME).status()).isEqualTo(201);
  }

  @Test
  void rfc9773Section5_isNotReplacedByAnOrderThatNobodyFinalizedInTime() {
    replace(NAME);
    clock.advance(Duration.ofDays(8));

    assertThat(replace(NAME).status()).isEqualTo(201);
  }

  @Test
  void canBeToldToWaitUntilAnOrderIsFinalized() {
    start(EmbeddedAcmeServer.builder().replacedWhenFinalized(true));
    Reply first = replace(NAME);
    Reply second = replace(NAME);
    assertThat(second.status()).isEqualTo(201);
    client.validate(first, responder);
    assertThat(replace(NAME).status()).isEqualTo(201);
    client.finalizeOrder(first, TestCsr.der(NAME));

    assertThat(replace(NAME).refusal()).isEqualTo("409 alreadyReplaced");
  }

  @Test
  void rfc9773Section4_goesOnToAnswerForWhatWasReplaced() {
    Issuing.leaf(client, responder, replace(NAME), NAME);

    assertThat(client.get(client.url("renewalInfo") + "/" + id).status()).isEqualTo(200);
  }

  @Test
  void rfc9773Section5_theSuccessorCanBeReplacedInItsTurn() {
    X509Certificate successor = Issuing.leaf(client, responder, replace(NAME), NAME);

    assertThat(client.newOrder(Issuing.replacing(Issuing.id(successor), NAME)).status())
        .isEqualTo(201);
  }

  @Test
  void doesNotLookAtItWithoutRenewalInformation() {
    start(EmbeddedAcmeServer.builder().renewalInfo(false));

    assertThat(replace(NAME).json().has("replaces")).isFalse();
    assertThat(replace("c.example.com").status()).isEqualTo(201);
  }

  @Test
  void tellsWhatEachOrderWasToReplaceAlsoIfItWasRefused() {
    server.resetRequests();
    replace(NAME);
    replace(NAME);
    client.newOrder(NAME);
    client.post(client.url("newOrder"), "not JSON");
    server.faults().unavailable(true);
    client.send(client.signed(client.url("newOrder"), "not a JWS"));

    assertThat(server.count("newOrder")).isEqualTo(5);
    assertThat(server.requests())
        .filteredOn(request -> request.operation().equals("newOrder"))
        .extracting(ReceivedRequest::replaces)
        .containsExactly(id, id, null, null, null);
    assertThat(server.requests())
        .filteredOn(request -> !request.operation().equals("newOrder"))
        .extracting(ReceivedRequest::replaces)
        .containsOnlyNulls();
  }
}
