package dev.acmesdk.manager;

import dev.acmesdk.renewal.RenewalPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Sets up a {@link CertificateManager}. Not thread-safe. */
public final class CertificateManagerBuilder {
  private Clock clock = Clock.systemUTC();
  private LongSupplier stopWatch = System::nanoTime;
  private RandomGenerator random = new Random();
  private RenewalPolicy policy = RenewalPolicy.byLifetime();
  private RenewalListener listener = RenewalListener.NONE;
  private int orderBurst = 250;
  private int ordersPerHour = 90;
  private int orders = 4;
  private Duration lookEvery = Duration.ofSeconds(20);

  CertificateManagerBuilder() {}

  /**
   * The clock to go by: the system's, if not given.
   *
   * @param given the clock, which may be wrong, and may be set at any time
   * @return this builder
   */
  public CertificateManagerBuilder clock(Clock given) {
    this.clock = given;
    return this;
  }

  /**
   * What time that has passed is measured by: {@link System#nanoTime}, if not given.
   *
   * @param nanoseconds tells nanoseconds since any moment, and only runs on
   * @return this builder
   */
  public CertificateManagerBuilder stopWatch(LongSupplier nanoseconds) {
    this.stopWatch = nanoseconds;
    return this;
  }

  /**
   * Where jitter comes from: a {@link Random}, if not given, since nobody has to be kept from
   * guessing it.
   *
   * @param generator safe for use by several threads
   * @return this builder
   */
  public CertificateManagerBuilder random(RandomGenerator generator) {
    this.random = generator;
    return this;
  }

  /**
   * When certificates are due, if neither the CA nor the renewal file says so: {@link
   * RenewalPolicy#byLifetime}, if not given.
   *
   * @param rule the rule
   * @return this builder
   */
  public CertificateManagerBuilder policy(RenewalPolicy rule) {
    this.policy = rule;
    return this;
  }

  /**
   * Hears of everything that happens.
   *
   * @param given the listener
   * @return this builder
   */
  public CertificateManagerBuilder listener(RenewalListener given) {
    this.listener = given;
    return this;
  }

  /**
   * How many orders may be placed: 250 at once and 90 more an hour, if not given, which is what
   * Let's Encrypt takes of one account. Renewals at moments that CAs suggest count as well.
   *
   * @param atOnce how many at once after a quiet time
   * @param perHour how many more an hour
   * @return this builder
   * @throws IllegalArgumentException if one of them is less than 1
   */
  public CertificateManagerBuilder orderLimit(int atOnce, int perHour) {
    this.orderBurst = positive(atOnce);
    this.ordersPerHour = positive(perHour);
    return this;
  }

  /**
   * How many lineages may be renewed side by side: 4, if not given. The threads for that are there
   * only while they have something to do.
   *
   * @param number of threads
   * @return this builder
   * @throws IllegalArgumentException if it is less than 1
   */
  public CertificateManagerBuilder sideBySide(int number) {
    this.orders = positive(number);
    return this;
  }

  /**
   * How often the store is looked into, for what other programs have obtained: every 20 seconds, if
   * not given, and less often where there are more than 400 lineages.
   *
   * @param interval more than zero
   * @return this builder
   */
  public CertificateManagerBuilder lookIntoStoreEvery(Duration interval) {
    if (interval.isNegative() || interval.isZero()) {
      throw new IllegalArgumentException("The interval must be more than zero");
    }
    this.lookEvery = interval;
    return this;
  }

  private static int positive(int number) {
    if (number < 1) {
      throw new IllegalArgumentException(number + " is less than 1");
    }
    return number;
  }

  private ManagerSettings settings() {
    return new ManagerSettings(
        new Time(clock, stopWatch), random, policy, listener, orderBurst, ordersPerHour, lookEvery);
  }

  /**
   * Makes a manager with a thread of its own, which is a daemon.
   *
   * @return the manager, to be closed
   */
  public CertificateManager build() {
    return CertificateManager.withThreads(settings(), orders);
  }

  /**
   * Makes a manager that does nothing by itself: for programs with a scheduler of their own, which
   * call {@link CertificateManager#runDue}, and for tests.
   *
   * @return the manager, to be closed
   */
  public CertificateManager buildWithoutThreads() {
    return CertificateManager.withoutThreads(settings());
  }
}
