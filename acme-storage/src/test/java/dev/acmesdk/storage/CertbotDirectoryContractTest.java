package dev.acmesdk.storage;

import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.WritableCheck;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

final class CertbotDirectoryContractTest extends StoreContract {
  @TempDir private Path temp;
  private CertbotDirectory store;

  @BeforeEach
  void open() {
    store = CertbotDirectory.at(temp.resolve("config"), new TickingClock());
  }

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
}
