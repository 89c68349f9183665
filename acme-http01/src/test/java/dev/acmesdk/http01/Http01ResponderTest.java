package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.KEY_AUTHORIZATION;
import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.protocol.Challenge;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class Http01ResponderTest {
  private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

  private final Http01Responder responder = new Http01Responder();

  private CompletableFuture<Boolean> watch(String... tokens) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return responder.awaitRequested(
                List.of(tokens).stream().map(Challenges::pending).toList(), LONG);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private Optional<String> ask(String token) {
    return responder.keyAuthorization(Challenge.Http01.PATH_PREFIX + token);
  }

  @Test
  void solvesHttp01() {
    assertThat(responder.challengeType()).isEqualTo(Challenge.Http01.class);
  }

  @Test
  void rfc8555Section8_3_answersTheKeyAuthorizationWhileItIsInPlace() {
    assertThat(responder.keyAuthorization(PATH)).isEmpty();
    responder.present(pending());
    assertThat(responder.keyAuthorization(PATH)).hasValue(KEY_AUTHORIZATION);
    responder.cleanUp(pending());
    assertThat(responder.keyAuthorization(PATH)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        Challenges.TOKEN,
        "/.well-known/acme-challenge",
        "/.well-known/acme-challenge/",
        PATH + "/",
        PATH + "?",
        PATH + "%00",
        " " + PATH,
        "http://example.com" + PATH
      })
  void knowsNoOtherPath(String path) {
    responder.present(pending());
    assertThat(responder.keyAuthorization(path)).isEmpty();
  }

  @Test
  void cleanUpLeavesTheOtherResponses() {
    responder.present(pending("a"));
    responder.present(pending("b"));
    responder.cleanUp(pending("a"));
    responder.cleanUp(pending("c"));
    assertThat(ask("a")).isEmpty();
    assertThat(ask("b")).isPresent();
  }

  @Test
  void overlappingIssuancesMayShareAnAuthorization() {
    responder.present(pending());
    responder.present(pending());
    responder.cleanUp(pending());
    assertThat(responder.keyAuthorization(PATH)).hasValue(KEY_AUTHORIZATION);
    responder.cleanUp(pending());
    assertThat(responder.keyAuthorization(PATH)).isEmpty();
    responder.cleanUp(pending());
    responder.present(pending());
    assertThat(responder.keyAuthorization(PATH)).hasValue(KEY_AUTHORIZATION);
  }

  @Test
  void rfc8555Section8_3_refusesATokenThatIsNotBase64url() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> responder.present(pending("../secret")))
        .withMessageContaining("base64url");
  }

  @Test
  void waitsUntilAllWereAskedFor()
      throws ExecutionException, InterruptedException, TimeoutException {
    responder.present(pending("a"));
    responder.present(pending("b"));
    CompletableFuture<Boolean> watch = watch("a", "b");
    assertThat(ask("b")).isPresent();
    assertThat(ask("b")).isPresent();
    assertThat(watch).isNotDone();
    assertThat(ask("a")).isPresent();
    assertThat(watch.get(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aWrongPathIsNoRequest() throws InterruptedException {
    responder.present(pending());
    assertThat(responder.keyAuthorization(PATH + "?")).isEmpty();
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
  }

  @Test
  void returnsAtOnceWithoutTime() throws InterruptedException {
    responder.present(pending("a"));
    responder.present(pending("b"));
    assertThat(ask("a")).isPresent();
    assertThat(responder.awaitRequested(List.of(pending("a")), Duration.ZERO)).isTrue();
    assertThat(responder.awaitRequested(List.of(pending("b")), Duration.ZERO)).isFalse();
    assertThat(responder.awaitRequested(List.of(pending("b")), Duration.ofSeconds(-1))).isFalse();
  }

  @Test
  void returnsAfterTheTime() throws InterruptedException {
    responder.present(pending());
    long start = System.nanoTime();
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ofMillis(50))).isFalse();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(49));
  }

  @Test
  void doesNotWaitForWhatIsNotInPlace() throws InterruptedException {
    assertThat(responder.awaitRequested(List.of(pending()), LONG)).isFalse();
    assertThat(responder.awaitRequested(List.of(), Duration.ZERO)).isTrue();
  }

  @Test
  void aResponsePresentedAnewWasNotAskedFor() throws InterruptedException {
    responder.present(pending());
    assertThat(responder.keyAuthorization(PATH)).isPresent();
    responder.cleanUp(pending());
    responder.present(pending());
    assertThat(responder.awaitRequested(List.of(pending()), Duration.ZERO)).isFalse();
  }

  @Test
  void theWaitCanBeInterrupted() throws InterruptedException {
    responder.present(pending());
    CountDownLatch interrupted = new CountDownLatch(1);
    Thread waiting =
        new Thread(
            () -> {
              try {
                responder.awaitRequested(List.of(pending()), LONG);
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
            });
    waiting.start();
    waiting.interrupt();
    assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void keepsCountWhenManyPresentAndCleanUpAtOnce() {
    IntStream.range(0, 10_000)
        .parallel()
        .forEach(
            i -> {
              String token = "t" + i % 7;
              responder.present(pending(token));
              assertThat(ask(token)).isPresent();
              responder.cleanUp(pending(token));
            });
    assertThat(responder.isEmpty()).isTrue();
  }
}
