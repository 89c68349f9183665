package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.storage.InMemoryStore;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Function;
import okhttp3.OkHttpClient;
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
  void anAccountFromTheProtocolsDraftIsLookedUpByItsKey() {
    URI now = account().register().url();
    AccountCredentials made = store.find(ca.server.directory()).orElseThrow();
    URI then = URI.create("https://acme-v01.api.letsencrypt.org/acme/reg/123");
    store.save(ca.server.directory(), new AccountCredentials(then, made.key()));
    ca.server.resetRequests();
    ca.acme().storeIn(store).domains("example.com").obtain();
    assertThat(store.find(ca.server.directory()).orElseThrow().url()).isEqualTo(now);
    assertThat(ca.count("newAccount")).isEqualTo(1);
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

  @Test
  void rfc8555Section7_3_2_tellsOtherAddresses() {
    account().email("old@example.com").register();
    assertThat(account().email("new@example.com").updateContact().contact())
        .containsExactly("mailto:new@example.com");
    assertThat(account().updateContact().contact()).isEmpty();
  }

  @Test
  void rfc8555Section7_3_6_endsTheAccountAtTheCaAndInTheStore() {
    Account made = account().register();
    Account ended = account().deactivate();
    assertThat(ended.url()).isEqualTo(made.url());
    assertThat(ended.status()).isEqualTo(Account.Status.DEACTIVATED);
    assertThat(account().find()).isEmpty();
    assertThat(account().register().url()).isNotEqualTo(made.url());
  }

  @Test
  void saysThatNoAccountIsStored() {
    for (Function<AcmeAccount, Account> verb :
        List.<Function<AcmeAccount, Account>>of(
            AcmeAccount::updateContact, AcmeAccount::changeKey, AcmeAccount::deactivate)) {
      assertThatThrownBy(() -> verb.apply(account()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("No account of " + ca.server.directory() + " is stored");
    }
    ca.assertNothingAsked();
  }

  private AcmeAccount unreachable(CertificateAuthority authority) {
    OkHttpClient nowhere =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build();
    return Acme.account()
        .directory(authority.directory())
        .httpClient(nowhere)
        .agreeToTermsOfService()
        .storeIn(store);
  }

  @Test
  void rfc8555Section6_2_asksNoCaToTakeAKindOfKeyThatItIsKnownToRefuse() {
    AcmeAccount account =
        unreachable(CertificateAuthorities.LETS_ENCRYPT).accountKeyAlgorithm(KeyAlgorithm.EC_P521);
    URI directory = CertificateAuthorities.LETS_ENCRYPT.directory();
    String words = "Let's Encrypt takes no account keys of the kind EC_P521";
    assertThatThrownBy(account::register)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(words);
    assertThat(store.find(directory)).isEmpty();
    AccountCredentials stored =
        new AccountCredentials(URI.create("https://ca.example/account/1"), AccountKey.generate());
    store.save(directory, stored);
    assertThatThrownBy(account::changeKey)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining(words);
    assertThat(store.find(directory)).contains(stored);
    assertThat(store.findPending(directory)).isEmpty();
  }

  @Test
  void rfc8555Section7_3_4_knowsWhichCasWantAnExternalAccountWithoutSayingSo() {
    AcmeAccount sslCom = unreachable(CertificateAuthorities.SSL_COM_ECC);
    assertThatThrownBy(sslCom::register)
        .isInstanceOf(ExternalAccountRequiredException.class)
        .hasMessageContaining("externalAccount(");
  }
}
