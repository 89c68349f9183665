package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.MutableClock;
import dev.acmesdk.testing.store.AccountStoreContract;
import dev.acmesdk.testing.store.CertificateStoreContract;
import dev.acmesdk.testing.store.FencingContract;
import dev.acmesdk.testing.store.KeyRolloverContract;
import dev.acmesdk.testing.store.LeaseStoreContract;
import dev.acmesdk.testing.store.LineageHistoryContract;
import dev.acmesdk.testing.store.LineageSummariesContract;
import dev.acmesdk.testing.store.OrdersInFlightContract;
import dev.acmesdk.testing.store.ReconfigurationContract;
import dev.acmesdk.testing.store.RenewalStatesContract;
import dev.acmesdk.testing.store.WritableCheckContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Nothing else can reach what is in memory, so that all instances are one. */
final class InMemoryStoreTest {
  private final MutableClock clock = new MutableClock(Instant.parse("2026-11-23T19:01:40Z"));
  private final InMemoryStore store = new InMemoryStore(clock);

  @Nested
  final class Certificates extends CertificateStoreContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class Writing extends WritableCheckContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class Leases extends LeaseStoreContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }

    @Override
    protected void letTimePass(Duration duration) {
      clock.advance(duration);
    }
  }

  @Nested
  final class Fencing extends FencingContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }

    @Override
    protected void letTimePass(Duration duration) {
      clock.advance(duration);
    }
  }

  @Nested
  final class Orders extends OrdersInFlightContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class States extends RenewalStatesContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class History extends LineageHistoryContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class InShort extends LineageSummariesContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class OfAccounts extends AccountStoreContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class Rollover extends KeyRolloverContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Nested
  final class OtherWays extends ReconfigurationContract<InMemoryStore> {
    @Override
    protected InMemoryStore open() {
      return store;
    }
  }

  @Test
  void hasNoFiles() {
    assertThat(store.save(TestCa.issue("a.example")).paths()).isEmpty();
  }
}
