package dev.acmesdk.testing.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageHistory;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import dev.acmesdk.store.RenewalState;
import dev.acmesdk.store.RenewalStates;
import java.net.URI;
import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a store remembers of a lineage, in a form that can be compared. */
final class Remembered {
  static final Instant NOW = Instant.parse("2026-11-23T19:01:40Z");
  static final RenewalState FAILED =
      RenewalState.NONE.failed(NOW, "no route to ca.example", NOW.plusSeconds(3600));

  private Remembered() {}

  /** Everything, as far as the store has the abilities. */
  static Map<String, Object> of(CertificateStore store, String name) {
    Map<String, Object> all = new TreeMap<>();
    all.put("names", store.names());
    store
        .find(name)
        .ifPresent(
            lineage -> {
              all.put("version", lineage.version());
              all.put("chain", lineage.chain());
              all.put("key", lineage.privateKey());
            });
    if (store instanceof LineageHistory history) {
      all.put("versions", history.versions(name));
    }
    if (store instanceof OrdersInFlight orders) {
      orders.findOrder(name).ifPresent(order -> all.put("order", parts(order)));
    }
    if (store instanceof RenewalStates states) {
      all.put("state", states.findRenewalState(name));
    }
    return all;
  }

  /** Two key pairs are never equal, whatever is in them. */
  static List<Object> parts(OrderInFlight order) {
    return List.of(
        order.directory(),
        order.account(),
        order.placed(),
        order.identifiers(),
        String.valueOf(order.profile()),
        order.key().getPublic(),
        order.key().getPrivate(),
        order.begun(),
        order.isPresented(),
        order.presented());
  }

  static OrderInFlight order(KeyAlgorithm algorithm) {
    return new OrderInFlight(
        TestVersions.DIRECTORY,
        TestVersions.ACCOUNT,
        URI.create("https://ca.example/order/1/2"),
        List.of(Identifier.dns("a.example")),
        null,
        algorithm.generate(),
        NOW,
        false);
  }

  static OrderInFlight order() {
    return order(KeyAlgorithm.EC_P256);
  }

  /** The lease of a lineage; a store without leases does not look at it. */
  static Lease lease(CertificateStore store, String name) {
    if (store instanceof LeaseStore leases) {
      LeaseAnswer answer = leases.acquire(name, Duration.ofMinutes(1));
      assertThat(answer).isInstanceOf(Lease.class);
      return (Lease) answer;
    }
    return new Lease(name, 0, "nobody", Instant.MAX);
  }

  static void assertIsWhole(Lineage lineage) {
    assertThat(lineage.chain().isFor(publicHalf(lineage)))
        .as("key and certificate of %s belong together", lineage)
        .isTrue();
  }

  private static PublicKey publicHalf(Lineage lineage) {
    return Pem.decodeKeyPair(Pem.encodePrivateKey(lineage.privateKey())).getPublic();
  }
}
