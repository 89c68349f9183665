package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.PendingKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One of several accounts, chosen by Certbot's id. */
final class ChosenAccountTest {
  private static final URI CA = TestCa.DIRECTORY;
  private static final URI OTHER_CA = URI.create("https://other.example/directory");
  private static final AccountCredentials FIRST =
      new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
  private static final AccountCredentials SECOND =
      new AccountCredentials(
          URI.create("https://localhost:24000/my-account/2"), AccountKey.generate());
  private static final String FIRST_ID = AccountId.of(FIRST.key());
  private static final String SECOND_ID = AccountId.of(SECOND.key());
  private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path temp;
  private CertbotDirectory store;

  /** The first one has the lineage, the second one is newer. */
  @BeforeEach
  void begin() {
    TickingClock clock = new TickingClock();
    store = CertbotDirectory.at(temp, clock);
    store.save(CA, FIRST);
    store.save(TestCa.issue("a.example"));
    clock.advance(Duration.ofDays(1));
    store.save(CA, SECOND);
  }

  private Path home(String id) {
    return temp.resolve("accounts/localhost:24000/dir").resolve(id);
  }

  @Test
  void isTheOneToUseForAllLineages() {
    assertThat(store.find(CA)).contains(SECOND);
    assertThat(store.usingAccount(CA, FIRST_ID).find(CA)).contains(FIRST);
    CertbotDirectory second = store.usingAccount(CA, SECOND_ID);
    assertThat(store.accountOf(CA, "a.example")).contains(FIRST);
    assertThat(second.accountOf(CA, "a.example")).contains(SECOND);
    assertThat(second.accountOf(CA, "b.example")).contains(SECOND);
  }

  @Test
  void leavesTheOtherWaysIntoTheStoreAsTheyAre() {
    CertbotDirectory second = store.usingAccount(CA, SECOND_ID);
    assertThat(second.find("a.example")).isPresent();
    assertThat(second.names()).containsExactly("a.example");
    assertThat(store.find(CA)).contains(SECOND);
    assertThat(store.accountOf(CA, "a.example")).contains(FIRST);
  }

  @Test
  void isNotLookedForAtOtherCas() {
    CertbotDirectory chosen = store.usingAccount(CA, FIRST_ID);
    assertThat(chosen.find(OTHER_CA)).isEmpty();
    assertThat(chosen.accountOf(OTHER_CA, "a.example")).isEmpty();
    chosen.save(OTHER_CA, SECOND);
    assertThat(chosen.find(OTHER_CA)).contains(SECOND);
  }

  @Test
  void isNotReplacedByAnotherIfItIsNotThere() {
    CertbotDirectory chosen = store.usingAccount(CA, UNKNOWN);
    assertThatThrownBy(() -> chosen.find(CA))
        .isInstanceOf(StoreException.class)
        .hasMessageContainingAll(
            "There is no account " + UNKNOWN, CA.toString(), FIRST_ID, SECOND_ID);
    assertThatThrownBy(() -> chosen.accountOf(CA, "a.example")).isInstanceOf(StoreException.class);
    assertThatThrownBy(() -> store.usingAccount(OTHER_CA, FIRST_ID).find(OTHER_CA))
        .hasMessageContainingAll("There is no account " + FIRST_ID, "register one first");
  }

  @Test
  void isToldToBeUnreadableIfThatIsWhatItIs() throws IOException {
    Path registration = home(FIRST_ID).resolve("regr.json");
    Files.writeString(registration, "{}");
    assertThatThrownBy(() -> store.usingAccount(CA, FIRST_ID).find(CA))
        .hasMessageContainingAll("or it cannot be read", SECOND_ID)
        .satisfies(
            failure ->
                assertThat(failure.getSuppressed()[0])
                    .hasMessageContaining(registration.toString()));
  }

  @Test
  void cannotLeadOutOfTheDirectory() {
    assertThatThrownBy(() -> store.usingAccount(CA, "../dir/" + FIRST_ID).find(CA))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void isFoundByItsDirectoryAndByItsKey() throws IOException {
    Files.move(home(FIRST_ID), home("byhand"));
    assertThat(store.usingAccount(CA, "byhand").find(CA)).contains(FIRST);
    assertThat(store.usingAccount(CA, FIRST_ID).find(CA)).contains(FIRST);
  }

  @Test
  void stopsAtNoChangeOfAnotherOnesKey() {
    PendingKey ofSecond = new PendingKey(SECOND, AccountKey.generate());
    store.savePending(CA, ofSecond);
    assertThat(store.usingAccount(CA, FIRST_ID).findPending(CA)).isEmpty();
    assertThat(store.usingAccount(CA, SECOND_ID).findPending(CA)).contains(ofSecond);
  }

  @Test
  void hasAnotherIdOnceItHasAnotherKey() {
    PendingKey change = new PendingKey(FIRST, AccountKey.generate());
    CertbotDirectory chosen = store.usingAccount(CA, FIRST_ID);
    chosen.savePending(CA, change);
    chosen.settle(CA, change, change.changed());
    String newId = AccountId.of(change.newKey());
    assertThatThrownBy(() -> chosen.find(CA)).hasMessageContaining(newId);
    assertThat(store.usingAccount(CA, newId).find(CA)).contains(change.changed());
  }

  @Test
  void isNotedInTheRenewalFileOfWhatItOrders() throws IOException {
    NewVersion issued = TestCa.issue("a.example");
    CertificateChain chain = issued.chain();
    store
        .usingAccount(CA, SECOND_ID)
        .save(
            new NewVersion(
                "a.example",
                chain,
                issued.privateKey(),
                CA,
                SECOND.url(),
                issued.renewalParameters()));
    assertThat(Files.readString(temp.resolve("renewal/a.example.conf")))
        .contains("account = " + SECOND_ID + "\n");
    assertThat(store.accountOf(CA, "a.example")).contains(SECOND);
  }

  @Test
  void staysChosenWithKeysUnderAPassphrase() {
    CertbotDirectory chosen =
        store.usingAccount(CA, FIRST_ID).encryptingKeys("secret"::toCharArray);
    assertThat(chosen.find(CA)).contains(FIRST);
    assertThat(store.encryptingKeys("secret"::toCharArray).usingAccount(CA, FIRST_ID).find(CA))
        .contains(FIRST);
  }
}
