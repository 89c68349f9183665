package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.WritableCheck;
import org.junit.jupiter.api.Test;

final class InMemoryStoreTest extends StoreContract {
  private final InMemoryStore store = new InMemoryStore();

  @Override
  AccountStore accounts() {
    return store;
  }

  @Override
  CertificateStore certificates() {
    return store;
  }

  @Override
  WritableCheck writableCheck() {
    return store;
  }

  @Test
  void hasNoFiles() {
    assertThat(store.save(TestCa.issue("a.example")).paths()).isEmpty();
  }
}
