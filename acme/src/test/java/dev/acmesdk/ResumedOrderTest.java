package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.LeaseLostException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.AccountStore;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.LeaseAnswer;
import dev.acmesdk.store.LeaseStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.OrdersInFlight;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An order that was cut off is gone on with; never is a second one placed for it. */
@Timeout(120)
class ResumedOrderTest {
  /** By then, whoever asks for another certificate means another one. */
  private static final Duration LATER = Duration.ofHours(3);

  private final LocalCa ca = new LocalCa();
  private final InMemoryStore store = new InMemoryStore();

  @AfterEach
  void stop() {
    ca.close();
  }

  private AcmeRequest request(String... names) {
    return ca.acme().storeIn(store).domains(names);
  }

  /** What happens in the store instead of keeping something. */
  private enum Trouble {
    NONE,
    SAVE_FAILS,
    SAVE_IS_LATE,
    FORGETTING_FAILS
  }

  /** A store with troubles of its own in front of the one that keeps everything. */
  private final class TroubledStore
      implements AccountStore, CertificateStore, LeaseStore, OrdersInFlight {
    private Trouble trouble = Trouble.NONE;

    @Override
    public Optional<AccountCredentials> find(URI directory) {
      return store.find(directory);
    }

    @Override
    public void save(URI directory, AccountCredentials account) {
      store.save(directory, account);
    }

    @Override
    public void remove(URI directory, AccountCredentials account) {
      store.remove(directory, account);
    }

    @Override
    public Optional<Lineage> find(String name) {
      return store.find(name);
    }

    @Override
    public List<String> names() {
      return store.names();
    }

    @Override
    public Lineage save(Lease lease, NewVersion version) {
      if (trouble == Trouble.SAVE_FAILS) {
        throw new StoreException("The disk is full.", "Free some space.", null);
      }
      if (trouble == Trouble.SAVE_IS_LATE) {
        store.save(lease, version);
        throw new LeaseLostException(lease.name(), "somebody else");
      }
      return store.save(lease, version);
    }

    @Override
    public LeaseAnswer acquire(String name, Duration ttl) {
      return store.acquire(name, ttl);
    }

    @Override
    public Lease renew(Lease lease, Duration ttl) {
      return store.renew(lease, ttl);
    }

    @Override
    public void release(Lease lease) {
      store.release(lease);
    }

    @Override
    public Optional<OrderInFlight> findOrder(String name) {
      return store.findOrder(name);
    }

    @Override
    public void saveOrder(Lease lease, OrderInFlight order) {
      store.saveOrder(lease, order);
    }

    @Override
    public void dropOrder(Lease lease) {
      if (trouble == Trouble.FORGETTING_FAILS) {
        throw new StoreException("The disk is full.", "Free some space.", null);
      }
      store.dropOrder(lease);
    }
  }

  private final TroubledStore troubled = new TroubledStore();

  private AcmeRequest troubledRequest(Trouble trouble) {
    troubled.trouble = trouble;
    return ca.acme().storeIn(troubled).domains("example.com");
  }

  @Test
  void theOrderIsForgottenWhenItsCertificateIsStored() {
    request("example.com").obtain();
    assertThat(store.findOrder("example.com")).isEmpty();
  }

  @Test
  void aCertificateThatCouldNotBeSavedIsFetchedAgainFromItsOrder() {
    assertThatThrownBy(() -> troubledRequest(Trouble.SAVE_FAILS).obtain())
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("The disk is full");
    assertThat(store.findOrder("example.com").orElseThrow().placed()).isPresent();
    assertThat(store.find("example.com")).isEmpty();

    Lineage saved = troubledRequest(Trouble.NONE).obtain();
    assertThat(saved.version()).isEqualTo(1);
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(ca.count("finalize")).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isEmpty();
  }

  @Test
  void aCancelledOrderIsGoneOnWith() {
    Acme acme =
        ca.acme()
            .storeIn(store)
            .onProgress(
                event -> {
                  if (event instanceof IssuanceEvent.OrderPlaced) {
                    Thread.currentThread().interrupt();
                  }
                });
    assertThatThrownBy(() -> acme.domains("example.com").obtain())
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    URI order = store.findOrder("example.com").orElseThrow().placed().orElseThrow();

    ca.events.clear();
    assertThat(request("example.com").obtain().version()).isEqualTo(1);
    assertThat(ca.count("newOrder")).isEqualTo(1);
    assertThat(ca.events).first().asString().contains(order.toString());
  }

