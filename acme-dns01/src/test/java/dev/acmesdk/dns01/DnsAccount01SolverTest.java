package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.accountLabelled;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.PropagationWait;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsAccount01SolverTest {
  private static final String NAME = "_ujmmovf2vn55tgye._acme-challenge.example.org";

  private final PendingChallenge<DnsAccount01> challenge = accountLabelled("example.org", false);
  private final Zone zone = new Zone();
  private final DnsAccount01Solver solver =
      DnsAccount01Solver.of(zone).withoutVisibilityCheck().withoutAliases();
  private final Human human = new Human();
  private final ChallengeSolver<DnsAccount01> manual =
      DnsAccount01Solver.manual(human, NoDns.check());

  @Test
  void solvesDnsAccount01() {
    assertThat(solver.challengeType()).isEqualTo(DnsAccount01.class);
    assertThat(manual.challengeType()).isEqualTo(DnsAccount01.class);
  }

  @Test
  void draftAcmeDnsAccountLabelSection3_2_addsTheRecordBelowTheLabelOfTheAccount()
      throws IOException, InterruptedException {
    solver.present(challenge);
    assertThat(zone.values(NAME)).containsExactly(Challenges.VALUE);
    assertThat(zone.values).hasSize(1);
  }

  @Test
  void draftAcmeDnsAccountLabelSection3_3_takesTheRecordAwayInAnotherProcessToo()
      throws IOException, InterruptedException {
    solver.present(challenge);
    zone.addTxt(new TxtRecord(NAME, "of somebody else", Duration.ofMinutes(1)));
    DnsAccount01Solver.of(zone).withoutVisibilityCheck().withoutAliases().cleanUp(challenge);
    assertThat(zone.values(NAME)).containsExactly("of somebody else");
    DnsAccount01Solver.of(zone).withoutVisibilityCheck().withoutAliases().cleanUp(challenge);
  }

  @Test
  void draftAcmeDnsAccountLabelSection1_accountsDoNotMeet()
      throws IOException, InterruptedException {
    solver.present(challenge);
    solver.present(
        new PendingChallenge<>(
            challenge.identifier(),
            false,
            challenge.challenge(),
            URI.create("https://example.com/acme/acct/ExampleAccount/"),
            challenge.thumbprint()));
    assertThat(zone.values).containsOnlyKeys(NAME, "_dzis72q2qq5yqmsx._acme-challenge.example.org");
  }

  @Test
  @SuppressWarnings("unchecked") // By its contract it is for its own type of challenge.
  void asksAHumanOnceForAllRecords() throws IOException, InterruptedException {
    PendingChallenge<DnsAccount01> other = accountLabelled("example.com", true);
    manual.present(challenge);
    manual.present(other);
    assertThat(human.asked).isEmpty();
    ((PropagationWait<DnsAccount01>) manual)
        .awaitVisible(List.of(challenge, other, challenge), Duration.ofMinutes(5));
    assertThat(human.asked)
        .containsExactly(
            List.of(TxtRecord.belowAccountLabel(challenge), TxtRecord.belowAccountLabel(other)));
    manual.cleanUp(challenge);
    assertThat(human.removed).containsExactly(TxtRecord.belowAccountLabel(challenge));
  }

  @Test
  void refusesIpAddresses() {
    PendingChallenge<DnsAccount01> address =
        new PendingChallenge<>(
            Identifier.ip("192.0.2.1"),
            false,
            challenge.challenge(),
            challenge.account(),
            challenge.thumbprint());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> manual.present(address))
        .withMessage("dns-account-01 cannot prove control of 192.0.2.1: it is not a DNS name");
  }
}
