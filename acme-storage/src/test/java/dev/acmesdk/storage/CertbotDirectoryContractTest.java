package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.WritableCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

  @Test
  void keepsThreadsApartThatComeByDifferentPaths() throws Exception {
    store.checkWritable();
    Path link = Files.createSymbolicLink(temp.resolve("link"), temp.resolve("config"));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> saves = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        CertbotDirectory other =
            CertbotDirectory.at(i % 2 == 0 ? link : temp.resolve("x/../config"));
        NewVersion issued = TestCa.issue("a.example");
        saves.add(() -> other.save(issued).version());
      }
      List<Integer> versions = new ArrayList<>();
      for (Future<Integer> future : pool.invokeAll(saves)) {
        versions.add(future.get());
      }
      assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
      assertThat(store.find("a.example").orElseThrow().version()).isEqualTo(8);
    } finally {
      pool.shutdownNow();
    }
  }
}
