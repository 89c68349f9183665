package dev.acmesdk.testing.store;

import org.junit.jupiter.api.Nested;

/** The contracts ask for no ability but their own. */
final class PlainStoreTest {
  private final PlainStore store = new PlainStore();

  @Nested
  final class Certificates extends CertificateStoreContract<PlainStore> {
    @Override
    protected PlainStore open() {
      return store;
    }
  }

  @Nested
  final class Orders extends OrdersInFlightContract<PlainStore> {
    @Override
    protected PlainStore open() {
      return store;
    }
  }
}
