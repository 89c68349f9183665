package dev.acmesdk.issuance;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.DeadlineExceededException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.error.ValidationFailedException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of an order that failed before it was finalized: RFC 8555 section 7.5.2. */
@Timeout(60)
class GivenUpOrderTest extends PlayingCa {
  private List<String> deactivations(String authorization) {
    return server.posts("/authz/" + authorization).stream()
        .map(FakeAcme::payload)
        .filter(payload -> payload.equals("{\"status\":\"deactivated\"}"))
        .toList();
  }

  @Test
  void rfc8555Section7_5_2_whatIsPendingIsGivenUpAndWhatIsValidIsKept() {
    server.onPost("/authz/a", json(200, authorization("a", "valid")));
    solver.failAt = "present";
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(SolverException.class)
        .hasNoSuppressedExceptions();
    assertThat(deactivations("a")).isEmpty();
    assertThat(deactivations("b")).hasSize(1);
  }

  @Test
  void rfc8555Section7_5_2_aFailedValidationLeavesNothingPending() {
    server.onPost("/order/1", json(200, server.order("invalid", "/authz/a", "/authz/b")));
    server.onPost(
        "/authz/a",
        json(200, authorization("a", "pending")),
        json(200, authorization("a", "invalid")));
    assertThatThrownBy(() -> issue(TWO_NAMES)).isInstanceOf(ValidationFailedException.class);
    assertThat(deactivations("a")).isEmpty();
    assertThat(deactivations("b")).hasSize(1);
  }

  @Test
  void rfc8555Section7_5_2_anInterruptedThreadGivesUpAndStaysInterrupted() {
    solver.failAt = "awaitRequested";
    solver.interruptAtFailure = true;
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(CancelledException.class)
        .hasNoSuppressedExceptions();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(deactivations("a")).hasSize(1);
    assertThat(deactivations("b")).hasSize(1);
  }

  @Test
  void rfc8555Section7_5_2_whatIsOutOfTimeIsGivenUpToo() {
    server.onPost("/order/1", json(200, server.order("pending", "/authz/a", "/authz/b")));
    assertThatThrownBy(() -> issue(TWO_NAMES.withTimeLimit(Duration.ofSeconds(5))))
        .isInstanceOf(DeadlineExceededException.class);
    assertThat(deactivations("a")).hasSize(1);
  }

  @Test
  void whatCannotBeGivenUpDoesNotHideWhyTheOrderFailed() {
    server.onPost(
        "/authz/a", json(200, authorization("a", "pending")), problem(500, "serverInternal", "oh"));
    solver.failAt = "awaitVisible";
    Throwable failure = catchThrowable(() -> issue(TWO_NAMES));
    assertThat(failure).isInstanceOf(SolverException.class);
    assertThat(failure.getSuppressed())
        .singleElement()
        .isInstanceOfSatisfying(
            RejectedException.class, e -> assertThat(e.getMessage()).contains("oh"));
  }

  @Test
  void aCaThatCannotBeReachedIsNotWaitedFor() {
    server.onPost("/order/1", aResponse().withFault(Fault.EMPTY_RESPONSE));
    assertThatThrownBy(() -> issue(TWO_NAMES)).isInstanceOf(ServerUnreachableException.class);
    assertThat(deactivations("a")).isEmpty();
  }

  @Test
  void anOrderThatShallBeGoneOnWithIsLeftAlone() {
    solver.failAt = "present";
    assertThatThrownBy(() -> issue(TWO_NAMES.keepingOrder())).isInstanceOf(SolverException.class);
    assertThat(deactivations("a")).isEmpty();
    assertThat(deactivations("b")).isEmpty();
  }

  @Test
  void anOrderThatWasFinalizedIsLeftAlone() {
    server.onPost("/finalize", problem(400, "badCSR", "weak key"));
    assertThatThrownBy(() -> issue(TWO_NAMES)).isInstanceOf(RejectedException.class);
    assertThat(deactivations("a")).isEmpty();
    assertThat(deactivations("b")).isEmpty();
  }
}
