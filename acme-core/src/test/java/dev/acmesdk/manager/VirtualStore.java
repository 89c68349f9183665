package dev.acmesdk.manager;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LocalLeases;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** A store in memory that can be made to fail. */
final class VirtualStore implements CertificateStore, LeaseStore, RenewalStates, OrdersInFlight {
  private final Map<String, Lineage> lineages = new ConcurrentHashMap<>();
  private final Map<String, RenewalState> states = new ConcurrentHashMap<>();
  private final Map<String, OrderInFlight> orders = new ConcurrentHashMap<>();
  private final Clock clock;
  private LocalLeases leases;
  private volatile boolean broken;
  private volatile boolean full;

  VirtualStore(Clock clock) {
    this.clock = clock;
    this.leases = new LocalLeases(clock);
  }

  /** As when the holders are found to be dead. */
  void breakLeases() {
    leases = new LocalLeases(clock);
  }

  /** Notes an order, it does not matter of what. */
  void noteOrder(String name) {
    orders.put(
        name,
        new OrderInFlight(
            URI.create("https://ca.example/directory"),
            URI.create("https://ca.example/account/1"),
            URI.create("https://ca.example/order/1"),
            List.of(Identifier.dns(name)),
            null,
            KeyAlgorithm.EC_P256.generate(),
            clock.instant(),
            true));
  }

  /** Can be read, but not written. */
  void setFull(boolean full) {
    this.full = full;
  }

  void setBroken(boolean broken) {
    this.broken = broken;
  }

  private void check() {
    if (broken) {
      throw new StoreException("The disk is gone.", "Bring it back.", null);
    }
  }

  @Override
  public Optional<Lineage> find(String name) {
    check();
    return Optional.ofNullable(lineages.get(name));
  }

  @Override
  public List<String> names() {
    return List.copyOf(new TreeMap<>(lineages).keySet());
  }

  @Override
  public Lineage save(Lease lease, NewVersion version) {
    check();
    return leases.holding(
        lease,
        () ->
            lineages.compute(
                version.name(),
                (name, before) ->
                    new Lineage(
                        name,
                        before == null ? 1 : before.version() + 1,
                        version.chain(),
                        version.privateKey(),
                        version.directory(),
                        null,
                        version.renewalParameters())));
  }

  @Override
  public LeaseAnswer acquire(String name, Duration ttl) {
    check();
    return leases.acquire(name, ttl);
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
  public RenewalState findRenewalState(String name) {
    check();
    return states.getOrDefault(name, RenewalState.NONE);
  }

  @Override
  public void saveRenewalState(Lease lease, RenewalState state) {
    check();
    if (full) {
      throw new StoreException("The disk is full.", "Make space.", null);
    }
    leases.holding(lease, () -> states.put(lease.name(), state));
  }

  @Override
  public Optional<OrderInFlight> findOrder(String name) {
    return Optional.ofNullable(orders.get(name));
  }

  @Override
  public void saveOrder(Lease lease, OrderInFlight order) {
    leases.holding(lease, () -> orders.put(lease.name(), order));
  }

  @Override
  public void dropOrder(Lease lease) {
    leases.holding(lease, () -> orders.remove(lease.name()));
  }
}
