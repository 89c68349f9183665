package dev.acmesdk.store;

/**
 * The ability of a store to find out, before an order is spent, whether it could keep the result.
 */
@FunctionalInterface
public interface WritableCheck {

  /**
   * Tries whether the store can be written.
   *
   * @throws dev.acmesdk.error.StoreException if it cannot; the message says where and why
   */
  void checkWritable();
}
