package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** RFC 8555 section 7.1.6, where requests and results cross each other. */
class AuthorizationStatesTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");
  private static final Instant LATER = NOW.plusSeconds(60);
  private static final Problem FAILURE = Problem.of(ProblemKind.DNS, "no such name");

  private final Account account =
      new Account(
          "id",
          Jwk.parse(
              Json.object(
                  Octets.of(
                      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}"),
                  "the key")),
          false,
          Optional.empty(),
          List.of(),
          Map.of());
  private final Authorization authorization =
      new Authorization(
          account, Identifier.dns("example.com"), List.of(new Challenge(Challenge.DNS_01)), LATER);
  private final Order order =
      new Order(account, List.of(Identifier.dns("example.com")), List.of(authorization), LATER);
  private final Challenge challenge = authorization.challenges().get(0);

  private Order.Status orderStatus(Instant when) {
    order.refresh(when);
    return order.status();
  }

  @Test
  void becomesValidWithOneChallenge() {
    challenge.begin();
    assertThat(authorization.isBeingValidated()).isTrue();
    authorization.conclude(challenge, Optional.empty(), NOW);

    assertThat(authorization.isBeingValidated()).isFalse();
    assertThat(authorization.status()).isEqualTo(Authorization.Status.VALID);
    assertThat(challenge.status()).isEqualTo(Challenge.Status.VALID);
    assertThat(orderStatus(NOW)).isEqualTo(Order.Status.READY);
  }

  @Test
  void becomesInvalidWithOneFailure() {
    authorization.conclude(challenge, Optional.of(FAILURE), NOW);

    assertThat(authorization.status()).isEqualTo(Authorization.Status.INVALID);
    assertThat(authorization.error()).contains(FAILURE);
    assertThat(orderStatus(NOW)).isEqualTo(Order.Status.INVALID);
  }

  @Test
  void isNotRevivedByAResultThatComesTooLate() {
    authorization.deactivate();
    authorization.conclude(challenge, Optional.empty(), NOW);

    assertThat(authorization.status()).isEqualTo(Authorization.Status.DEACTIVATED);
    assertThat(orderStatus(NOW)).isEqualTo(Order.Status.INVALID);
  }

  @Test
  void endsWithItsTime() {
    authorization.refresh(LATER.minusSeconds(1));
    assertThat(authorization.status()).isEqualTo(Authorization.Status.PENDING);
    authorization.refresh(LATER);
    assertThat(authorization.status()).isEqualTo(Authorization.Status.INVALID);
  }

  @Test
  void takesTheOrderThatWasReadyAlong() {
    authorization.conclude(challenge, Optional.empty(), NOW);
    assertThat(orderStatus(NOW)).isEqualTo(Order.Status.READY);

    assertThat(orderStatus(LATER)).isEqualTo(Order.Status.INVALID);
    assertThat(authorization.status()).isEqualTo(Authorization.Status.EXPIRED);
  }

  @Test
  void leavesAnOrderAloneThatIsProcessed() {
    authorization.conclude(challenge, Optional.empty(), NOW);
    order.refresh(NOW);
    order.process(new IssuedChain("id", account, List.of(), List.of()), 1);
    assertThat(orderStatus(LATER)).isEqualTo(Order.Status.PROCESSING);

    order.poll();
    assertThat(order.status()).isEqualTo(Order.Status.PROCESSING);
    order.poll();
    assertThat(order.status()).isEqualTo(Order.Status.VALID);
    order.poll();
    assertThat(orderStatus(LATER)).isEqualTo(Order.Status.VALID);
  }
}
