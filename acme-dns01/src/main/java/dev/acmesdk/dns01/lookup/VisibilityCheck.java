package dev.acmesdk.dns01.lookup;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Waits until TXT records can be seen at all name servers of the zone that they are in. A CA asks
 * any of them, and mostly several from several places: one that lags makes an order fail.
 *
 * <p>The servers are those of the deepest zone, found anew at each wait; aliases are followed. They
 * are asked all at once, round by round, and who has the records is not asked again. By default,
 * servers that cannot be asked, fail or do not have the zone are tolerated if one has the records
 * and no other is without, because a CA's resolver asks others then; see {@link #strict}.
 *
 * <p>It is immutable, and as thread-safe as its clock, pause and listener.
 */
public final class VisibilityCheck {
  private static final Duration INTERVAL = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(30);

  private final Settings settings;

  private VisibilityCheck(Settings settings) {
    this.settings = settings;
  }

  /** How it is done. */
  record Settings(
      DnsClient client,
      List<InetSocketAddress> resolvers,
      boolean isAskingServers,
      boolean isStrict,
      Timing timing,
      Consumer<Visibility> listener) {}

  /** When it is done. */
  record Timing(
      Duration interval, Duration limit, Duration settling, InstantSource clock, Pause pause) {}

  /**
   * A check that begins at the resolvers of the operating system, asks every five seconds, and
   * gives up after half an hour.
   *
   * @return a check
   */
  public static VisibilityCheck ofSystem() {
    return of(DnsClient.ofSystem());
  }

  /**
   * A check that asks every five seconds and gives up after half an hour.
   *
   * @param client asks
   * @return a check
   */
  public static VisibilityCheck of(DnsClient client) {
    Timing timing = new Timing(INTERVAL, LIMIT, Duration.ZERO, InstantSource.system(), Pause.REAL);
    return new VisibilityCheck(new Settings(client, List.of(), true, false, timing, seen -> {}));
  }

  /**
   * The same that asks more or less often.
   *
   * @param interval from one round to the next
   * @return a changed copy
   * @throws IllegalArgumentException if it is not positive
   */
  public VisibilityCheck withInterval(Duration interval) {
    if (interval.isZero() || interval.isNegative()) {
      throw new IllegalArgumentException("Not a time between two rounds: " + interval);
    }
    Timing old = settings.timing();
    return with(new Timing(interval, old.limit(), old.settling(), old.clock(), old.pause()));
  }

  /**
   * The same that gives up sooner or later.
   *
   * @param limit after that; whoever waits may give up before
   * @return a changed copy
   */
  public VisibilityCheck withTimeLimit(Duration limit) {
    Timing old = settings.timing();
    return with(new Timing(old.interval(), limit, old.settling(), old.clock(), old.pause()));
  }

  /**
   * The same that waits a while longer when all can be seen, for servers that share an address and
   * are not alike yet.
   *
   * @param delay how long; by default, not at all
   * @return a changed copy
   */
  public VisibilityCheck withSettleDelay(Duration delay) {
    Timing old = settings.timing();
    return with(new Timing(old.interval(), old.limit(), delay, old.clock(), old.pause()));
  }

  /**
   * The same with another time, for tests, or for somebody who wants to end the wait.
   *
   * @param clock tells when the limit is reached
   * @param pause passes the time between two rounds
   * @return a changed copy
   */
  public VisibilityCheck withTime(InstantSource clock, Pause pause) {
    Timing old = settings.timing();
    return with(new Timing(old.interval(), old.limit(), old.settling(), clock, pause));
  }

  /**
   * The same that demands the records of every single server, also of those that cannot be asked.
   *
   * @return a changed copy
   */
  public VisibilityCheck strict() {
    return with(settings.resolvers(), settings.isAskingServers(), true);
  }

  /**
   * The same that looks at resolvers, too, when all servers have the records.
   *
   * @param resolvers public ones, for example; addresses and ports, mostly 53
   * @return a changed copy
   */
  public VisibilityCheck withResolvers(List<InetSocketAddress> resolvers) {
    return with(List.copyOf(resolvers), settings.isAskingServers(), settings.isStrict());
  }

