package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ValidationsTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");
  private static final String KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";

  private final Ledger ledger = new Ledger();
  private final Account account =
      new Account(
          "id",
          Jwk.parse(Json.object(Octets.of(KEY), "the key")),
          false,
          Optional.empty(),
          List.of(),
          Map.of());
  private final FailingValidations failing = new FailingValidations();
  private final Quotas quotas =
      new Quotas(
          new LimitSettings(Optional.empty(), Optional.empty(), Optional.empty()),
          Clock.systemUTC());
  private final CountDownLatch looked = new CountDownLatch(1);
  private Validations validations = validations(task -> {});

  private Validations validations(ChallengeValidator validator) {
    ChallengeValidator signalling =
        task -> {
          looked.countDown();
          validator.validate(task);
        };
    return new Validations(
        new Urls("https://ca.example"),
        ledger,
        Clock.fixed(NOW, ZoneOffset.UTC),
        failing,
        quotas,
        Map.of(Challenge.DNS_01, signalling));
  }

  @AfterEach
  void stop() {
    validations.close();
  }

  private Authorization outcomeOf(ChallengeValidator validator) throws InterruptedException {
    validations.close();
    validations = validations(validator);
    Authorization authorization =
        new Authorization(
            account,
            Identifier.dns("*.example.com"),
            List.of(new Challenge(Challenge.DNS_01)),
            NOW.plusSeconds(9));
    authorization.challenges().get(0).begin();
    validations.start(authorization, authorization.challenges().get(0));
    assertThat(looked.await(10, TimeUnit.SECONDS)).isTrue();
    while (isPending(authorization)) {
      Thread.onSpinWait();
    }
    return authorization;
  }

  private boolean isPending(Authorization authorization) {
    synchronized (ledger) {
      return authorization.status() == Authorization.Status.PENDING;
    }
  }

  @Test
  void rfc8555Section8_1_looksForTheKeyAuthorizationAtTheNameBelowTheWildcard() throws Exception {
    AtomicReference<ValidationTask> seen = new AtomicReference<>();
    Authorization authorization = outcomeOf(seen::set);
    String token = authorization.challenges().get(0).token();

    assertThat(authorization.status()).isEqualTo(Authorization.Status.VALID);
    assertThat(seen.get())
        .isEqualTo(
            new ValidationTask(
                Identifier.dns("example.com"),
                true,
                "dns-01",
                "https://ca.example/customer/id",
                token,
                token + "." + account.key().thumbprint()));
  }

  @Test
  void keepsTheProblemOfAFailure() throws Exception {
    Authorization authorization =
        outcomeOf(
            task -> {
              throw new ChallengeFailure(ProblemKind.DNS, "no such record");
            });

    assertThat(authorization.status()).isEqualTo(Authorization.Status.INVALID);
    assertThat(authorization.error()).contains(Problem.of(ProblemKind.DNS, "no such record"));
  }

  @Test
  void doesNotLeaveAnybodyWaitingWhenAValidatorBreaksDown() throws Exception {
    Authorization authorization =
        outcomeOf(
            task -> {
              throw new IllegalStateException("out of order");
            });

    assertThat(authorization.status()).isEqualTo(Authorization.Status.INVALID);
    assertThat(authorization.error().orElseThrow().kind()).isEqualTo(ProblemKind.SERVER_INTERNAL);
  }

  @Test
  void failsWhatIsToFailEvenIfTheValidatorIsContent() throws Exception {
    failing.fail("example.com", ProblemKind.CAA, "CAA record prevents issuance");
    Authorization authorization = outcomeOf(task -> {});

    assertThat(authorization.error())
        .contains(Problem.of(ProblemKind.CAA, "CAA record prevents issuance"));
  }
}
