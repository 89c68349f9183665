package dev.acmesdk.testing.store;

import dev.acmesdk.crypto.Pem;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The least that a store can be: one program, no leases. */
final class PlainStore implements CertificateStore, OrdersInFlight {
  private final Map<String, Lineage> lineages = new TreeMap<>();
  private final Map<String, OrderInFlight> orders = new HashMap<>();

  private static String checked(String name) {
    boolean isPlain =
        !name.isEmpty()
            && !name.startsWith(".")
            && name.chars().noneMatch(c -> c == '/' || c == '\\' || Character.isISOControl(c))
            && name.getBytes(StandardCharsets.UTF_8).length <= LineageNames.LONGEST;
    if (!isPlain) {
      throw new IllegalArgumentException("No name of a lineage");
    }
    return name;
  }

  @Override
  public synchronized Optional<Lineage> find(String name) {
    return Optional.ofNullable(lineages.get(checked(name)));
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(lineages.keySet());
  }

  @Override
  public synchronized Lineage save(Lease lease, NewVersion version) {
    requireMatch(version);
    int number = find(version.name()).map(Lineage::version).orElse(0) + 1;
    Lineage saved =
        new Lineage(
            version.name(),
            number,
            version.chain(),
            version.privateKey(),
            version.directory(),
            null);
    lineages.put(version.name(), saved);
    return saved;
  }

  private static void requireMatch(NewVersion version) {
    if (version.privateKey().getEncoded() == null
        || !version
            .chain()
            .isFor(Pem.decodeKeyPair(Pem.encodePrivateKey(version.privateKey())).getPublic())) {
      throw new StoreException(
          "The key of " + version.name() + " does not fit", "Pass the right one.", null);
    }
  }

  @Override
  public synchronized Optional<OrderInFlight> findOrder(String name) {
    return Optional.ofNullable(orders.get(checked(name)));
  }

  @Override
  public synchronized void saveOrder(Lease lease, OrderInFlight order) {
    orders.put(lease.name(), order);
  }

  @Override
  public synchronized void dropOrder(Lease lease) {
    orders.remove(lease.name());
  }

  @Override
  public String toString() {
    return "PlainStore" + names();
  }
}
