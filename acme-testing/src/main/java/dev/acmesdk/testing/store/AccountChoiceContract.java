package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountChoice;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import java.net.URI;
import org.junit.jupiter.api.Test;

/**
 * What every {@link AccountChoice} promises.
 *
 * @param <S> the store's type
 */
public abstract class AccountChoiceContract<
        S extends AccountStore & CertificateStore & AccountChoice>
    extends StoreContract<S> {
  private static final URI CA = TestVersions.DIRECTORY;
  private static final URI OTHER_CA = URI.create("https://other.example/directory");
  private static final String LINEAGE = "a.example";
  private static final AccountCredentials FIRST = account(TestVersions.ACCOUNT);
  private static final AccountCredentials SECOND = account(URI.create("https://ca.example/acct/2"));

  /** Runs for each test. */
  protected AccountChoiceContract() {}

  private static AccountCredentials account(URI url) {
    return new AccountCredentials(url, AccountKey.generate());
  }

  /** The lineage is the first account's, and the second one is newer. */
  private void begin() {
    store().save(CA, FIRST);
    store().save(TestVersions.of(LINEAGE));
    store().save(CA, SECOND);
  }

  @Test
  void findsTheAccountThatOrderedTheLineageThoughAnotherCameLater() {
    begin();
    assertThat(store().accountOf(CA, LINEAGE)).contains(FIRST);
    assertThat(open().accountOf(CA, LINEAGE)).contains(FIRST);
    assertThat(store().find(CA)).contains(SECOND);
  }

  @Test
  void findsTheAccountThatOrderedTheCurrentVersion() {
    begin();
    store().save(TestVersions.orderedBy(SECOND.url(), TestVersions.of(LINEAGE)));
    assertThat(open().accountOf(CA, LINEAGE)).contains(SECOND);
  }

  @Test
  void tellsLineagesApart() {
    begin();
    store().save(TestVersions.orderedBy(SECOND.url(), TestVersions.of("b.example")));
    assertThat(store().accountOf(CA, LINEAGE)).contains(FIRST);
    assertThat(store().accountOf(CA, "b.example")).contains(SECOND);
  }

  @Test
  void findsNoneOnceTheAccountIsRemoved() {
    begin();
    store().remove(CA, FIRST);
    assertThat(store().accountOf(CA, LINEAGE)).isEmpty();
    assertThat(open().accountOf(CA, LINEAGE)).isEmpty();
  }

  @Test
  void findsNoneAtAnotherCa() {
    begin();
    store().save(OTHER_CA, SECOND);
    assertThat(store().accountOf(OTHER_CA, LINEAGE)).isEmpty();
  }

  @Test
  void findsNoneForALineageThatIsNotThere() {
    begin();
    assertThat(store().accountOf(CA, "b.example")).isEmpty();
  }

  @Test
  void findsNoneForALineageOfAnAccountThatIsNotKept() {
    store().save(TestVersions.of(LINEAGE));
    store().save(CA, SECOND);
    assertThat(store().accountOf(CA, LINEAGE)).isEmpty();
  }

  @Test
  void refusesANameThatIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> store().accountOf(CA, "../a.example"));
  }
}
