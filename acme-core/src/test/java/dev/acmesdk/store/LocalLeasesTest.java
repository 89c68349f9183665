package dev.acmesdk.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.LeaseLostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LocalLeasesTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private Instant now = Instant.parse("2026-03-01T00:00:00Z");
  private final LocalLeases leases =
      new LocalLeases(
          new Clock() {
            @Override
            public ZoneId getZone() {
              return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
              return this;
            }

            @Override
            public Instant instant() {
              return now;
            }
          });

  private Lease acquired(String name) {
    return (Lease) leases.acquire(name, MINUTE);
  }

  @Test
  void haveOneHolderAtATime() {
    Lease lease = acquired("a.example");
    LeaseAnswer second = leases.acquire("a.example", MINUTE);
    assertThat(second)
        .isEqualTo(new LeaseHeld("a.example", lease.holder(), now.plus(MINUTE)))
        .isInstanceOfSatisfying(
            LeaseHeld.class, held -> assertThat(held.until()).contains(lease.expires()));
    assertThat(acquired("b.example").name()).isEqualTo("b.example");
  }

  @Test
  void nameTheThreadThatHasOne() {
    assertThat(acquired("a.example").holder()).contains(Thread.currentThread().getName());
  }

  @Test
  void areFreeWhenGivenBackAndTheirTokensGrow() {
    Lease first = acquired("a.example");
    leases.release(first);
    Lease second = acquired("a.example");
    assertThat(second.token()).isGreaterThan(first.token());
    leases.release(first);
    leases.require(second);
    assertThat(leases.acquire("a.example", MINUTE)).isInstanceOf(LeaseHeld.class);
  }

  @Test
  void areLostToWhoComesAfterTheirEnd() {
    Lease lost = acquired("a.example");
    now = now.plus(MINUTE);
    leases.require(lost);
    Lease taken = acquired("a.example");
    assertThatThrownBy(() -> leases.require(lost))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContainingAll("a.example", taken.holder());
    assertThatThrownBy(() -> leases.renew(lost, MINUTE)).isInstanceOf(LeaseLostException.class);
    leases.require(taken);
  }

  @Test
  void lastLongerWhenRenewed() {
    Lease lease = acquired("a.example");
    now = now.plusSeconds(59);
    Lease renewed = leases.renew(lease, MINUTE);
    assertThat(renewed.token()).isEqualTo(lease.token());
    assertThat(renewed.expires()).isEqualTo(now.plus(MINUTE));
    now = now.plusSeconds(59);
    assertThat(leases.acquire("a.example", MINUTE)).isInstanceOf(LeaseHeld.class);
    leases.require(lease);
  }

  @Test
  void areNobodysOnceGivenBack() {
    Lease lease = acquired("a.example");
    leases.release(lease);
    assertThatThrownBy(() -> leases.require(lease)).isInstanceOf(LeaseLostException.class);
    assertThatThrownBy(() -> leases.require(new Lease("b.example", 1, "me", now)))
        .isInstanceOf(LeaseLostException.class)
        .hasMessageContaining("nobody");
  }

  @Test
  void lastLongerThanNothing() {
    for (Duration none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
      assertThatThrownBy(() -> leases.acquire("a.example", none))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(acquired("a.example").token()).isEqualTo(1);
  }
}
