package dev.acmesdk.testing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.ReceivedRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TroubleWordsTest {
  private static final RetryPolicy AT_ONCE =
      new RetryPolicy(4, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

  private final EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().start();

  @AfterEach
  void stop() {
    server.close();
  }

  private void register(RetryPolicy policy) {
    try (AcmeClient client =
        AcmeClient.builder(server.directory())
            .trust(server.trustAnchorPem())
            .retries(policy)
            .build()) {
      client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), true));
    }
  }

  private void trouble(String words) {
    TroubleWords.read(words, 1).apply(server.faults());
  }

  private List<Integer> answersTo(String operation) {
    return server.requests().stream()
        .filter(request -> request.operation().equals(operation))
        .map(ReceivedRequest::status)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "finalize:2=lost-request, 'finalize, 2 to 2, 100 %'",
    "newOrder:1-3=429/date/30s, 'newOrder, 1 to 3, 100 %'",
    "newOrder=503, 'newOrder, all, 100 %'",
    "order:20%=reset/100, 'order, all, 20 %'",
    "any=slow/250ms, 'any operation, all, 100 %'",
    "any:5%=strange-members, 'any operation, all, 5 %'",
    "any=shifted-date/PT-1H, 'any operation, all, 100 %'",
    "certificate=wrong-chain, 'certificate, all, 100 %'",
    "certificate=wrong-key, 'certificate, all, 100 %'"
  })
  void readsWhichRequests(String words, String when) {
    assertThat(TroubleWords.read(words, 1).occasion()).hasToString("Occasion[" + when + "]");
  }

  @ParameterizedTest
  @CsvSource({"lost-request, 0", "lost-answer, 1", "reset/10, 1"})
  void losesWhatItIsTold(String what, int answered) {
    trouble("newAccount:1=" + what);

    assertThatThrownBy(() -> register(RetryPolicy.NONE)).isInstanceOf(AcmeException.class);
    assertThat(answersTo("newAccount")).hasSize(answered);
  }

  @Test
  void theFirstTwoAreRefusedAndTheThirdIsNot() {
    trouble("newAccount:1-2=503/0s");

    register(AT_ONCE);

    assertThat(answersTo("newAccount")).containsExactly(503, 503, 201);
  }

  @Test
  void tellsWhenToComeBack() {
    trouble("newAccount=429/2h");

    assertThatThrownBy(() -> register(AT_ONCE))
        .isInstanceOfSatisfying(
            RateLimitedException.class, e -> assertThat(e.retryAt()).isPresent());
  }

  @Test
  void refusesWithAnyProblem() {
    trouble("newAccount=403/urn:ietf:params:acme:error:caa");

    assertThatThrownBy(() -> register(AT_ONCE))
        .isInstanceOf(AcmeException.class)
        .hasMessageContaining("It was to go wrong");
  }
}
