package dev.acmesdk.preflight;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.solver.ChallengeSolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How control will be proved. */
final class Ways {
  private static final Set<Class<?>> BY_CONNECTION =
      Set.of(Challenge.Http01.class, Challenge.TlsAlpn01.class);

  private static final Map<Class<?>, String> METHODS =
      Map.of(
          Challenge.Http01.class, Challenge.Http01.TYPE,
          Challenge.Dns01.class, Challenge.Dns01.TYPE,
          Challenge.TlsAlpn01.class, Challenge.TlsAlpn01.TYPE,
          Challenge.DnsAccount01.class, Challenge.DnsAccount01.TYPE,
          Challenge.DnsPersist01.class, Challenge.DnsPersist01.TYPE);

  private Ways() {}

  /** Whether the CA will connect to the names, in one way or another. */
  static boolean byConnection(PlannedIssuance planned) {
    return planned.solvers().stream().anyMatch(Ways::isByConnection);
  }

  /** Whether it can prove nothing but what has addresses. */
  static boolean onlyByConnection(PlannedIssuance planned) {
    return planned.solvers().stream().allMatch(Ways::isByConnection);
  }

  private static boolean isByConnection(ChallengeSolver<?> solver) {
    return BY_CONNECTION.contains(solver.challengeType());
  }

  /** The name of the type of challenge, as CAA records have it (RFC 8657 section 4). */
  static String method(ChallengeSolver<?> solver) {
    return METHODS.getOrDefault(solver.challengeType(), "");
  }

  /** The solver for HTTP-01, if there is one. */
  @SuppressWarnings("unchecked") // The solver's word for its type is what counts.
  static Optional<ChallengeSolver<Challenge.Http01>> http(PlannedIssuance planned) {
    List<ChallengeSolver<?>> solvers = planned.solvers();
    return solvers.stream()
        .filter(solver -> solver.challengeType().equals(Challenge.Http01.class))
        .map(solver -> (ChallengeSolver<Challenge.Http01>) solver)
        .findFirst();
  }
}
