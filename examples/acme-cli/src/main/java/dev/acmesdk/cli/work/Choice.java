package dev.acmesdk.cli.work;

import dev.acmesdk.cli.option.NeedOptions;
import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.store.LineageSummary;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which lineage a command line is about, by Certbot's rules.
 *
 * @param name the lineage's name; {@code null} if a new one is to be called after the first name
 * @param current its current version, {@code null} if there is none
 * @param isSame whether the names are exactly those of the current version
 */
public record Choice(@Nullable String name, @Nullable LineageSummary current, boolean isSame) {
  private static final Logger LOG = LoggerFactory.getLogger(Choice.class);

  /**
   * Chooses.
   *
   * @param session the run
   * @param identifiers what is wanted
   * @param certName the name that was given
   * @param need whether it may be expanded, or doubled
   * @return the choice
   */
  public static Choice of(
      Session session, List<Identifier> identifiers, Optional<String> certName, NeedOptions need) {
    CertbotDirectory store = session.store();
    Set<Identifier> wanted = Set.copyOf(identifiers);
    if (certName.isPresent()) {
      Optional<LineageSummary> named = store.summary(certName.get());
      if (!need.renewsWithNewDomains()) {
        named.ifPresent(current -> confirmChange(session, current, wanted));
      }
      return new Choice(
          certName.get(),
          named.orElse(null),
          named.filter(one -> namesOf(one).equals(wanted)).isPresent());
    }
    if (need.isDuplicate()) {
      return new Choice(free(store, identifiers), null, false);
    }
    return among(session, summaries(store), wanted, need);
  }

  private static Choice among(
      Session session, List<LineageSummary> all, Set<Identifier> wanted, NeedOptions need) {
    Optional<LineageSummary> same =
        all.stream().filter(one -> namesOf(one).equals(wanted)).findFirst();
    if (same.isPresent()) {
      return new Choice(same.get().name(), same.get(), true);
    }
    Optional<LineageSummary> smaller =
        all.stream()
            .filter(one -> wanted.containsAll(namesOf(one)))
            .max(Comparator.comparingInt(one -> namesOf(one).size()));
    if (smaller.isEmpty()) {
      return new Choice(null, null, false);
    }
    LineageSummary one = smaller.get();
    if (!need.isExpanding() && !isExpansionWanted(session, one)) {
      throw new CommandFailure(
          "The certificate %s is for some of these names (%s). To replace it by one for all of them, give --expand; for a second one beside it, give --duplicate."
              .formatted(one.name(), shown(namesOf(one))));
    }
    return new Choice(one.name(), one, false);
  }

  private static boolean isExpansionWanted(Session session, LineageSummary one) {
    if (!session.mayAsk()) {
      return false;
    }
    String answer =
        session
            .terminal()
            .ask(
                "The certificate %s is for some of these names: %s. Replace it by one for all of them? (e)xpand or (c)ancel: "
                    .formatted(one.name(), shown(namesOf(one))));
    return answer.toLowerCase(java.util.Locale.ROOT).startsWith("e");
  }

  /** Certbot takes yes for the answer if nobody can be asked. */
  private static void confirmChange(
      Session session, LineageSummary current, Set<Identifier> wanted) {
    if (namesOf(current).equals(wanted) || !session.mayAsk()) {
      return;
    }
    String answer =
        session
            .terminal()
            .ask(
                "The certificate %s is for %s now. Replace it by one for %s? (Y)es or (n)o: "
                    .formatted(current.name(), shown(namesOf(current)), shown(wanted)));
    if (answer.toLowerCase(java.util.Locale.ROOT).startsWith("n")) {
      throw new CommandFailure("Nothing was changed.");
    }
  }

  private static String shown(Set<Identifier> identifiers) {
    return String.join(", ", identifiers.stream().map(Identifier::value).sorted().toList());
  }

  private static String free(CertbotDirectory store, List<Identifier> identifiers) {
    List<String> taken = store.names();
    String base = identifiers.get(0).withoutWildcard().value();
    String name = base;
    for (int number = 1; taken.contains(name); number++) {
      name = "%s-%04d".formatted(base, number);
    }
    return name;
  }

  /**
   * All lineages that can be read.
   *
   * @param store the store
   * @return their current versions, by name; one that is broken is noted in the log and left out
   */
  public static List<LineageSummary> summaries(CertbotDirectory store) {
    List<LineageSummary> all = new ArrayList<>();
    for (String name : store.names()) {
      try {
        store.summary(name).ifPresent(all::add);
      } catch (StoreException e) {
        LOG.info("The lineage {} is left out: {}", name, e.getMessage());
      }
    }
    return all;
  }

  /**
   * What a certificate is for.
   *
   * @param summary its lineage
   * @return names and addresses
   */
  public static Set<Identifier> namesOf(LineageSummary summary) {
    return Identifier.allOf(new CertificateChain(List.of(summary.leaf())));
  }
}
