package dev.acmesdk;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
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
 * exactly the same names; else a new one, called after the first name.
 */
final class LineageChoice {
  private static final Logger LOG = LoggerFactory.getLogger(LineageChoice.class);

  private final CertificateStore store;
  private final Set<Identifier> wanted;
  private final String defaultName;
  private final @Nullable String givenName;
  private final boolean heals;

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
    this.wanted = Set.copyOf(identifiers);
    this.defaultName = identifiers.get(0).withoutWildcard().value();
    this.givenName = givenName;
  }

  /** The lineage that there is, if there is one. */
  Optional<Lineage> current() {
    if (givenName != null) {
      return heals ? findUnlessBroken(givenName) : find(givenName);
    }
    // Nearly always it is the one called after the first name: look there before reading them all.
    Optional<Lineage> likely = findUnlessBroken(defaultName).filter(this::isForSameNames);
    return likely.isPresent() ? likely : search();
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
        .flatMap(name -> readable(name).stream())
        .filter(this::isForSameNames)
        .findFirst();
  }

  /** A broken lineage must not keep others from being found. */
  private Optional<Lineage> readable(String name) {
    try {
      return store.find(name);
    } catch (StoreException e) {
      LOG.warn("Skipping the lineage {}: {}", name, e.getMessage());
      return Optional.empty();
    }
  }

  boolean isForSameNames(Lineage lineage) {
    return Identifier.allOf(lineage.chain()).equals(wanted);
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
