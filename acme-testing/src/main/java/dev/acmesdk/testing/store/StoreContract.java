package dev.acmesdk.testing.store;

import org.jspecify.annotations.Nullable;

/**
 * What all contract tests need to know of a store: how to open it.
 *
 * @param <S> the store's type, with the abilities that are tested
 */
public abstract class StoreContract<S> {
  private @Nullable S first;

  /** For the contracts in this package. */
  StoreContract() {}

  /**
   * Opens the store on the data of this test, which is empty when the test begins. It is called
   * several times in a test: what a second instance finds is what another program finds, or the
   * same one after a restart. A store whose data nothing else can reach returns the same instance
   * each time.
   *
   * @return an instance of the store
   */
  protected abstract S open();

  /** The instance that this test works with. */
  final S store() {
    S store = first;
    if (store == null) {
      store = open();
      first = store;
    }
    return store;
  }
}
