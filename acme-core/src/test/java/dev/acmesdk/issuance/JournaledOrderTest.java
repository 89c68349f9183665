package dev.acmesdk.issuance;

import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.solver.PendingChallenge;
import java.net.URI;
import java.security.KeyPair;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is noted of an order, and when; and what is done about one that was noted. */
@Timeout(60)
class JournaledOrderTest extends PlayingCa {
  private final KeyPair key = KeyAlgorithm.EC_P256.generate();
  private final List<String> notes = new ArrayList<>();

  /** Notes what the server and the solver have seen so far, too. */
  private final OrderJournal journal =
      new OrderJournal() {
        @Override
        public void placing(URI account) {
          notes.add("placing by " + account + " after " + server.posts("/order").size());
        }

        @Override
        public void placed(URI order) {
          notes.add("placed " + order.getPath() + ", read " + server.posts("/authz/a").size());
        }

        @Override
        public void presenting(List<PendingChallenge<?>> challenges) {
          notes.add("presenting after " + solver.calls);
        }
      };

  @BeforeEach
  void play() {
    playAlong();
  }

  @Test
  void eachStepIsNotedBeforeItIsDone() {
    issuer().issue(TWO_NAMES, key, journal);
    assertThat(notes)
        .containsExactly(
            "placing by " + server.account().url() + " after 0",
            "placed /order/1, read 0",
            "presenting after [reserve [a.example.com, b.example.com]]");
  }

  @Test
  void whatCannotBeNotedIsNotDone() {
    OrderJournal full =
        new OrderJournal() {
          @Override
          public void placing(URI account) {
            throw new StoreException("The disk is full.", "Free some space.", null);
          }

          @Override
          public void placed(URI order) {}

          @Override
          public void presenting(List<PendingChallenge<?>> challenges) {}
        };
    assertThatThrownBy(() -> issuer().issue(TWO_NAMES, key, full))
        .isInstanceOf(StoreException.class);
    assertThat(server.posts("/order")).isEmpty();
    assertThat(solver.calls).noneMatch(call -> call.startsWith("present"));
  }

  @Test
  void whatIsResumedIsNotedWhereItGoesOn() {
    server.onPost(
        "/order/1",
        json(200, order("pending")),
        json(200, order("ready")),
        json(200, order("valid")));
    issuer().resume(TWO_NAMES, server.url("/order/1"), key, journal);
    assertThat(notes).containsExactly("presenting after [reserve [a.example.com, b.example.com]]");
  }

  @Test
  void anOrderIsPlacedIfNoneIsFound() {
    assertThat(issuer().takeUp(TWO_NAMES, key, journal).order()).isEqualTo(server.url("/order/1"));
    assertThat(server.posts("/order")).hasSize(1);
    assertThat(notes).hasSize(3);
    assertThat(events).contains("OrdersNotListed");
  }

  @Test
  void leftResponsesAreTakenAwayUnlessTheOrderIsPending() {
    server.onPost("/order/1", json(200, order("pending")));
    issuer().cleanUpLeftovers(TWO_NAMES, server.url("/order/1"), key);
    assertThat(solver.calls).isEmpty();

    server.onPost("/order/1", json(200, order("ready")));
    issuer().cleanUpLeftovers(TWO_NAMES, server.url("/order/1"), key);
    assertThat(solver.calls).containsExactly("cleanUp a.example.com", "cleanUp b.example.com");
  }

  private String order(String status) {
    return server
        .order(status, "/authz/a", "/authz/b")
        .replace(
            "{\"type\": \"dns\", \"value\": \"example.com\"}",
            "{\"type\": \"dns\", \"value\": \"b.example.com\"}, {\"type\": \"dns\", \"value\": \"a.example.com\"}");
  }

  @Test
  void rfc8555Section7_5_2_givesUpWhatIsNotWantedAnyMore() {
    server.onPost("/order/1", json(200, order("pending")));
    server.onPost(
        "/authz/a",
        json(200, authorization("a", "pending")),
        json(200, authorization("a", "deactivated")));
    server.onPost(
        "/authz/b",
        json(200, authorization("b", "pending")),
        json(200, authorization("b", "deactivated")));
    InvalidRequestException reason = new InvalidRequestException("Other names are wanted.");
    issuer().giveUp(TWO_NAMES, server.url("/order/1"), key, reason);
    assertThat(FakeAcme.payload(server.posts("/authz/a").get(1))).contains("deactivated");
    assertThat(FakeAcme.payload(server.posts("/authz/b").get(1))).contains("deactivated");
  }

  @Test
  void whatCannotBeGivenUpIsToldToTheReason() {
    server.onPost("/order/1", problem(403, "unauthorized", "Not yours"));
    InvalidRequestException reason = new InvalidRequestException("Other names are wanted.");
    issuer().giveUp(TWO_NAMES, server.url("/order/1"), key, reason);
    assertThat(reason.getSuppressed()).hasSize(1);
    assertThat(reason.getSuppressed()[0]).hasMessageContaining("Not yours");
  }

  @Test
  void aRequestCanBeCheckedBeforehand() {
    issuer().check(TWO_NAMES);
    assertThatThrownBy(
            () ->
                issuer()
                    .check(
                        CertificateRequest.of(
                            CertificateRequest.identifiers(List.of("*.example.com")))))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("wildcard");
    assertThat(server.count()).isZero();
  }
}
