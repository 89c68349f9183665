package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.WritableCheck;
import org.junit.jupiter.api.Test;

/**
 * What every {@link WritableCheck} promises of a store that can be written.
 *
 * @param <S> the store's type
 */
public abstract class WritableCheckContract<S extends CertificateStore & WritableCheck>
    extends StoreContract<S> {

  /** Runs for each test. */
  protected WritableCheckContract() {}

  @Test
  void findsThatAnEmptyStoreCanBeWrittenAndLeavesNothing() {
    store().checkWritable();
    store().checkWritable();
    assertThat(store().names()).isEmpty();
    assertThat(open().names()).isEmpty();
  }

  @Test
  void leavesWhatIsThereAsItIs() {
    store().save(TestVersions.of("a.example"));
    Object before = Remembered.of(store(), "a.example");
    open().checkWritable();
    assertThat(Remembered.of(store(), "a.example")).isEqualTo(before);
  }
}
