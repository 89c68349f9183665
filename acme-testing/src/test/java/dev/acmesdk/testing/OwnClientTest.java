package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.DiagnosisKind;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The client of this project and this CA, which share no code, are of one mind about renewals. */
@Timeout(60)
class OwnClientTest {
  private static final Instant START = Instant.parse("2031-01-01T00:00:00Z");
  private static final String NAME = "a.example.com";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final MutableClock clock = new MutableClock(START);
  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder().httpPort(responder.port()).clock(clock).start();
  private final AcmeClient client =
      AcmeClient.builder(server.directory())
          .trust(server.trustAnchorPem())
          .clock(clock)
          .retries(RetryPolicy.NONE)
          .build();
  private AccountCredentials account;

  @BeforeEach
  void makeAccount() {
    AccountKey key = AccountKey.generate();
    account =
        new AccountCredentials(
            client.accounts().create(key, new NewAccount(List.of(), true)).url(), key);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
    responder.close();
  }

  private static NewOrder order() {
    return NewOrder.of(List.of(Identifier.dns(NAME)));
  }

  private CertificateChain complete(Order order) {
    for (Authorization authorization : client.orders().authorizations(account, order)) {
      Challenge.Http01 challenge =
          authorization.challenges().stream()
              .filter(Challenge.Http01.class::isInstance)
              .map(Challenge.Http01.class::cast)
              .findFirst()
              .orElseThrow();
      responder.serve(
          challenge.token(),
          new KeyAuthorization(challenge.token(), account.key().thumbprint()).value());
      client.orders().respond(account, List.of(challenge));
    }
    Order ready = client.orders().awaitValidation(account, order, Duration.ofMillis(10), LIMIT);
    CertificateSigningRequest csr =
        CertificateSigningRequest.create(KeyAlgorithm.EC_P256.generate(), List.of(NAME), List.of());
    Order issued =
        client
            .orders()
            .awaitIssuance(account, client.orders().finalizeOrder(account, ready, csr), LIMIT);
    return client.certificates().download(account, issued);
  }

  private CertificateChain certificate() {
    return complete(client.orders().place(account, order()));
  }

  private RenewalAnswer ask(CertificateChain chain) {
    return client.certificates().renewalInfo(chain.leaf()).orElseThrow();
  }

  private RenewalInfo info(CertificateChain chain) {
    return ((RenewalAnswer.Suggested) ask(chain)).info();
  }

  private static CertificateId id(CertificateChain chain) {
    return CertificateId.of(chain.leaf()).orElseThrow();
  }

  @Test
  void rfc9773Section4_asksForTheWindowAndHearsOfItsMove() {
    CertificateChain chain = certificate();
    RenewalInfo usual = info(chain);

    assertThat(usual.start())
        .isBetween(START.plus(Duration.ofDays(59)), START.plus(Duration.ofDays(60)));
    assertThat(usual.explanation()).isEmpty();
    assertThat(usual.askAgainAt()).isEqualTo(START.plus(Duration.ofHours(6)));

    clock.advance(Duration.ofHours(6));
    URI why = URI.create("https://ca.example/incident");
    server.setRenewalWindow(chain, START, START.plusSeconds(1), why);
    RenewalInfo moved = info(chain);

    assertThat(moved.start()).isEqualTo(START);
    assertThat(moved.end()).isEqualTo(START.plusSeconds(1));
    assertThat(moved.explanation()).contains(why);
    assertThat(server.count("renewalInfo")).isEqualTo(2);
  }

  @Test
  void rfc9773Section4_3_3_makesDoWithoutAnAnswer() {
    CertificateChain chain = certificate();
    server.faults().failRenewalInfo(1);
    server.faults().garbleRenewalInfo(1);
    server.faults().invertRenewalInfo(1);

    for (int i = 0; i < 3; i++) {
      assertThat(ask(chain)).isInstanceOf(RenewalAnswer.Unavailable.class);
    }
    assertThat(ask(chain)).isInstanceOf(RenewalAnswer.Suggested.class);
  }

  @Test
  void rfc9773Section5_replacesACertificateOnce() {
    CertificateChain first = certificate();
    server.resetRequests();
    Order renewal = client.orders().place(account, order().withReplaces(id(first)));
    CertificateChain second = complete(renewal);

    assertThat(renewal.replaces()).isEqualTo(id(first));
    assertThat(id(second)).isNotEqualTo(id(first));
    assertThat(server.count("newOrder")).isEqualTo(1);

    // The first of these two gets 409 alreadyReplaced, and the client goes on without.
    Order again = client.orders().place(account, order().withReplaces(id(first)));
    assertThat(again.replaces()).isNull();
    assertThat(server.requests())
        .filteredOn(request -> request.operation().equals("newOrder"))
        .extracting(request -> request.status() + " " + request.replaces())
        .containsExactly("201 " + id(first), "409 " + id(first), "201 null");
  }

  @Test
  void hearsUntilWhenOrdersAreLimitedAndThatAPauseHasNoEnd() {
    server.faults().limitNewOrders(Duration.ofHours(1));
    assertThatThrownBy(() -> client.orders().place(account, order()))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> assertThat(e.retryAt()).contains(START.plus(Duration.ofHours(1))));

    clock.advance(Duration.ofHours(1));
    server.faults().pause(NAME);
    assertThatThrownBy(() -> client.orders().place(account, order()))
        .isInstanceOfSatisfying(
            RateLimitedException.class,
            e -> {
              assertThat(e.retryAt()).isEmpty();
              assertThat(e.limit().kind()).isEqualTo(DiagnosisKind.ACCOUNT_PAUSED);
            });
  }

  @Test
  void comesBackWithTheCa() {
    Order order = client.orders().place(account, order());
    server.faults().refuseConnections(true);
    assertThatThrownBy(() -> client.orders().read(account, order.url()))
        .isInstanceOf(ServerUnreachableException.class);

    server.faults().refuseConnections(false);
    assertThat(complete(order).dnsNames()).containsExactly(NAME);
  }
}