  /**
   * The same that looks at resolvers only: for networks that let nobody ask name servers
   * themselves. They may remember for long that there was no record, see the zone's SOA.
   *
   * @param resolvers addresses and ports, mostly 53
   * @return a changed copy
   * @throws IllegalArgumentException if there are none
   */
  public VisibilityCheck throughResolversOnly(List<InetSocketAddress> resolvers) {
    if (resolvers.isEmpty()) {
      throw new IllegalArgumentException("At least one resolver is needed");
    }
    return with(List.copyOf(resolvers), false, settings.isStrict());
  }

  /**
   * The same that tells after each round what each server says.
   *
   * @param listener is told, in the thread that waits
   * @return a changed copy
   */
  public VisibilityCheck withListener(Consumer<Visibility> listener) {
    return new VisibilityCheck(
        new Settings(
            settings.client(),
            settings.resolvers(),
            settings.isAskingServers(),
            settings.isStrict(),
            settings.timing(),
            settings.listener().andThen(listener)));
  }

  private VisibilityCheck with(Timing timing) {
    return new VisibilityCheck(
        new Settings(
            settings.client(),
            settings.resolvers(),
            settings.isAskingServers(),
            settings.isStrict(),
            timing,
            settings.listener()));
  }

  private VisibilityCheck with(
      List<InetSocketAddress> resolvers, boolean isAskingServers, boolean isStrict) {
    return new VisibilityCheck(
        new Settings(
            settings.client(),
            resolvers,
            isAskingServers,
            isStrict,
            settings.timing(),
            settings.listener()));
  }

  /**
   * The client that asks.
   *
   * @return the client
   */
  public DnsClient client() {
    return settings.client();
  }

  /**
   * The clock that tells when the limit is reached.
   *
   * @return the clock
   */
  public InstantSource clock() {
    return settings.timing().clock();
  }

  /**
   * Looks once, without waiting.
   *
   * @param records the texts that are looked for, by whole name
   * @return what each server says
   * @throws IOException if aliases lead in a circle
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if a name is none
   */
  public Visibility look(Map<String, Set<String>> records)
      throws IOException, InterruptedException {
    return new VisibilityRound(settings, new LinkedHashMap<>(records)).look();
  }

  /**
   * Waits until the records can be seen.
   *
   * @param records the texts that are to be seen, by whole name; others may be there as well
   * @param limit how long to wait at most, if that is less than this check's own limit
   * @throws IOException if they cannot be seen in time; the message says what each server answered
   *     in the end. If aliases lead in a circle, at once
   * @throws InterruptedException if the thread is interrupted meanwhile
   * @throws IllegalArgumentException if a name is none
   */
  public void await(Map<String, Set<String>> records, Duration limit)
      throws IOException, InterruptedException {
    Timing timing = settings.timing();
    Duration most = limit.compareTo(timing.limit()) < 0 ? limit : timing.limit();
    Instant end = timing.clock().instant().plus(most);
    VisibilityRound round = new VisibilityRound(settings, new LinkedHashMap<>(records));
    while (true) {
      Visibility seen = round.look();
      settings.listener().accept(seen);
      if (seen.isComplete()) {
        settle(seen);
        return;
      }
      Duration left = Duration.between(timing.clock().instant(), end);
      if (left.isNegative() || left.isZero()) {
        throw new IOException(complaint(seen, records, most));
      }
      Duration pause = left.compareTo(timing.interval()) < 0 ? left : timing.interval();
      if (!timing.pause().pause(pause, seen)) {
        return;
      }
    }
  }

  private void settle(Visibility seen) throws IOException, InterruptedException {
    if (!settings.timing().settling().isZero()) {
      var unused = settings.timing().pause().pause(settings.timing().settling(), seen);
    }
  }

  private static String complaint(
      Visibility seen, Map<String, Set<String>> records, Duration most) {
    String wanted =
        records.entrySet().stream()
            .map(entry -> entry.getKey() + " = " + Words.quoted(entry.getValue()))
            .collect(Collectors.joining(", "));
    return """
        Not all name servers had these TXT records after %d seconds: %s. What they said last:
        %s
        Check that the record has been added at the provider that these name servers belong to, \
        and try again when they show it."""
        .formatted(most.toSeconds(), wanted, seen);
  }
}
