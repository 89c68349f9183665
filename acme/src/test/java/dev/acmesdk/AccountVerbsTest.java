package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.storage.InMemoryStore;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Accounts without certificates. */
@Timeout(120)
class AccountVerbsTest {
  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore();

  @AfterEach
  void stop() {
    ca.close();
  }

  private AcmeAccount account() {
    return Acme.account()
        .directory(ca.server.directory())
        .trust(ca.server.trustAnchorPem())
        .clock(ca.clock)
        .retries(RetryPolicy.NONE)
        .storeIn(store)
        .agreeToTermsOfService();
  }

  @Test
  void registersOnceAndIsUsedByOrders() {
    Account first = account().register();
    assertThat(first.status()).isEqualTo(Account.Status.VALID);
    assertThat(account().register().url()).isEqualTo(first.url());
    assertThat(store.find(ca.server.directory()).orElseThrow().url()).isEqualTo(first.url());
    ca.acme().storeIn(store).domains("example.com").obtain();
    assertThat(store.find(ca.server.directory()).orElseThrow().url()).isEqualTo(first.url());
  }

  @Test
  void rfc8555Section7_3_1_findsWhatIsStoredAndMakesNothing() {
    assertThat(account().find()).isEmpty();
    ca.assertNothingAsked();
    Account made = account().register();
    assertThat(account().find().map(Account::url)).contains(made.url());
  }

  @Test
  void rfc8555Section7_3_agreesToNothingByItself() {
    URI terms = URI.create("https://ca.example/terms");
    try (LocalCa strict = new LocalCa(builder -> builder.termsOfService(terms))) {
      AcmeAccount silent =
          Acme.account()
              .directory(strict.server.directory())
              .trust(strict.server.trustAnchorPem())
              .storeIn(store);
      assertThatThrownBy(silent::register)
          .isInstanceOfSatisfying(
              TermsNotAgreedException.class, e -> assertThat(e.terms()).isEqualTo(terms));
      assertThat(store.find(strict.server.directory())).isEmpty();
    }
  }
}
