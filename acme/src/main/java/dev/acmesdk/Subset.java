package dev.acmesdk;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.NoUsableChallengeException;
import dev.acmesdk.error.RateLimitedException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.Progress;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.OrderInFlight;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request when not all of its names can be had: nothing, or a certificate for the
 * others, if that is allowed.
 */
final class Subset {
  /** Certbot's word. */
  static final String ALLOW = "allow_subset_of_names";

  private static final Set<Class<? extends AcmeException>> OF_NAMES =
      Set.of(
          ValidationFailedException.class,
          RejectedException.class,
          RateLimitedException.class,
          SolverException.class,
          NoUsableChallengeException.class);

  private final @Nullable Boolean wish;
  private final Progress progress;

  Subset(Settings settings, Progress progress) {
    this.wish = settings.allowSubset;
    this.progress = progress;
  }

  /** A way to get what is wanted. */
  @FunctionalInterface
  interface Way<T> {
    /**
     * Goes that way.
     *
     * @param wanted for fewer names than before, if something has failed before
     * @param failure why it is for fewer names; {@code null} if it is for all of them
     */
    T go(CertificateRequest wanted, @Nullable AcmeException failure);
  }

  boolean isAllowed(Optional<Lineage> predecessor) {
    return wish != null ? wish : predecessor.filter(Subset::isNoted).isPresent();
  }

  /** Whether a lineage is one that may have got fewer names than were asked for. */
  static boolean isNoted(Lineage lineage) {
    return Boolean.parseBoolean(lineage.renewalParameters().get(ALLOW));
  }

  /** Whether an order is for some of the names, but not all. */
  static boolean isFor(OrderInFlight order, CertificateRequest request) {
    return order.identifiers().size() < request.identifiers().size()
        && Set.copyOf(request.identifiers()).containsAll(order.identifiers());
  }

  /** For all names, or else for fewer and fewer of them, as long as there are any. */
  <T> T forAsManyAsPossible(CertificateRequest request, Way<T> way) {
    CertificateRequest wanted = request;
    AcmeException failure = null;
    while (true) {
      try {
        return way.go(wanted, failure);
      } catch (AcmeException e) {
        List<Identifier> left = left(wanted, e);
        if (e == failure || left.isEmpty() || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        progress.report(
            new IssuanceEvent.NamesLeftOut(e.identifiers(), String.valueOf(e.getMessage())));
        wanted = wanted.withIdentifiers(left);
        failure = e;
      }
    }
  }

  /**
   * The names with which nothing is wrong; none if it is not about names, or nobody knows which.
   */
  private static List<Identifier> left(CertificateRequest wanted, AcmeException failure) {
    List<Identifier> left = new ArrayList<>(wanted.identifiers());
    return OF_NAMES.contains(failure.getClass()) && left.removeAll(failure.identifiers())
        ? left
        : List.of();
  }
}
