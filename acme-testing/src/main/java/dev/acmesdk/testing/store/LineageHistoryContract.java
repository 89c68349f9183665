package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.NewVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What every {@link LineageHistory} promises. How many former versions are kept is the store's
 * choice. That a former holder of a lease changes nothing is in {@link FencingContract}.
 *
 * @param <S> the store's type
 */
public abstract class LineageHistoryContract<S extends CertificateStore & LineageHistory>
    extends StoreContract<S> {
  private static final String NAME = "a.example";

  /** Runs for each test. */
  protected LineageHistoryContract() {}

  private Lease lease() {
    return Remembered.lease(store(), NAME);
  }

  private List<NewVersion> saveThree(Lease lease) {
    List<NewVersion> issued = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      NewVersion version = TestVersions.of(lease.name());
      issued.add(version);
      store().save(lease, version);
    }
    return issued;
  }

  @Test
  void knowsNoVersionsAtFirst() {
    assertThat(store().versions(NAME)).isEmpty();
    assertThat(store().find(NAME, 1)).isEmpty();
  }

  @Test
  void listsVersionsInAscendingOrderTheCurrentOneAmongThem() {
    saveThree(lease());
    for (S instance : List.of(store(), open())) {
      assertThat(instance.versions(NAME)).isSorted().doesNotHaveDuplicates().endsWith(3);
      assertThat(instance.versions(NAME)).allMatch(version -> version >= 1);
    }
  }

  @Test
  void findsEachVersionThatItLists() {
    List<NewVersion> issued = saveThree(lease());
    for (int number : store().versions(NAME)) {
      Lineage found = store().find(NAME, number).orElseThrow();
      assertThat(found.name()).isEqualTo(NAME);
      assertThat(found.version()).isEqualTo(number);
      assertThat(found.chain()).isEqualTo(issued.get(number - 1).chain());
      assertThat(found.privateKey()).isEqualTo(issued.get(number - 1).privateKey());
    }
  }

  @Test
  void findsTheCurrentVersionByItsNumberToo() {
    saveThree(lease());
    Lineage current = store().find(NAME).orElseThrow();
    Lineage same = store().find(NAME, current.version()).orElseThrow();
    assertThat(same.chain()).isEqualTo(current.chain());
    assertThat(same.privateKey()).isEqualTo(current.privateKey());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 4, Integer.MAX_VALUE})
  void findsNoVersionThatNeverWas(int number) {
    saveThree(lease());
    assertThat(store().find(NAME, number)).isEmpty();
  }

  @Test
  void keepsTheCurrentVersionAfterMany() {
    Lease lease = lease();
    for (int version = 1; version <= 12; version++) {
      assertThat(store().save(lease, TestVersions.of(NAME)).version()).isEqualTo(version);
    }
    assertThat(store().versions(NAME)).endsWith(12).isSorted();
    assertThat(store().versions(NAME)).allMatch(number -> store().find(NAME, number).isPresent());
  }

  @Test
  void removesALineageWithEverythingThatIsRememberedOfIt() {
    Map<String, Object> before = Remembered.of(store(), NAME);
    Lease lease = lease();
    saveThree(lease);
    Write.everything(store(), lease);
    store().remove(lease);
    assertThat(Remembered.of(store(), NAME)).isEqualTo(before);
    assertThat(Remembered.of(open(), NAME)).isEqualTo(before);
    assertThat(store().find(NAME, 3)).isEmpty();
  }

  @Test
  void removesWhatIsRememberedOfALineageThatNeverWasMade() {
    Map<String, Object> before = Remembered.of(store(), NAME);
    Lease lease = lease();
    for (Write write : List.of(Write.SAVE_ORDER, Write.SAVE_RENEWAL_STATE)) {
      if (write.isKnownTo(store())) {
        write.run(store(), lease);
      }
    }
    store().remove(lease);
    assertThat(Remembered.of(open(), NAME)).isEqualTo(before);
  }

  @Test
  void removesNothingIfThereIsNothing() {
    Lease lease = lease();
    store().remove(lease);
    store().save(lease, TestVersions.of(NAME));
    store().remove(lease);
    store().remove(lease);
    assertThat(store().names()).isEmpty();
  }

  @Test
  void removesNoOtherLineage() {
    store().save(Remembered.lease(store(), "b.example"), TestVersions.of("b.example"));
    Map<String, Object> before = Remembered.of(store(), "b.example");
    Lease lease = lease();
    saveThree(lease);
    store().remove(lease);
    assertThat(Remembered.of(store(), "b.example")).isEqualTo(before);
  }

  @Test
  void makesALineageAgainThatWasRemoved() {
    Lease lease = lease();
    saveThree(lease);
    store().remove(lease);
    NewVersion issued = TestVersions.of(NAME);
    int version = store().save(lease, issued).version();
    assertThat(version).isPositive();
    assertThat(open().versions(NAME)).containsExactly(version);
    assertThat(open().find(NAME).orElseThrow().chain()).isEqualTo(issued.chain());
  }

  @ParameterizedTest
  @EnumSource
  void refusesToLookForWhatCannotBeALineage(LineageNames name) {
    assertThatThrownBy(() -> store().versions(name.wrong))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> store().find(name.wrong, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
