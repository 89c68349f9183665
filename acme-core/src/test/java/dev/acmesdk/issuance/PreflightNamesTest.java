package dev.acmesdk.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of several solvers, each is asked beforehand about what it will have to prove. */
class PreflightNamesTest {
  private static final Identifier PLAIN = Identifier.dns("example.com");
  private static final Identifier WILDCARD = Identifier.dns("*.example.org");
  private static final Identifier ADDRESS = Identifier.ip("192.0.2.1");

  /** Remembers what it was asked about. */
  private record Asked<C extends Challenge>(Class<C> challengeType, List<Identifier> about)
      implements ChallengeSolver<C>, Preflight {
    Asked(Class<C> challengeType) {
      this(challengeType, new ArrayList<>());
    }

    @Override
    public Reservation reserve(List<Identifier> identifiers) {
      about.addAll(identifiers);
      return () -> {};
    }

    @Override
    public void present(PendingChallenge<C> challenge) {
      throw new AssertionError(challenge);
    }

    @Override
    public void cleanUp(PendingChallenge<C> challenge) {
      throw new AssertionError(challenge);
    }
  }

  private final Asked<Challenge.Http01> http = new Asked<>(Challenge.Http01.class);
  private final Asked<Challenge.Dns01> dns = new Asked<>(Challenge.Dns01.class);

  private void reserve(ChallengeSolver<?>... solvers) {
    new Solvers(List.of(solvers)).reserve(List.of(PLAIN, WILDCARD, ADDRESS)).close();
  }

  @Test
  void aZoneNeedNotBeThereForANameThatAWebServerProves() {
    reserve(http, dns);
    assertThat(http.about()).containsExactly(PLAIN, ADDRESS);
    assertThat(dns.about()).containsExactly(WILDCARD);
  }

  @Test
  void theFirstSolverThatCanDoesIt() {
    reserve(dns, http);
    assertThat(dns.about()).containsExactly(PLAIN, WILDCARD);
    assertThat(http.about()).containsExactly(ADDRESS);
  }
}
