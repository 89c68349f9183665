package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.OrderInFlight;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program was killed when its certificate was stored, but the order still noted. */
@Timeout(120)
class LandedOrderTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore(ca.clock);

  @BeforeEach
  void killAfterStoring() {
    Lineage lineage = acme().domains("example.com").obtain();
    KeyPair key = new KeyPair(lineage.chain().leaf().getPublicKey(), lineage.privateKey());
    Lease lease = (Lease) store.acquire("example.com", MINUTE);
    store.saveOrder(
        lease,
        new OrderInFlight(
            ca.server.directory(),
            URI.create("https://localhost/account"),
            URI.create("https://localhost/order"),
            List.of(Identifier.dns("example.com")),
            null,
            key,
            ca.clock.instant(),
            true));
    store.release(lease);
    ca.server.resetRequests();
  }

  @AfterEach
  void stop() {
    ca.close();
  }

  private Acme acme() {
    return ca.acme().storeIn(store);
  }

  @Test
  void obtainForgetsItWithoutOneRequest() {
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isEmpty();
    ca.assertNothingAsked();
  }

  @Test
  void obtainLeavesItToWhoeverIsAtWorkOnTheLineage() {
    Lease lease = (Lease) store.acquire("example.com", MINUTE);
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isPresent();
    store.release(lease);
  }

  @Test
  void reissueReturnsWhatItWasToGet() {
    assertThat(acme().domains("example.com").reissue().version()).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isEmpty();
    assertThat(ca.count("newOrder")).isZero();
    assertThat(acme().domains("example.com").reissue().version()).isEqualTo(2);
  }

  @Test
  void reissueGetsAnotherOneIfThatWasLongAgo() {
    ca.clock.advance(Duration.ofMinutes(61));
    assertThat(acme().domains("example.com").reissue().version()).isEqualTo(2);
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isEmpty();
  }

  @Test
  void reissueGetsAnotherOneOfAnotherKind() {
    Lineage other = acme().keyAlgorithm(KeyAlgorithm.EC_P384).domains("example.com").reissue();
    assertThat(other.version()).isEqualTo(2);
    assertThat(KeyAlgorithm.of(other.chain().leaf().getPublicKey()))
        .isEqualTo(KeyAlgorithm.EC_P384);
  }

  @Test
  void obtainGetsAnotherOneIfItIsDue() {
    ca.clock.advance(Duration.ofDays(80));
    assertThat(acme().domains("example.com").obtain().version()).isEqualTo(2);
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isEmpty();
  }
}
