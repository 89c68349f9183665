package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class RateLimitsTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final MutableClock clock = new MutableClock(NOW);
  private final Http01Responder responder = new Http01Responder();
  private EmbeddedAcmeServer server;
  private RawClient client;

  private void limit(RateLimits limits) {
    server =
        EmbeddedAcmeServer.builder()
            .httpPort(responder.port())
            .clock(clock)
            .rateLimits(limits)
            .start();
    client = new RawClient(server).withAccount();
  }

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private void fail(String name) {
    Reply order = client.newOrder(name);
    JsonNode challenge = RawClient.challenge(client.authorization(order, 0), "http-01");
    client.respond(challenge);
    assertThat(client.await(order.texts("authorizations").get(0), "pending").text("status"))
        .isEqualTo("invalid");
  }

  @Test
  void rfc8555Section6_6_limitsTheOrdersOfAnAccount() {
    limit(RateLimits.none().newOrders(3, HOUR));
    for (int i = 0; i < 3; i++) {
      assertThat(client.newOrder(i + ".example.com").status()).isEqualTo(201);
    }
    clock.advance(Duration.ofMinutes(5));
    Reply refused = client.newOrder("example.com");

    assertThat(refused.refusal()).isEqualTo("429 rateLimited");
    assertThat(refused.header("Retry-After")).contains("900");
    assertThat(refused.link("help")).isPresent();
    assertThat(refused.text("detail"))
        .startsWith(
            "too many new orders (3) from this account in the last 1h0m0s, retry after"
                + " 2031-01-01 00:20:00 UTC");
    assertThat(new RawClient(server).withAccount().newOrder("example.com").status()).isEqualTo(201);
  }

  @Test
  void givesTheAllowanceBackBitByBit() {
    limit(RateLimits.none().newOrders(3, HOUR));
    for (int i = 0; i < 3; i++) {
      client.newOrder(i + ".example.com");
    }
    clock.advance(Duration.ofMinutes(20));

    assertThat(client.newOrder("a.example.com").status()).isEqualTo(201);
    assertThat(client.newOrder("b.example.com").status()).isEqualTo(429);
  }

  @Test
  void limitsCertificatesForTheSameNames() {
    limit(RateLimits.none().certificatesPerExactSet(1, Duration.ofDays(7)));
    X509Certificate first = Issuing.leaf(client, responder, "a.example.com", "b.example.com");
    Reply refused = client.newOrder("b.example.com", "a.example.com");

    assertThat(refused.refusal()).isEqualTo("429 rateLimited");
    assertThat(refused.text("detail"))
        .startsWith(
            "too many certificates (1) already issued for this exact set of identifiers in the"
                + " last 168h0m0s");
    assertThat(client.newOrder("a.example.com").status()).isEqualTo(201);
    assertThat(
            client
                .newOrder(Issuing.replacing(Issuing.id(first), "a.example.com", "b.example.com"))
                .status())
        .isEqualTo(201);
  }

  @Test
  void limitsFailedAuthorizationsOfAName() {
    limit(RateLimits.none().failedAuthorizations(2, HOUR));
    fail("example.com");
    fail("example.com");
    Reply refused = client.newOrder("www.example.com", "example.com");

    assertThat(refused.refusal()).isEqualTo("429 rateLimited");
    assertThat(refused.text("detail"))
        .startsWith("too many failed authorizations (2) for \"example.com\" in the last 1h0m0s");
    assertThat(refused.header("Retry-After")).contains("1800");
    assertThat(client.newOrder("www.example.com").status()).isEqualTo(201);
    clock.advance(Duration.ofMinutes(30));
    assertThat(client.newOrder("example.com").status()).isEqualTo(201);
  }

  @Test
  void letsEncryptAllowsFiveFailures() {
    limit(RateLimits.letsEncrypt());
    for (int i = 0; i < 5; i++) {
      fail("example.com");
    }

    assertThat(client.newOrder("example.com").header("Retry-After")).contains("720");
  }

  @Test
  void refusesLimitsThatAreNone() {
    limit(RateLimits.none());

    assertThatThrownBy(() -> RateLimits.none().newOrders(0, HOUR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> RateLimits.none().newOrders(1, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
