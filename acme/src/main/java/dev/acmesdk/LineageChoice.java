package dev.acmesdk;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.LineageSummaries;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which lineage a request is about, by Certbot's rules: the one that was named; else the one for
 * exactly the same names; else one called after the first name that was to have all of them, but
 * has got fewer; else a new one.
 *
 * <p>To find that out may take a look at every lineage that there is, so what was seen is kept, for
 * one call of a verb and until somebody else may have changed it. Not for use by several threads.
 */
final class LineageChoice {
  private static final Logger LOG = LoggerFactory.getLogger(LineageChoice.class);

  private final CertificateStore store;
  private final LineageSummaries summaries;
  private final Set<Identifier> wanted;
  private final String defaultName;
  private final @Nullable String givenName;
  private final boolean heals;
  private boolean hasLooked;
  private Optional<Lineage> seen = Optional.empty();

  LineageChoice(CertificateStore store, List<Identifier> identifiers, @Nullable String givenName) {
    this(store, identifiers, givenName, false);
  }

  /**
   * A choice that may mend.
   *
   * @param heals whether a lineage that was named is as good as none if it is broken
   */
  LineageChoice(
      CertificateStore store,
      List<Identifier> identifiers,
      @Nullable String givenName,
      boolean heals) {
    this.heals = heals;
    this.store = store;
    this.summaries = LineageSummaries.of(store);
    this.wanted = Set.copyOf(identifiers);
    this.defaultName = identifiers.get(0).withoutWildcard().value();
    this.givenName = givenName;
  }

  /** The lineage that there is, if there is one, as it was at the last look. */
  Optional<Lineage> current() {
    return hasLooked ? seen : look();
  }

  /** Looks again: as soon as a lease is there, and whenever somebody else may have been at work. */
  Optional<Lineage> look() {
    seen = read();
    hasLooked = true;
    return seen;
  }

  private Optional<Lineage> read() {
    if (givenName != null) {
      return heals ? findUnlessBroken(givenName) : find(givenName);
    }
    // Nearly always it is the one called after the first name: look there before reading them all.
    Optional<Lineage> likely = findUnlessBroken(defaultName);
    Optional<Lineage> same = likely.filter(this::isForSameNames).or(this::search);
    return same.isPresent() ? same : likely.filter(this::isLessThanWanted);
  }

  private Optional<Lineage> find(String name) {
    try {
      return store.find(name);
    } catch (IllegalArgumentException e) {
      throw new InvalidRequestException(e.getMessage() + " Choose it with named(…).");
    }
  }

  /**
   * Certbot goes on beside a lineage that is broken. But what only cannot be read just now, for
   * want of a right or of a passphrase, may be what is looked for.
   */
  private Optional<Lineage> findUnlessBroken(String name) {
    try {
      return find(name);
    } catch (StoreException e) {
      if (e.getCause() != null
          && !(e.getCause() instanceof NoSuchFileException)
          && !(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
      LOG.warn("Skipping the lineage {}: {} {}", name, e.getMessage(), e.remedy());
      return Optional.empty();
    }
  }

  private Optional<Lineage> search() {
    return store.names().stream()
        .filter(name -> !name.equals(defaultName))
        .filter(this::promises)
        .flatMap(name -> findUnlessBroken(name).stream())
        .filter(this::isForSameNames)
        .findFirst();
  }

  /**
   * There may be thousands, so that only the right one is read as a whole. A broken one must not
   * keep others from being found.
   */
  private boolean promises(String name) {
    try {
      return summaries
          .summary(name)
          .filter(summary -> isForSameNames(new CertificateChain(List.of(summary.leaf()))))
          .isPresent();
    } catch (StoreException e) {
      LOG.warn("Skipping the lineage {}: {}", name, e.getMessage());
      return false;
    }
  }

  /** Not every lineage for fewer names: somebody else may want just those. */
  private boolean isLessThanWanted(Lineage lineage) {
    return Subset.isNoted(lineage) && wanted.containsAll(Identifier.allOf(lineage.chain()));
  }

  boolean isForSameNames(Lineage lineage) {
    return isForSameNames(lineage.chain());
  }

  private boolean isForSameNames(CertificateChain chain) {
    return Identifier.allOf(chain).equals(wanted);
  }

  /**
   * The name of a new lineage: with a number, if there is one for other names. The store has a look
   * at it while there is still time to refuse it.
   */
  String newName() {
    if (givenName != null) {
      return givenName;
    }
    Set<String> taken = new HashSet<>(store.names());
    String name = defaultName;
    for (int number = 1; taken.contains(name); number++) {
      name = "%s-%04d".formatted(defaultName, number);
    }
    return find(name).map(Lineage::name).orElse(name);
  }
}
