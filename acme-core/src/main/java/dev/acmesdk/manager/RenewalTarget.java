package dev.acmesdk.manager;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.LineageSummary;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lineage that is to be kept fresh.
 *
 * @param name the lineage's name; there need not be such a lineage yet
 * @param identifiers what its certificates are for
 * @param store where it is kept
 * @param wanted whether a version is what is wanted; if it is not, because it is for other names,
 *     say, it is used until it is replaced, but that is to be soon
 * @param routes the CAs, in order of preference: the second one is asked if the first one fails
 * @param hooks what is to be done around renewals; for the sorts of which there are none here, the
 *     lineage's renewal file says
 */
public record RenewalTarget(
    String name,
    List<Identifier> identifiers,
    CertificateStore store,
    Predicate<LineageSummary> wanted,
    List<? extends CaRoute> routes,
    Hooks hooks) {
  private static final Logger log = LoggerFactory.getLogger(RenewalTarget.class);

  /** Copies the lists, and refuses a target without a way to a certificate. */
  public RenewalTarget {
    identifiers = List.copyOf(identifiers);
    routes = List.copyOf(routes);
    if (identifiers.isEmpty() || routes.isEmpty()) {
      throw new IllegalArgumentException(
          "The lineage " + name + " needs at least one name and one CA");
    }
  }

  /**
   * A lineage whose renewal file says which hooks there are.
   *
   * @param name the lineage's name; there need not be such a lineage yet
   * @param identifiers what its certificates are for
   * @param store where it is kept
   * @param wanted whether a version is what is wanted
   * @param routes the CAs, in order of preference
   */
  public RenewalTarget(
      String name,
      List<Identifier> identifiers,
      CertificateStore store,
      Predicate<LineageSummary> wanted,
      List<? extends CaRoute> routes) {
    this(name, identifiers, store, wanted, routes, Hooks.none());
  }

  /** What is to be done around the next renewal; a lineage that is broken says nothing of it. */
  Hooks hooksNow() {
    try {
      return store.find(name).map(lineage -> hooks.orElse(Hooks.of(lineage))).orElse(hooks);
    } catch (StoreException e) {
      log.warn("What hooks {} has cannot be read: {}", name, e.getMessage());
      return hooks;
    }
  }

  /** Shows the name. */
  @Override
  public String toString() {
    return "RenewalTarget[" + name + "]";
  }
}
