package dev.acmesdk.issuance;

import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.NoUsableChallengeException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.Authorization;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.Preflight;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The solvers at hand, in order of preference. */
final class Solvers {
  /** Only DNS proves control of all names below one (RFC 8555 section 7.1.3, CA/B rules). */
  private static final Set<Class<? extends Challenge>> FOR_WILDCARDS =
      Set.of(Challenge.Dns01.class, Challenge.DnsAccount01.class, Challenge.DnsPersist01.class);

  /** RFC 8738 section 5 and 7: there is no DNS name to put a record at. */
  private static final Set<Class<? extends Challenge>> FOR_ADDRESSES =
      Set.of(Challenge.Http01.class, Challenge.TlsAlpn01.class);

  private static final Map<Class<? extends Challenge>, String> TYPE_NAMES =
      Map.of(
          Challenge.Http01.class, Challenge.Http01.TYPE,
          Challenge.Dns01.class, Challenge.Dns01.TYPE,
          Challenge.TlsAlpn01.class, Challenge.TlsAlpn01.TYPE,
          Challenge.DnsAccount01.class, Challenge.DnsAccount01.TYPE,
          Challenge.DnsPersist01.class, Challenge.DnsPersist01.TYPE);

  private final List<ChallengeSolver<?>> solvers;

  Solvers(List<? extends ChallengeSolver<?>> solvers) {
    this.solvers = List.copyOf(solvers);
    if (solvers.isEmpty()) {
      throw new InvalidRequestException("No challenge solver was given. Give at least one.");
    }
  }

  /** Finds out, without asking the CA, which identifiers no solver at hand can ever prove. */
  void checkSolvable(List<Identifier> identifiers) {
    List<String> findings = new ArrayList<>();
    for (Identifier identifier : identifiers) {
      if (identifier.isWildcard() && noneFor(FOR_WILDCARDS)) {
        findings.add(
            "\"%s\" is a wildcard, which can only be validated by DNS. Use a DNS-01 solver, such as manual(…) or dns(…), or one for dns-account-01 or dns-persist-01."
                .formatted(identifier));
      }
      if (identifier instanceof Identifier.Ip && noneFor(FOR_ADDRESSES)) {
        findings.add(
            "\"%s\" is an IP address, which cannot be validated by DNS. Use an HTTP-01 or TLS-ALPN-01 solver."
                .formatted(identifier));
      }
    }
    if (!findings.isEmpty()) {
      throw new InvalidRequestException(findings);
    }
  }

  private boolean noneFor(Set<Class<? extends Challenge>> types) {
    return solvers.stream().noneMatch(solver -> types.contains(solver.challengeType()));
  }

  /** Reserves what the solvers need; nothing is held if one of them fails. */
  Reservations reserve(List<Identifier> identifiers) {
    Reservations reservations = new Reservations();
    try {
      for (ChallengeSolver<?> solver : solvers) {
        if (solver instanceof Preflight preflight) {
          reservations.add(preflight.reserve(likelyFor(solver, identifiers)));
        }
      }
      return reservations;
    } catch (IOException e) {
      reservations.close();
      throw new SolverException(
          "The challenge responses cannot be put in place: " + e.getMessage() + ".",
          "Nothing was ordered; mend it and call again.",
          identifiers,
          e);
    } catch (AcmeException e) {
      reservations.close();
      throw e;
    }
  }

  /**
   * What a solver will probably be asked for: CAs offer all that can be done for a name, so the
   * first solver that can do it will have to. A zone need not be there for a name that a web server
   * proves.
   */
  private List<Identifier> likelyFor(ChallengeSolver<?> solver, List<Identifier> identifiers) {
    return identifiers.stream()
        .filter(
            identifier ->
                solvers.stream()
                    .filter(one -> couldSolve(one.challengeType(), identifier))
                    .findFirst()
                    .filter(one -> one.equals(solver))
                    .isPresent())
        .toList();
  }

  private static boolean couldSolve(Class<? extends Challenge> type, Identifier identifier) {
    if (!TYPE_NAMES.containsKey(type)) {
      return true; // whoever has brought it knows
    }
    return identifier instanceof Identifier.Ip
        ? FOR_ADDRESSES.contains(type)
        : !identifier.isWildcard() || FOR_WILDCARDS.contains(type);
  }

  /** The first solver that can do one of the challenges on offer. */
  Assignment<?> assign(Authorization authorization) {
    return find(authorization)
        .orElseThrow(
            () ->
                new NoUsableChallengeException(
                    authorization.orderedIdentifier(),
                    authorization.challenges().stream().map(Challenge::type).toList(),
                    solvers.stream().map(solver -> typeName(solver.challengeType())).toList()));
  }

  Optional<Assignment<?>> find(Authorization authorization) {
    for (ChallengeSolver<?> solver : solvers) {
      Assignment<?> assignment = Assignment.find(solver, authorization);
      if (assignment != null) {
        return Optional.of(assignment);
      }
    }
    return Optional.empty();
  }

  /** Who takes the response to a challenge away: the first solver of its type. */
  Optional<ChallengeSolver<?>> of(Challenge challenge) {
    for (ChallengeSolver<?> solver : solvers) {
      if (solver.challengeType().isInstance(challenge)) {
        return Optional.of(solver);
      }
    }
    return Optional.empty();
  }

  /** The CA's word for a type, so that it can be compared with what the CA offers. */
  private static String typeName(Class<? extends Challenge> type) {
    return TYPE_NAMES.getOrDefault(type, type.getSimpleName());
  }

  /** What is held for the time of an issuance. */
  static final class Reservations implements AutoCloseable {
    private final List<Preflight.Reservation> held = new ArrayList<>();

    void add(Preflight.Reservation reservation) {
      held.add(0, reservation);
    }

    @Override
    public void close() {
      held.forEach(Preflight.Reservation::close);
      held.clear();
    }
  }
}
