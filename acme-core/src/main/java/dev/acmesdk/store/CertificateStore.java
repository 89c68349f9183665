package dev.acmesdk.store;

import dev.acmesdk.error.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Keeps lineages of certificates. Implementations are thread-safe and throw {@link StoreException}
 * when they cannot read or write.
 *
 * <p>A store that several programs may use at a time is a {@link LeaseStore} as well. One that can
 * keep an order across a crash is {@link OrdersInFlight}, one that remembers failed renewals is
 * {@link RenewalStates}, one that has former versions is {@link LineageHistory}, one that can tell
 * of a lineage without reading its key is {@link LineageSummaries}, and one that can note another
 * way of renewal without a new version is {@link Reconfiguration}.
 *
 * <p>A lineage's name is a plain file name, in every store, so that lineages can move from one to
 * another: not empty, no dot at its beginning, no path separator ({@code /}, {@code \}), no control
 * character, and at most 246 octets in UTF-8. All methods throw {@link IllegalArgumentException}
 * for another one, before anything is read or written.
 *
 * <p>What a store promises is there as tests as well, for authors of stores: {@code
 * dev.acmesdk.testing.store} in {@code acme-testing}.
 */
public interface CertificateStore {

  /**
   * Looks up the current version of a lineage. Key and chain are always of one version.
   *
   * @param name the lineage's name
   * @return its current version, if there is such a lineage
   */
  Optional<Lineage> find(String name);

  /**
   * The lineages that there are.
   *
   * @return their names in lexicographic order
   */
  List<String> names();

  /**
   * Keeps a new version of a lineage, and makes the lineage if it is not there. When it returns,
   * the version is the current one; if it throws, nothing has changed.
   *
   * @param lease the lease of the lineage, which may have expired if nobody else has got it, and
   *     may be as it was before it was renewed. It is not used up. A store that is no {@link
   *     LeaseStore} does not look at it
   * @param version what was issued
   * @return the lineage with its new current version
   * @throws dev.acmesdk.error.LeaseLostException if somebody else has got the lease since, or has
   *     saved another version, or if the lease was given back
   * @throws StoreException also if the key is not the certificate's, or cannot be exported
   * @throws IllegalArgumentException also if the lease is of another lineage
   */
  Lineage save(Lease lease, NewVersion version);

  /**
   * Keeps a new version of a lineage without a lease of one's own: for what was issued elsewhere.
   * It waits for up to a minute for others that are at work on the lineage.
   *
   * @param version what was issued
   * @return the lineage with its new current version
   * @throws StoreException if others are at work on the lineage for longer, and as above
   */
  default Lineage save(NewVersion version) {
    if (!(this instanceof LeaseStore leases)) {
      return save(new Lease(version.name(), 0, "nobody", Instant.MAX), version);
    }
    Duration minute = Duration.ofMinutes(1);
    try (LeaseKeeper keeper = LeaseKeeper.acquire(leases, version.name(), minute, minute)) {
      return save(keeper.lease(), version);
    }
  }
}
