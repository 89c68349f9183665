package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.PendingKey;
import dev.acmesdk.store.WritableCheck;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What both stores promise. */
abstract class StoreContract {
  private static final URI OTHER_CA = URI.create("https://ca.example/acme/directory");

  abstract AccountStore accounts();

  abstract CertificateStore certificates();

  abstract WritableCheck writableCheck();

  @Test
  void knowsNothingAtFirst() {
    assertThat(accounts().find(TestCa.DIRECTORY)).isEmpty();
    assertThat(certificates().find("a.example")).isEmpty();
    assertThat(certificates().names()).isEmpty();
  }

  @Test
  void canBeWritten() {
    writableCheck().checkWritable();
    assertThat(certificates().names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void findsASavedAccount(KeyAlgorithm algorithm) {
    AccountCredentials account =
        new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate(algorithm));
    accounts().save(TestCa.DIRECTORY, account);
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(account);
    assertThat(accounts().find(OTHER_CA)).isEmpty();
  }

  @Test
  void savesAnAccountAnyNumberOfTimes() {
    AccountCredentials account = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    accounts().save(TestCa.DIRECTORY, account);
    accounts().save(TestCa.DIRECTORY, account);
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(account);
  }

  @Test
  void removesAnAccountAndNoOther() {
    AccountCredentials ended = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    AccountCredentials other = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    accounts().save(TestCa.DIRECTORY, ended);
    accounts().save(OTHER_CA, other);
    accounts().remove(TestCa.DIRECTORY, other);
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(ended);
    accounts().remove(TestCa.DIRECTORY, ended);
    accounts().remove(TestCa.DIRECTORY, ended);
    assertThat(accounts().find(TestCa.DIRECTORY)).isEmpty();
    assertThat(accounts().find(OTHER_CA)).contains(other);
    accounts().save(TestCa.DIRECTORY, ended);
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(ended);
  }

  @Test
  void takesOverTheNewUrlOfAnAccount() {
    AccountKey key = AccountKey.generate();
    AccountCredentials moved = new AccountCredentials(URI.create("https://localhost/acct/2"), key);
    accounts().save(TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, key));
    accounts().save(TestCa.DIRECTORY, moved);
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(moved);
  }

  @Test
  void prefersTheAccountThatCameLast() {
    for (int i = 0; i < 5; i++) {
      AccountCredentials account =
          new AccountCredentials(URI.create("https://localhost/acct/" + i), AccountKey.generate());
      accounts().save(TestCa.DIRECTORY, account);
      assertThat(accounts().find(TestCa.DIRECTORY)).contains(account);
    }
  }

  private static final AccountCredentials OLD =
      new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
  private static final PendingKey PENDING =
      new PendingKey(OLD, AccountKey.generate(KeyAlgorithm.EC_P384));

  private KeyRollover keys() {
    return (KeyRollover) accounts();
  }

  private void beginRollover() {
    accounts().save(TestCa.DIRECTORY, OLD);
    keys().savePending(TestCa.DIRECTORY, PENDING);
  }

  @Test
  void keepsANewKeyBesideTheOldOne() {
    assertThat(keys().findPending(TestCa.DIRECTORY)).isEmpty();
    beginRollover();
    keys().savePending(TestCa.DIRECTORY, PENDING);
    assertThat(keys().findPending(TestCa.DIRECTORY)).contains(PENDING);
    assertThat(keys().findPending(OTHER_CA)).isEmpty();
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(OLD);
  }

  @Test
  void settlesOnTheNewKey() {
    beginRollover();
    for (int i = 0; i < 2; i++) {
      keys().settle(TestCa.DIRECTORY, PENDING, PENDING.changed());
      assertThat(accounts().find(TestCa.DIRECTORY)).contains(PENDING.changed());
      assertThat(keys().findPending(TestCa.DIRECTORY)).isEmpty();
    }
  }

  @Test
  void settlesOnTheOldKey() {
    beginRollover();
    for (int i = 0; i < 2; i++) {
      keys().settle(TestCa.DIRECTORY, PENDING, OLD);
      assertThat(accounts().find(TestCa.DIRECTORY)).contains(OLD);
      assertThat(keys().findPending(TestCa.DIRECTORY)).isEmpty();
    }
  }

  @Test
  void settlesOnNoThirdKey() {
    beginRollover();
    AccountCredentials third = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    assertThatThrownBy(() -> keys().settle(TestCa.DIRECTORY, PENDING, third))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("neither the old nor the new key");
    assertThat(keys().findPending(TestCa.DIRECTORY)).contains(PENDING);
    assertThat(accounts().find(TestCa.DIRECTORY)).contains(OLD);
  }

  @Test
  void keepsNoNewKeyBesideAnotherOneThatMayBeValid() {
    beginRollover();
    PendingKey other = new PendingKey(OLD, AccountKey.generate());
    assertThatThrownBy(() -> keys().savePending(TestCa.DIRECTORY, other))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cut off")
        .hasMessageContaining("AccountKeyRollover.resume()");
    assertThat(keys().findPending(TestCa.DIRECTORY)).contains(PENDING);
  }

