package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link AccountStore} promises.
 *
 * @param <S> the store's type
 */
public abstract class AccountStoreContract<S extends AccountStore> extends StoreContract<S> {
  private static final URI CA = TestVersions.DIRECTORY;
  private static final URI OTHER_CA = URI.create("https://ca.example/acme/directory");

  /** Runs for each test. */
  protected AccountStoreContract() {}

  private static AccountCredentials account(int number) {
    return new AccountCredentials(
        URI.create("https://ca.example/acct/" + number), AccountKey.generate());
  }

  /** Accounts are equal if their URLs and the public halves of their keys are. */
  private void assertFinds(URI directory, AccountCredentials account) {
    for (S instance : List.of(store(), open())) {
      AccountCredentials found = instance.find(directory).orElseThrow();
      assertThat(found).isEqualTo(account);
      assertThat(found.key().toPem()).isEqualTo(account.key().toPem());
    }
  }

  @Test
  void knowsNoAccountAtFirst() {
    assertThat(store().find(CA)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void findsASavedAccount(KeyAlgorithm algorithm) {
    AccountCredentials account =
        new AccountCredentials(TestVersions.ACCOUNT, AccountKey.generate(algorithm));
    store().save(CA, account);
    assertFinds(CA, account);
    assertThat(store().find(OTHER_CA)).isEmpty();
  }

  @Test
  void keepsAnAccountForEachCa() {
    AccountCredentials first = account(1);
    AccountCredentials second = account(1);
    store().save(CA, first);
    store().save(OTHER_CA, second);
    assertFinds(CA, first);
    assertFinds(OTHER_CA, second);
  }

  @Test
  void savesAnAccountAnyNumberOfTimes() {
    AccountCredentials account = account(1);
    store().save(CA, account);
    store().save(CA, account);
    assertFinds(CA, account);
  }

  @Test
  void removesAnAccountAndNoOther() {
    AccountCredentials ended = account(1);
    AccountCredentials other = account(1);
    store().save(CA, ended);
    store().save(OTHER_CA, other);
    store().remove(CA, other);
    assertFinds(CA, ended);
    store().remove(CA, ended);
    store().remove(CA, ended);
    assertThat(store().find(CA)).isEmpty();
    assertThat(open().find(CA)).isEmpty();
    assertFinds(OTHER_CA, other);
  }

  @Test
  void savesAnAccountAgainThatWasRemoved() {
    AccountCredentials account = account(1);
    store().save(CA, account);
    store().remove(CA, account);
    store().save(CA, account);
    assertFinds(CA, account);
  }

  @Test
  void takesOverTheNewUrlOfAnAccount() {
    AccountCredentials before = account(1);
    AccountCredentials moved =
        new AccountCredentials(URI.create("https://ca.example/acct/2"), before.key());
    store().save(CA, before);
    store().save(CA, moved);
    assertFinds(CA, moved);
  }

  @Test
  void prefersTheAccountThatCameLast() {
    for (int i = 0; i < 5; i++) {
      AccountCredentials account = account(i);
      store().save(CA, account);
      assertFinds(CA, account);
    }
  }

  @Test
  void keepsOneOfManyAccountsThatAreSavedAtATime() throws Exception {
    List<AccountCredentials> accounts =
        IntStream.range(0, 8).mapToObj(AccountStoreContract::account).toList();
    Concurrently.run(
        accounts.stream()
            .map(
                account ->
                    (Callable<Boolean>)
                        () -> {
                          open().save(CA, account);
                          return true;
                        })
            .toList());
    assertThat(accounts).contains(store().find(CA).orElseThrow());
  }

  @Test
  void showsNoSecretOfAnAccountInItsText() {
    store().save(CA, account(1));
    assertThat(store().toString()).doesNotContain("PRIVATE").hasSizeLessThan(300);
  }
}
