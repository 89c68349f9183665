package dev.acmesdk.testing.assertion;

import static dev.acmesdk.testing.assertion.AcmeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.client.NewOrder;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.Occasion;
import dev.acmesdk.testing.Trouble;
import dev.acmesdk.testing.junit.AcmeCa;
import java.util.List;
import org.junit.jupiter.api.Test;

@AcmeCa
class EmbeddedAcmeServerAssertTest {
  private final EmbeddedAcmeServer server;

  EmbeddedAcmeServerAssertTest(EmbeddedAcmeServer server) {
    this.server = server;
  }

  private void order(int times) {
    try (AcmeClient client =
        AcmeClient.builder(server.directory())
            .trust(server.trustAnchorPem())
            .retries(RetryPolicy.NONE)
            .build()) {
      AccountKey key = AccountKey.generate();
      AccountCredentials account =
          new AccountCredentials(
              client.accounts().create(key, new NewAccount(List.of(), true)).url(), key);
      for (int i = 0; i < times; i++) {
        client.orders().place(account, NewOrder.of(List.of(Identifier.dns("a.example"))));
      }
    }
  }

  @Test
  void countsWhatWasDone() {
    order(2);

    assertThat(server)
        .hasAccounts(1)
        .hasOrders(2)
        .hasCertificates(0)
        .hasRequests("newNonce", 1)
        .hasRequests("directory", 1)
        .hasRequests(5)
        .wastedNoNonce()
        .refusedNothing();
    assertThat(server.counts()).hasToString("{directory=1, newAccount=1, newNonce=1, newOrder=2}");
  }

  @Test
  void showsWhatTheCaWasAsked() {
    order(1);

    assertThatThrownBy(() -> assertThat(server).hasOrders(2))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """

            Expecting at the CA:
              2 orders
            but found:
              1
            The CA was asked:
              GET directory: 200
              HEAD newNonce: 200
              POST newAccount: 201
              POST newOrder: 201\
            """);
  }

  @Test
  void showsAlsoThatTheCaWasAskedNothing() {
    assertThatThrownBy(() -> assertThat(server).as("the renewal").hasRequests("newOrder", 1))
        .hasMessageContaining("[the renewal]")
        .hasMessageEndingWith("The CA was asked:%n  nothing".formatted());
  }

  @Test
  void tellsARefusalByItsProblem() {
    server.faults().when(Occasion.next("newOrder", 1), Trouble.status(429));
    assertThatThrownBy(() -> order(1)).isNotInstanceOf(AssertionError.class);

    assertThat(server).refused("rateLimited", 1).refused("malformed", 0).hasOrders(0);
    assertThatThrownBy(() -> assertThat(server).refusedNothing())
        .hasMessageContaining("POST newOrder: 429 rateLimited");
  }

  @Test
  void rfc8555Section6_5_tellsNoncesThatWereWasted() {
    order(0);
    order(0);
    assertThatThrownBy(() -> assertThat(server).wastedNoNonce())
        .hasMessageContaining("2 asked for with newNonce")
        .hasMessageContaining("0 refused");

    server.resetRequests();
    server
        .faults()
        .when(
            Occasion.next("newOrder", 1),
            Trouble.problem(400, "urn:ietf:params:acme:error:badNonce", "no"));
    order(1);
    assertThatThrownBy(() -> assertThat(server).wastedNoNonce()).hasMessageContaining("1 refused");
  }

  @Test
  void refusesOperationsThatDoNotExist() {
    assertThatThrownBy(() -> assertThat(server).hasRequests("finalise", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("finalize");
  }
}