  @Test
  void keepsNoNewKeyForAnAccountThatItDoesNotKeep() {
    assertThatThrownBy(() -> keys().savePending(TestCa.DIRECTORY, PENDING))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(TestCa.ACCOUNT.toString())
        .hasMessageContaining("Save the account first");
    assertThat(keys().findPending(TestCa.DIRECTORY)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void findsWhatWasSaved(KeyAlgorithm algorithm) {
    NewVersion issued = TestCa.issue("a.example", algorithm, Map.of());
    Lineage saved = certificates().save(issued);
    assertThat(certificates().find("a.example"))
        .hasValueSatisfying(
            found -> {
              assertThat(found.version()).isEqualTo(1);
              assertThat(found.chain()).isEqualTo(issued.chain());
              assertThat(found.privateKey()).isEqualTo(issued.privateKey());
              assertThat(found.paths()).isEqualTo(saved.paths());
            });
  }

  @Test
  void countsVersions() {
    for (int version = 1; version <= 3; version++) {
      NewVersion issued = TestCa.issue("a.example");
      assertThat(certificates().save(issued).version()).isEqualTo(version);
      Lineage found = certificates().find("a.example").orElseThrow();
      assertThat(found.version()).isEqualTo(version);
      assertThat(found.chain()).isEqualTo(issued.chain());
    }
  }

  @Test
  void sortsNames() {
    List.of("b.example", "a.example", "b.example", "aa.example", "2001:db8::1")
        .forEach(name -> certificates().save(TestCa.issue(name)));
    assertThat(certificates().names())
        .containsExactly("2001:db8::1", "a.example", "aa.example", "b.example");
  }

  @Test
  void keepsACertificateWithoutIssuers() {
    NewVersion issued = withoutIssuers(TestCa.issue("a.example"));
    certificates().save(issued);
    assertThat(certificates().find("a.example").orElseThrow().chain()).isEqualTo(issued.chain());
  }

  static NewVersion withoutIssuers(NewVersion issued) {
    return new NewVersion(
        issued.name(),
        new CertificateChain(List.of(issued.chain().leaf())),
        issued.privateKey(),
        issued.directory(),
        issued.account(),
        issued.renewalParameters());
  }

  @Test
  void refusesAKeyThatIsNotTheCertificates() {
    NewVersion issued = TestCa.issue("a.example");
    NewVersion mixed =
        new NewVersion(
            "a.example",
            issued.chain(),
            KeyAlgorithm.EC_P256.generate().getPrivate(),
            issued.directory(),
            issued.account(),
            Map.of());
    assertThatThrownBy(() -> certificates().save(mixed))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("a.example")
        .hasMessageContaining("is not the one that the certificate was issued for");
    assertThat(certificates().names()).isEmpty();
    assertThat(certificates().find("a.example")).isEmpty();
  }

  @Test
  void refusesAKeyThatCannotBeExported() {
    NewVersion issued = TestCa.issue("a.example");
    PrivateKey inHardware = keyWithoutOctets();
    assertThatThrownBy(
            () ->
                certificates()
                    .save(
                        new NewVersion(
                            "a.example",
                            issued.chain(),
                            inHardware,
                            issued.directory(),
                            issued.account(),
                            Map.of())))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot be exported");
    assertThat(certificates().names()).isEmpty();
  }

  private static PrivateKey keyWithoutOctets() {
    return (PrivateKey)
        Proxy.newProxyInstance(
            StoreContract.class.getClassLoader(),
            new Class<?>[] {PrivateKey.class},
            (proxy, method, arguments) -> null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "..", ".hidden", "../a", "a/b", "/a", "a\\b", "a\0b", "a\nb", "..\\a"})
  void refusesANameThatIsNoFileName(String name) {
    assertThatThrownBy(() -> certificates().find(name))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lineage name");
    assertThatThrownBy(() -> certificates().save(TestCa.issue("x", Map.of(), name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("lineage name");
    assertThat(certificates().names()).isEmpty();
  }

  @Test
  void refusesANameThatIsTooLong() {
    String longest = "a".repeat(246);
    certificates().save(TestCa.issue("x", Map.of(), longest));
    assertThat(certificates().find(longest)).isPresent();
    assertThatThrownBy(() -> certificates().find(longest + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("247");
    assertThatThrownBy(() -> certificates().find("ß".repeat(124)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void keepsThreadsFromMixingVersions() throws Exception {
    List<NewVersion> issued =
        IntStream.range(0, 8).mapToObj(i -> TestCa.issue("a.example")).toList();
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Callable<Lineage>> saves = new ArrayList<>();
      issued.forEach(version -> saves.add(() -> certificates().save(version)));
      List<Lineage> saved = new ArrayList<>();
      for (Future<Lineage> future : pool.invokeAll(saves)) {
        saved.add(future.get());
      }
      assertThat(saved)
          .extracting(Lineage::version)
          .containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
      Lineage last = saved.stream().filter(l -> l.version() == 8).findFirst().orElseThrow();
      Lineage found = certificates().find("a.example").orElseThrow();
      assertThat(found.version()).isEqualTo(8);
      assertThat(found.chain()).isEqualTo(last.chain());
      assertThat(found.privateKey()).isEqualTo(last.privateKey());
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void neverShowsHalfAVersionToAReader() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      Future<?> writer =
          pool.submit(
              () ->
                  IntStream.range(0, 10)
                      .forEach(i -> certificates().save(TestCa.issue("a.example"))));
      int newest = 0;
      while (!writer.isDone()) {
        int version = certificates().find("a.example").map(Lineage::version).orElse(0);
        assertThat(version).isGreaterThanOrEqualTo(newest);
        newest = version;
      }
      writer.get();
      assertThat(certificates().find("a.example").orElseThrow().version()).isEqualTo(10);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void showsNoSecretInItsText() {
    certificates().save(TestCa.issue("a.example"));
    assertThat(certificates().toString()).doesNotContain("PRIVATE").hasSizeLessThan(300);
  }
}
