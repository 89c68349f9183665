package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.NewVersion;
import dev.acmesdk.testing.store.AccountChoiceContract;
import dev.acmesdk.testing.store.AccountStoreContract;
import dev.acmesdk.testing.store.CertificateStoreContract;
import dev.acmesdk.testing.store.CrashContract;
import dev.acmesdk.testing.store.DyingStore;
import dev.acmesdk.testing.store.FencingContract;
import dev.acmesdk.testing.store.KeyRolloverContract;
import dev.acmesdk.testing.store.LeaseStoreContract;
import dev.acmesdk.testing.store.LineageHistoryContract;
import dev.acmesdk.testing.store.LineageSummariesContract;
import dev.acmesdk.testing.store.OrdersInFlightContract;
import dev.acmesdk.testing.store.ReconfigurationContract;
import dev.acmesdk.testing.store.RenewalStatesContract;
import dev.acmesdk.testing.store.WritableCheckContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CertbotDirectoryContractTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path temp;
  private final TickingClock clock = new TickingClock();
  private final AtomicLong nanoTime = new AtomicLong();

  private CertbotDirectory at(Disk disk) {
    return new CertbotDirectory(temp.resolve("config"), clock, disk, PATIENCE, nanoTime::get);
  }

  private CertbotDirectory opened() {
    return at(ScriptedDisk.calm());
  }

  /** What others see of a lease is measured by their own stopwatch; its end is only told. */
  private void pass(Duration duration) {
    clock.advance(duration);
    nanoTime.addAndGet(duration.toNanos());
  }

  @Nested
  final class Certificates extends CertificateStoreContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class Writing extends WritableCheckContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class Leases extends LeaseStoreContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }

    @Override
    protected void letTimePass(Duration duration) {
      pass(duration);
    }
  }

  @Nested
  final class Fencing extends FencingContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }

    @Override
    protected void letTimePass(Duration duration) {
      pass(duration);
    }
  }

  @Nested
  final class Orders extends OrdersInFlightContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class States extends RenewalStatesContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class History extends LineageHistoryContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class InShort extends LineageSummariesContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class OfAccounts extends AccountStoreContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class Rollover extends KeyRolloverContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class SeveralAccounts extends AccountChoiceContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class OtherWays extends ReconfigurationContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }
  }

  @Nested
  final class Crashes extends CrashContract<CertbotDirectory> {
    @Override
    protected CertbotDirectory open() {
      return opened();
    }

    @Override
    protected void letTimePass(Duration duration) {
      pass(duration);
    }

    @Override
    protected DyingStore<CertbotDirectory> dyingAt(int step) {
      ScriptedDisk disk = ScriptedDisk.dyingAt(step);
      return new DyingStore<>(at(disk), disk::hasHappened);
    }
  }

  @Test
  void keepsThreadsApartThatComeByDifferentPaths() throws Exception {
    CertbotDirectory store = opened();
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
