package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.pending;
import static dev.acmesdk.dns01.Challenges.three;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Dns01SolverTest {
  private final Zone zone = new Zone();
  private final Dns01Solver solver = Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases();

  /** A provider that refuses everything. */
  private static final class Broken implements DnsProvider {
    @Override
    public void addTxt(TxtRecord record) throws IOException, InterruptedException {
      if (record.value().equals(TxtRecord.of(pending()).value())) {
        throw new InterruptedException();
      }
      throw new IOException("add refused: " + record.name());
    }

    @Override
    public void removeTxt(TxtRecord record) throws IOException {
      throw new IOException("remove refused: " + record.name());
    }
  }

  @Test
  void solvesDns01() {
    assertThat(solver.challengeType()).isEqualTo(Challenge.Dns01.class);
  }

  @Test
  void apexAndWildcardHaveTheirValuesSideBySide() throws IOException, InterruptedException {
    for (PendingChallenge<Dns01> challenge : three()) {
      solver.present(challenge);
    }
    assertThat(zone.values)
        .containsOnlyKeys("_acme-challenge.example.com", "_acme-challenge.example.org");
    assertThat(zone.values.get("_acme-challenge.example.com"))
        .containsExactly(
            TxtRecord.of(three().get(0)).value(), TxtRecord.of(three().get(1)).value());
    solver.cleanUp(three().get(0));
    assertThat(zone.values.get("_acme-challenge.example.com"))
        .containsExactly(TxtRecord.of(three().get(1)).value());
  }

  @Test
  void anotherSolverCanCleanUp() throws IOException, InterruptedException {
    solver.present(pending());
    Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases().cleanUp(pending());
    Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases().cleanUp(pending());
    assertThat(zone.values).isEmpty();
  }

  @Test
  void passesOnWhatTheProviderSays() {
    Dns01Solver broken = Dns01Solver.of(new Broken()).withoutVisibilityCheck().withoutAliases();
    assertThatThrownBy(() -> broken.present(three().get(0)))
        .isInstanceOf(IOException.class)
        .hasMessage("add refused: _acme-challenge.example.com");
    assertThatThrownBy(() -> broken.cleanUp(three().get(0)))
        .isInstanceOf(IOException.class)
        .hasMessage("remove refused: _acme-challenge.example.com");
    assertThatThrownBy(() -> broken.present(pending())).isInstanceOf(InterruptedException.class);
  }
}
