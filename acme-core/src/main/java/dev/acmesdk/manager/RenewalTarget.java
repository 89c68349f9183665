package dev.acmesdk.manager;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.LineageSummary;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
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
 * @param hookDirectory a directory like Certbot's {@code renewal-hooks}: what is in there at the
 *     time of a renewal is run before the other hooks of its sort; {@code null} for none
 */
public record RenewalTarget(
    String name,
    List<Identifier> identifiers,
    CertificateStore store,
    Predicate<LineageSummary> wanted,
    List<? extends CaRoute> routes,
    Hooks hooks,
    @Nullable Path hookDirectory) {
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

  /**
   * A lineage without a directory of hooks.
   *
   * @param name the lineage's name; there need not be such a lineage yet
   * @param identifiers what its certificates are for
   * @param store where it is kept
   * @param wanted whether a version is what is wanted
   * @param routes the CAs, in order of preference
   * @param hooks what is to be done around renewals
   */
  public RenewalTarget(
      String name,
      List<Identifier> identifiers,
      CertificateStore store,
      Predicate<LineageSummary> wanted,
      List<? extends CaRoute> routes,
      Hooks hooks) {
    this(name, identifiers, store, wanted, routes, hooks, null);
  }

  /** What is to be done around the next renewal. */
  Hooks hooksNow() {
    return inDirectory().then(configured());
  }

  private Hooks inDirectory() {
    try {
      return hookDirectory == null ? Hooks.none() : Hooks.inDirectory(hookDirectory);
    } catch (StoreException e) {
      log.warn("What hooks there are for {} cannot be read: {}", name, e.getMessage());
      return Hooks.none();
    }
  }

  /** A lineage that is broken says nothing of hooks. */
  private Hooks configured() {
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
