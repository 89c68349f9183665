package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.PendingKey;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyRollover} promises (RFC 8555 section 7.3.5).
 *
 * @param <S> the store's type
 */
public abstract class KeyRolloverContract<S extends AccountStore & KeyRollover>
    extends StoreContract<S> {
  private static final URI CA = TestVersions.DIRECTORY;
  private static final URI OTHER_CA = URI.create("https://ca.example/acme/directory");
  private static final AccountCredentials OLD =
      new AccountCredentials(TestVersions.ACCOUNT, AccountKey.generate());
  private static final PendingKey PENDING =
      new PendingKey(OLD, AccountKey.generate(KeyAlgorithm.EC_P384));

  /** Runs for each test. */
  protected KeyRolloverContract() {}

  private void begin() {
    store().save(CA, OLD);
    store().savePending(CA, PENDING);
  }

  private void assertIsPending() {
    assertThat(open().findPending(CA)).contains(PENDING);
    assertThat(open().find(CA)).contains(OLD);
  }

  @Test
  void keepsANewKeyBesideTheOldOne() {
    assertThat(store().findPending(CA)).isEmpty();
    begin();
    store().savePending(CA, PENDING);
    assertThat(store().findPending(CA)).contains(PENDING);
    assertThat(store().findPending(OTHER_CA)).isEmpty();
    assertIsPending();
  }

  @Test
  void settlesOnTheNewKey() {
    begin();
    for (int i = 0; i < 2; i++) {
      open().settle(CA, PENDING, PENDING.changed());
      assertThat(store().find(CA)).contains(PENDING.changed());
      assertThat(store().findPending(CA)).isEmpty();
    }
  }

  @Test
  void settlesOnTheOldKey() {
    begin();
    for (int i = 0; i < 2; i++) {
      open().settle(CA, PENDING, OLD);
      assertThat(store().find(CA)).contains(OLD);
      assertThat(store().findPending(CA)).isEmpty();
    }
  }

  @Test
  void settlesOnNoThirdKey() {
    begin();
    AccountCredentials third = new AccountCredentials(OLD.url(), AccountKey.generate());
    assertThatThrownBy(() -> store().settle(CA, PENDING, third))
        .isInstanceOf(IllegalArgumentException.class);
    assertIsPending();
  }

  @Test
  void keepsNoNewKeyBesideAnotherOneThatMayBeValid() {
    begin();
    PendingKey other = new PendingKey(OLD, AccountKey.generate());
    assertThatThrownBy(() -> store().savePending(CA, other)).isInstanceOf(StoreException.class);
    assertIsPending();
  }

  @Test
  void keepsNoNewKeyForAnAccountThatItDoesNotKeep() {
    assertThatThrownBy(() -> store().savePending(CA, PENDING))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(OLD.url().toString());
    assertThat(store().findPending(CA)).isEmpty();
  }

  @Test
  void beginsAnotherChangeAfterOneIsSettled() {
    begin();
    store().settle(CA, PENDING, PENDING.changed());
    PendingKey next = new PendingKey(PENDING.changed(), AccountKey.generate());
    store().savePending(CA, next);
    assertThat(open().findPending(CA)).contains(next);
    assertThat(open().find(CA)).contains(PENDING.changed());
  }

  @Test
  void removesTheNewKeyWithItsAccount() {
    begin();
    store().remove(CA, OLD);
    assertThat(store().find(CA)).isEmpty();
    assertThat(open().findPending(CA)).isEmpty();
  }
}
