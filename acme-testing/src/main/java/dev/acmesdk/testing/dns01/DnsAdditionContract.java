package dev.acmesdk.testing.dns01;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.TxtRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What a {@link DnsProvider} promises of values that are added: the part of {@link
 * DnsProviderContract} that holds also where values cannot be removed, because the service forgets
 * them by itself.
 */
public abstract class DnsAdditionContract {
  /** As long as the values of DNS-01, in base64url. */
  static final String FIRST = "lCM7cZyQXcVHK2nnW3jjAhNT3Fvm18UN-kWZZknKoYM";

  static final String SECOND = "_ljFlqo0hb2BKTTKZvcWlCJfbIhZKvlxJZDt9CCkSwY";

  private @Nullable DnsProvider first;

  /** Runs for each test. */
  protected DnsAdditionContract() {}

  /**
   * Makes a provider for the zone of this test, which has no TXT records below {@code
   * _acme-challenge} when the test begins. It is called several times in a test: a second instance
   * is what another program has.
   *
   * @return an instance of the provider
   * @throws Exception if it cannot be made
   */
  protected abstract DnsProvider open() throws Exception;

  /**
   * The zone that the provider can change.
   *
   * @return its name, without trailing dot
   */
  protected abstract String zone();

  /**
   * Reads what is in the zone by other means than the provider.
   *
   * @param name {@code _acme-challenge} and the zone's name, or something several labels below the
   *     zone
   * @return the value of each TXT record, its strings joined
   * @throws Exception if it cannot be read
   */
  protected abstract List<String> values(String name) throws Exception;

  /** The instance that this test works with. */
  final DnsProvider provider() throws Exception {
    DnsProvider provider = first;
    if (provider == null) {
      provider = open();
      first = provider;
    }
    return provider;
  }

  /** Where the records of most tests are. */
  final String name() {
    return "_acme-challenge." + zone();
  }

  /** A name that no delegation leads to. */
  final String deepName() {
    return "_acme-challenge.a.b.c." + zone();
  }

  final TxtRecord record(String value) {
    return new TxtRecord(name(), value, TxtRecord.DEFAULT_TTL);
  }

  /** Something that may fail. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Begins all of them at once, each in a thread of its own, and waits for all. */
  static void atTheSameTime(Step... steps) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(steps.length);
    CyclicBarrier start = new CyclicBarrier(steps.length);
    try {
      List<Callable<Boolean>> started = new ArrayList<>();
      for (Step step : steps) {
        started.add(
            () -> {
              start.await();
              step.run();
              return true;
            });
      }
      for (Future<Boolean> future : pool.invokeAll(started)) {
        assertThat(future.get()).isTrue();
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void addsAValue() throws Exception {
    provider().addTxt(record(FIRST));
    assertThat(values(name())).containsExactly(FIRST);
  }

  @Test
  void rfc8555Section8_4_keepsAnotherValueOfTheName() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(SECOND));
    assertThat(values(name())).containsExactlyInAnyOrder(FIRST, SECOND);
  }

  @Test
  void keepsTheValueThatAnotherInstanceHasAdded() throws Exception {
    provider().addTxt(record(FIRST));
    open().addTxt(record(SECOND));
    assertThat(values(name())).containsExactlyInAnyOrder(FIRST, SECOND);
  }

  @Test
  void toAddTwiceIsToAddOnce() throws Exception {
    provider().addTxt(record(FIRST));
    provider().addTxt(record(FIRST));
    assertThat(values(name())).containsExactly(FIRST);
  }

  @Test
  void valuesThatAreAddedAtTheSameTimeAreAllThere() throws Exception {
    atTheSameTime(() -> provider().addTxt(record(FIRST)), () -> open().addTxt(record(SECOND)));
    assertThat(values(name())).containsExactlyInAnyOrder(FIRST, SECOND);
  }

  @Test
  void findsTheZoneOfANameSeveralLabelsBelow() throws Exception {
    provider().addTxt(new TxtRecord(deepName(), FIRST, TxtRecord.DEFAULT_TTL));
    assertThat(values(deepName())).containsExactly(FIRST);
    assertThat(values(name())).isEmpty();
  }
}
