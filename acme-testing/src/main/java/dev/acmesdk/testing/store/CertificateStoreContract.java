package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.lang.reflect.Proxy;
import java.security.PrivateKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every {@link CertificateStore} promises.
 *
 * @param <S> the store's type
 */
public abstract class CertificateStoreContract<S extends CertificateStore>
    extends StoreContract<S> {
  private static final String NAME = "a.example";

  /** Runs for each test. */
  protected CertificateStoreContract() {}

  private static void assertShows(CertificateStore store, int version, NewVersion issued) {
    Lineage found = store.find(issued.name()).orElseThrow();
    assertThat(found.name()).isEqualTo(issued.name());
    assertThat(found.version()).isEqualTo(version);
    assertThat(found.chain()).isEqualTo(issued.chain());
    assertThat(found.privateKey()).isEqualTo(issued.privateKey());
  }

  @Test
  void knowsNoLineageAtFirst() {
    assertThat(store().find(NAME)).isEmpty();
    assertThat(store().names()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void findsWhatWasSaved(KeyAlgorithm algorithm) {
    NewVersion issued = TestVersions.of(NAME, algorithm);
    store().save(issued);
    assertShows(store(), 1, issued);
    assertShows(open(), 1, issued);
  }

  @Test
  void returnsFromASaveWhatIsFoundLater() {
    Lineage saved = store().save(TestVersions.of(NAME));
    Lineage found = store().find(NAME).orElseThrow();
    assertThat(found.name()).isEqualTo(saved.name());
    assertThat(found.version()).isEqualTo(saved.version());
    assertThat(found.chain()).isEqualTo(saved.chain());
    assertThat(found.privateKey()).isEqualTo(saved.privateKey());
    assertThat(found.paths()).isEqualTo(saved.paths());
  }

  @Test
  void countsVersions() {
    for (int version = 1; version <= 3; version++) {
      NewVersion issued = TestVersions.of(NAME);
      assertThat(store().save(issued).version()).isEqualTo(version);
      assertShows(store(), version, issued);
    }
  }

  @Test
  void goesOnCountingAfterReopening() {
    store().save(TestVersions.of(NAME));
    NewVersion second = TestVersions.of(NAME);
    assertThat(open().save(second).version()).isEqualTo(2);
    assertShows(store(), 2, second);
  }

  @Test
  void letsARenewalHaveAKeyOfAnotherKind() {
    store().save(TestVersions.of(NAME, KeyAlgorithm.EC_P384));
    NewVersion second = TestVersions.of(NAME, KeyAlgorithm.RSA_2048);
    store().save(second);
    assertShows(open(), 2, second);
  }

  @Test
  void letsARenewalHaveTheSameKey() {
    NewVersion first = TestVersions.of(NAME);
    store().save(first);
    store().save(first);
    assertShows(open(), 2, first);
  }

  @Test
  void keepsLineagesApart() {
    NewVersion first = TestVersions.of(NAME);
    NewVersion other = TestVersions.of("b.example");
    store().save(first);
    store().save(other);
    store().save(TestVersions.of("c.example"));
    assertShows(store(), 1, first);
    assertShows(store(), 1, other);
  }

  @Test
  void keepsALineageUnderANameThatIsNotTheCertificates() {
    NewVersion issued = TestVersions.forHost(NAME, "mail server");
    store().save(issued);
    assertShows(store(), 1, issued);
    assertThat(store().find(NAME)).isEmpty();
  }

  @Test
  void sortsNames() {
    List.of("b.example", NAME, "b.example", "aa.example", "2001:db8::1")
        .forEach(name -> store().save(TestVersions.forHost("x.example", name)));
    assertThat(store().names()).containsExactly("2001:db8::1", NAME, "aa.example", "b.example");
    assertThat(open().names()).isEqualTo(store().names());
  }

  @Test
  void keepsACertificateWithoutIssuers() {
    NewVersion issued = TestVersions.withoutIssuers(TestVersions.of(NAME));
    store().save(issued);
    assertShows(open(), 1, issued);
  }

  @Test
  void refusesAKeyThatIsNotTheCertificates() {
    PrivateKey other = KeyAlgorithm.EC_P256.generate().getPrivate();
    NewVersion mixed = TestVersions.withKey(TestVersions.of(NAME), other);
    assertThatThrownBy(() -> store().save(mixed))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(NAME);
    assertThat(store().names()).isEmpty();
    assertThat(store().find(NAME)).isEmpty();
  }

  @Test
  void refusesAKeyThatCannotBeExported() {
    NewVersion inHardware = TestVersions.withKey(TestVersions.of(NAME), keyWithoutOctets());
    assertThatThrownBy(() -> store().save(inHardware))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(NAME);
    assertThat(store().names()).isEmpty();
  }

  private static PrivateKey keyWithoutOctets() {
    return (PrivateKey)
        Proxy.newProxyInstance(
            CertificateStoreContract.class.getClassLoader(),
            new Class<?>[] {PrivateKey.class},
            (proxy, method, arguments) -> null);
  }

  @Test
  void leavesTheOldVersionWhenItRefusesARenewal() {
    NewVersion first = TestVersions.of(NAME);
    store().save(first);
    NewVersion mixed = TestVersions.withKey(TestVersions.of(NAME), first.privateKey());
    assertThatThrownBy(() -> store().save(mixed)).isInstanceOf(StoreException.class);
    assertShows(open(), 1, first);
    NewVersion next = TestVersions.of(NAME);
    assertThat(store().save(next).version()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void refusesANameThatIsNoFileName(LineageNames name) {
    assertThatThrownBy(() -> store().find(name.wrong)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().save(TestVersions.forHost("x.example", name.wrong)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(store().names()).isEmpty();
  }

  @Test
  void takesTheLongestNameThereIs() {
    String longest = "a".repeat(LineageNames.LONGEST);
    store().save(TestVersions.forHost("x.example", longest));
    assertThat(store().find(longest)).isPresent();
    assertThat(store().names()).containsExactly(longest);
  }

  @Test
  void keepsThreadsFromMixingVersions() throws Exception {
    assertNoneIsMixed(IntStream.range(0, 8).mapToObj(i -> store()).toList());
  }

  @Test
  void keepsInstancesFromMixingVersions() throws Exception {
    assertNoneIsMixed(IntStream.range(0, 8).mapToObj(i -> open()).toList());
  }

  private void assertNoneIsMixed(List<S> stores) throws Exception {
    List<Callable<Lineage>> saves =
        stores.stream()
            .map(store -> (Callable<Lineage>) () -> store.save(TestVersions.of(NAME)))
            .toList();
    List<Lineage> saved = Concurrently.run(saves);
    assertThat(saved)
        .extracting(Lineage::version)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.rangeClosed(1, saves.size()).boxed().toList());
    Lineage last =
        saved.stream().filter(one -> one.version() == saves.size()).findFirst().orElseThrow();
    Lineage found = open().find(NAME).orElseThrow();
    assertThat(found.version()).isEqualTo(saves.size());
    assertThat(found.chain()).isEqualTo(last.chain());
    assertThat(found.privateKey()).isEqualTo(last.privateKey());
  }

  @Test
  void neverShowsHalfAVersionToAReader() throws Exception {
    AtomicBoolean isDone = new AtomicBoolean();
    Concurrently.run(
        List.of(
            () -> write(store(), isDone), () -> read(open(), isDone), () -> read(store(), isDone)));
    assertThat(store().find(NAME).orElseThrow().version()).isEqualTo(10);
  }

  private static boolean write(CertificateStore store, AtomicBoolean isDone) {
    try {
      IntStream.range(0, 10).forEach(i -> store.save(TestVersions.of(NAME)));
    } finally {
      isDone.set(true);
    }
    return true;
  }

  private static boolean read(CertificateStore store, AtomicBoolean isDone) {
    int newest = 0;
    while (!isDone.get()) {
      Lineage lineage = store.find(NAME).orElse(null);
      if (lineage != null) {
        Remembered.assertIsWhole(lineage);
        assertThat(lineage.version()).isGreaterThanOrEqualTo(newest);
        newest = lineage.version();
      }
    }
    return true;
  }

  @Test
  void showsNoSecretInItsText() {
    store().save(TestVersions.of(NAME));
    assertThat(store().toString()).doesNotContain("PRIVATE").hasSizeLessThan(300);
    assertThat(store().find(NAME).orElseThrow().toString()).doesNotContain("PRIVATE");
  }
}
