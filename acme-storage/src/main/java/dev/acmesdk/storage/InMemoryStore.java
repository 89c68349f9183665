package dev.acmesdk.storage;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.KeyRollover;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.LineageSummaries;
import dev.acmesdk.store.LineageSummary;
import dev.acmesdk.store.LocalLeases;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.PendingKey;
import dev.acmesdk.store.Reconfiguration;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import dev.acmesdk.store.WritableCheck;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps accounts and certificates for as long as the program runs: for tests, and for programs
 * whose disk does not outlive them. Beware: who obtains certificates anew at each start soon meets
 * the CA's rate limits. Of each lineage, the current version and at most five former ones are kept.
 *
 * <p>Instances are safe for use by several threads.
 */
public final class InMemoryStore
    implements AccountStore,
        CertificateStore,
        LeaseStore,
        OrdersInFlight,
        RenewalStates,
        LineageHistory,
        LineageSummaries,
        WritableCheck,
        KeyRollover,
        Reconfiguration {
  /** As many former versions as Certbot keeps. */
  private static final int FORMER_VERSIONS = 5;

  private final Map<String, AccountCredentials> accounts = new ConcurrentHashMap<>();
  private final Map<String, PendingKey> pendingKeys = new ConcurrentHashMap<>();
  private final Map<String, NavigableMap<Integer, Lineage>> lineages = new ConcurrentHashMap<>();
  private final Map<String, OrderInFlight> orders = new ConcurrentHashMap<>();
  private final Map<String, RenewalState> renewalStates = new ConcurrentHashMap<>();
  private final LocalLeases leases;

  /** Makes an empty store. */
  public InMemoryStore() {
    this(Clock.systemUTC());
  }

  /**
   * Makes an empty store with a clock of your own.
   *
   * @param clock tells when a lease has expired
   */
  public InMemoryStore(Clock clock) {
    leases = new LocalLeases(clock);
  }

  /** Looks up the account at a CA: the one that was saved last. */
  @Override
  public Optional<AccountCredentials> find(URI directory) {
    return Optional.ofNullable(accounts.get(directory.toString()));
  }

  /** Keeps an account, instead of another one at the same CA. */
  @Override
  public void save(URI directory, AccountCredentials account) {
    accounts.put(directory.toString(), account);
  }

  @Override
  public void remove(URI directory, AccountCredentials account) {
    accounts.remove(directory.toString(), account);
    pendingKeys.computeIfPresent(
        directory.toString(), (url, pending) -> pending.account().equals(account) ? null : pending);
  }

  @Override
  public void savePending(URI directory, PendingKey pending) {
    if (!find(directory).equals(Optional.of(pending.account()))) {
      throw new StoreException(
          "Cannot keep a new key for %s: the store has no such account at %s."
              .formatted(pending.account().url(), directory),
          "Save the account first.",
          null);
    }
    PendingKey kept = pendingKeys.putIfAbsent(directory.toString(), pending);
    if (kept != null && !kept.equals(pending)) {
      throw new StoreException(
          "Cannot keep a new key for %s: there is another one, of a change that was cut off, and the CA may accept it."
              .formatted(pending.account().url()),
          "Bring that change to its end first: AccountKeyRollover.resume() asks the CA which key is valid.",
          null);
    }
  }

  @Override
  public Optional<PendingKey> findPending(URI directory) {
    return Optional.ofNullable(pendingKeys.get(directory.toString()));
  }

  /**
   * Ends a change of an account's key.
   *
   * @throws IllegalArgumentException if the account has neither of the two keys
   */
  @Override
  public void settle(URI directory, PendingKey pending, AccountCredentials account) {
    if (!List.of(pending.account().key(), pending.newKey()).contains(account.key())) {
      throw new IllegalArgumentException(
          account.key() + " is neither the old nor the new key of " + pending.account().url());
    }
    save(directory, account);
    pendingKeys.remove(directory.toString(), pending);
  }

  /**
   * Looks up the current version of a lineage.
   *
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public Optional<Lineage> find(String name) {
    return Optional.ofNullable(lineages.get(LineageName.check(name)))
        .map(versions -> versions.lastEntry().getValue());
  }

  @Override
  public Optional<LineageSummary> summary(String name) {
    return find(name).map(LineageSummary::of);
  }

  @Override
  public Optional<Lineage> find(String name, int version) {
    return Optional.ofNullable(lineages.get(LineageName.check(name)))
        .map(versions -> versions.get(version));
  }

  /** The current version and at most five before it. */
  @Override
  public List<Integer> versions(String name) {
    NavigableMap<Integer, Lineage> versions = lineages.get(LineageName.check(name));
    return versions == null ? List.of() : List.copyOf(versions.keySet());
  }

  @Override
  public List<String> names() {
    return lineages.keySet().stream().sorted().toList();
  }

  /**
   * Keeps a new version of a lineage.
   *
   * @throws IllegalArgumentException if the name cannot be one of a lineage
   */
  @Override
  public Lineage save(Lease lease, NewVersion version) {
    LineageName.requireSame(lease, version);
    KeyMatch.require(version);
    return leases
        .holding(
            lease,
            () ->
                lineages.compute(
                    version.name(),
                    (name, before) ->
                        with(version, before == null ? Collections.emptyNavigableMap() : before)))
        .lastEntry()
        .getValue();
  }

  private static NavigableMap<Integer, Lineage> with(
      NewVersion version, NavigableMap<Integer, Lineage> before) {
    int number = before.isEmpty() ? 1 : before.lastKey() + 1;
    NavigableMap<Integer, Lineage> versions =
        new TreeMap<>(before.tailMap(number - FORMER_VERSIONS, true));
    versions.put(
        number,
        new Lineage(
            version.name(),
            number,
            version.chain(),
            version.privateKey(),
            version.directory(),
            null,
            version.renewalParameters()));
    return versions;
  }

  /** Changes what the current version says of its renewal; the former ones say what they said. */
  @Override
  public void reconfigure(Lease lease, Map<String, String> renewalParameters) {
    NextWay next = new NextWay(renewalParameters);
    leases.holding(
        lease,
        () ->
            lineages.compute(
                lease.name(),
                (name, before) -> {
                  if (before == null) {
                    throw new StoreException(
                        "There is no lineage %s to be renewed in another way.".formatted(name),
                        "Obtain a certificate under that name first.",
                        null);
                  }
                  return with(before, next);
                }));
  }

  private static NavigableMap<Integer, Lineage> with(
      NavigableMap<Integer, Lineage> before, NextWay next) {
    Lineage current = before.lastEntry().getValue();
    NavigableMap<Integer, Lineage> versions = new TreeMap<>(before);
    versions.put(
        current.version(),
        new Lineage(
            current.name(),
            current.version(),
            current.chain(),
            current.privateKey(),
            current.directory(),
            null,
            next.after(current.renewalParameters())));
    return versions;
  }

  @Override
  public void remove(Lease lease) {
    leases.holding(
        lease,
        () -> {
          orders.remove(lease.name());
          renewalStates.remove(lease.name());
          return lineages.remove(lease.name());
        });
  }

  @Override
  public LeaseAnswer acquire(String name, Duration ttl) {
    return leases.acquire(LineageName.check(name), ttl);
  }

  @Override
  public Lease renew(Lease lease, Duration ttl) {
    return leases.renew(lease, ttl);
  }

  @Override
  public void release(Lease lease) {
    leases.release(lease);
  }

  @Override
  public Optional<OrderInFlight> findOrder(String name) {
    return Optional.ofNullable(orders.get(LineageName.check(name)));
  }

  @Override
  public void saveOrder(Lease lease, OrderInFlight order) {
    leases.holding(lease, () -> orders.put(lease.name(), order));
  }

  @Override
  public void dropOrder(Lease lease) {
    leases.holding(lease, () -> orders.remove(lease.name()));
  }

  @Override
  public RenewalState findRenewalState(String name) {
    return renewalStates.getOrDefault(LineageName.check(name), RenewalState.NONE);
  }

  @Override
  public void saveRenewalState(Lease lease, RenewalState state) {
    leases.holding(lease, () -> renewalStates.put(lease.name(), state));
  }

  /** Memory can always be written. */
  @Override
  public void checkWritable() {}

  /** Shows the names of the lineages. */
  @Override
  public String toString() {
    return "InMemoryStore" + names();
  }
}