  @Test
  void aFailedValidationEndsTheOrderAndTheNextOneIsNew() {
    Acme wrong = ca.pointed(Acme.standalone().httpPort(LocalCa.freePort())).storeIn(store);
    assertThatThrownBy(() -> wrong.domains("example.com").obtain())
        .isInstanceOf(ValidationFailedException.class);
    assertThat(store.findOrder("example.com")).isEmpty();
    assertThat(request("example.com").obtain().version()).isEqualTo(1);
    assertThat(ca.count("newOrder")).isEqualTo(2);
  }

  @Test
  void anOrderForOtherNamesIsGivenUp() {
    assertThatThrownBy(() -> troubledRequest(Trouble.SAVE_FAILS).obtain())
        .isInstanceOf(StoreException.class);
    Lineage other = request("example.com", "www.example.com").named("example.com").obtain();
    assertThat(other.chain().dnsNames())
        .containsExactlyInAnyOrder("example.com", "www.example.com");
    assertThat(ca.count("newOrder")).isEqualTo(2);
    assertThat(store.findOrder("example.com")).isEmpty();
  }

  @Test
  void anOrderForAnotherKindOfKeyIsGivenUp() {
    assertThatThrownBy(() -> troubledRequest(Trouble.SAVE_FAILS).obtain())
        .isInstanceOf(StoreException.class);
    Acme other = ca.acme().storeIn(store).keyAlgorithm(KeyAlgorithm.EC_P384);
    Lineage saved = other.domains("example.com").obtain();
    assertThat(KeyAlgorithm.of(saved.chain().leaf().getPublicKey()))
        .isEqualTo(KeyAlgorithm.EC_P384);
    assertThat(ca.count("newOrder")).isEqualTo(2);
    assertThat(store.findOrder("example.com")).isEmpty();
  }

  @Test
  void anOrderThatTheCaHasForgottenIsPlacedAnew() {
    Lease lease = (Lease) store.acquire("example.com", Duration.ofMinutes(1));
    request("www.example.com").obtain();
    URI account = store.find(ca.server.directory()).orElseThrow().url();
    Lineage any = store.find("www.example.com").orElseThrow();
    store.saveOrder(
        lease,
        new OrderInFlight(
            ca.server.directory(),
            account,
            ca.server.directory().resolve("/order/forgotten"),
            List.of(Identifier.dns("example.com")),
            null,
            new KeyPair(any.chain().leaf().getPublicKey(), any.privateKey()),
            ca.clock.instant(),
            true));
    store.release(lease);
    assertThat(request("example.com").obtain().version()).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isEmpty();
  }

  @Test
  void whatSomebodyElseHasSavedMeanwhileIsAsGood() {
    Lineage theirs = troubledRequest(Trouble.SAVE_IS_LATE).obtain();
    assertThat(theirs.chain()).isEqualTo(store.find("example.com").orElseThrow().chain());
    ca.clock.set(ca.clock.instant().plus(LATER));
    assertThatThrownBy(() -> troubledRequest(Trouble.SAVE_IS_LATE).reissue())
        .isInstanceOf(LeaseLostException.class);
  }

  @Test
  void anOrderThatWasStoredButNotForgottenIsNotStoredTwice() {
    assertThat(troubledRequest(Trouble.FORGETTING_FAILS).obtain().version()).isEqualTo(1);
    assertThat(store.findOrder("example.com")).isPresent();
    ca.clock.set(ca.clock.instant().plus(LATER));
    Lineage renewed = troubledRequest(Trouble.NONE).reissue();
    assertThat(renewed.version()).isEqualTo(2);
    assertThat(store.find("example.com", 1).orElseThrow().chain()).isNotEqualTo(renewed.chain());
    assertThat(ca.count("newOrder")).isEqualTo(2);
  }

  @Test
  void ofTwoAtATimeOneOrders() {
    AcmeRequest same = request("example.com");
    var first = same.obtainAsync();
    var second = same.obtainAsync();
    assertThat(first.join().chain()).isEqualTo(second.join().chain());
    assertThat(ca.count("newOrder")).isEqualTo(1);
  }
}
