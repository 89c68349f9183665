package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.persistent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.protocol.Challenge.DnsPersist01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DnsPersist01SolverTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Instant NOW = Instant.parse("2024-07-26T00:00:00Z");
  private static final String NAME = "_validation-persist.example.com";
  private static final String ACCOUNT = "https://ca.example/acct/123";
  private static final String BASIC = "authority.example; accounturi=" + ACCOUNT;
  private static final String WILDCARD = BASIC + "; policy=wildcard";

  private final PendingChallenge<DnsPersist01> apex = persistent("example.com", false);
  private final PendingChallenge<DnsPersist01> wildcard = persistent("example.com", true);
  private final Zone zone = new Zone();
  private final DnsPersist01Solver solver = at(DnsPersist01Solver.of(zone));
  private final Human human = new Human();
  private final DnsPersist01Solver manual = at(DnsPersist01Solver.manual(human));

  private static DnsPersist01Solver at(DnsPersist01Solver solver) {
    return solver.withClock(Clock.fixed(NOW, ZoneOffset.UTC)).withoutVisibilityCheck();
  }

  private void publish(String value) {
    zone.addTxt(new TxtRecord(NAME, value, PersistentRecord.TTL));
  }

  @Test
  void solvesDnsPersist01() {
    assertThat(solver.challengeType()).isEqualTo(DnsPersist01.class);
  }

  @Test
  void draftAcmeDnsPersistSection4_leavesTheRecordInPlace()
      throws IOException, InterruptedException {
    solver.present(apex);
    solver.awaitVisible(List.of(apex), LIMIT);
    solver.cleanUp(apex);
    assertThat(zone.values(NAME)).containsExactly(BASIC);
  }

  @Test
  void draftAcmeDnsPersistSection7_10_theRecordCanBeTakenAwayByWhoeverWantsThat()
      throws IOException, InterruptedException {
    solver.present(apex);
    zone.removeTxt(solver.record(apex).toTxtRecord());
    assertThat(zone.values).isEmpty();
  }

  @Test
  void draftAcmeDnsPersistSection4_1_wildcardsGetTheWildcardPolicy()
      throws IOException, InterruptedException {
    solver.present(wildcard);
    assertThat(zone.values(NAME)).containsExactly(WILDCARD);
  }

  @Test
  void draftAcmeDnsPersistSection4_3_apexAndWildcardHaveTheirRecordsSideBySide()
      throws IOException, InterruptedException {
    solver.present(apex);
    solver.present(wildcard);
    assertThat(zone.values(NAME)).containsExactly(BASIC, WILDCARD);
  }

  @Test
  void draftAcmeDnsPersistSection5_1_canMakeItOneRecordForBoth()
      throws IOException, InterruptedException {
    DnsPersist01Solver wide = solver.withWildcardPolicy();
    wide.present(apex);
    wide.present(wildcard);
    assertThat(zone.values(NAME)).containsExactly(WILDCARD);
  }

  @Test
  void draftAcmeDnsPersistSection3_1_namesTheCaAsChosen() throws IOException {
    assertThat(solver.withIssuer("ca.example.net").record(apex).value())
        .isEqualTo("ca.example.net; accounturi=" + ACCOUNT);
    assertThatThrownBy(() -> solver.withIssuer("other.example").present(apex))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the CA does not go by the name other.example, but by authority.example, ca.example.net");
  }

  @Test
  void draftAcmeDnsPersistSection3_1_neverNamesTheAccountOfSomebodyElse() throws IOException {
    Identifier name = Identifier.dns("example.com");
    assertThat(solver.record(persistent(name, false, ACCOUNT, ACCOUNT)).value()).isEqualTo(BASIC);
    assertThatThrownBy(
            () -> solver.present(persistent(name, false, "https://ca.example/acct/9", ACCOUNT)))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the CA wants a record for the account https://ca.example/acct/9, but the account that orders is "
                + ACCOUNT);
    assertThat(zone.values).isEmpty();
  }

  @Test
  void draftAcmeDnsPersistSection4_1_recordsCanEnd() throws IOException {
    assertThat(solver.withEnd(NOW).record(apex).value())
        .isEqualTo(BASIC + "; persistUntil=1721952000");
    assertThatThrownBy(() -> solver.withEnd(NOW.minusSeconds(1)).present(apex))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("it was to end at 2024-07-25T23:59:59Z");
  }

  @Test
  void rfc8659Section4_2_refusesAnAccountThatCannotStandInARecord() {
    Identifier name = Identifier.dns("example.com");
    assertThatThrownBy(
            () -> solver.present(persistent(name, false, null, "https://ca.example/a;b=c")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("https://ca.example/a;b=c cannot stand in a record");
  }

  @Test
  void refusesIpAddresses() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> manual.present(persistent(Identifier.ip("192.0.2.1"), false, null, ACCOUNT)))
        .withMessage("dns-persist-01 cannot prove control of 192.0.2.1: it is not a DNS name");
  }

  @Test
  void addsNothingIfARecordThatWillDoIsThere() throws IOException, InterruptedException {
    publish("ca.example.net;policy=wildcard;accounturi=" + ACCOUNT);
    solver.withLookUp(zone).present(wildcard);
    assertThat(zone.values(NAME)).hasSize(1);
  }

  @Test
  void addsARecordBesideThoseThatWillNotDo() throws IOException, InterruptedException {
    publish(BASIC);
    publish("other.example; policy=wildcard; accounturi=" + ACCOUNT);
    publish(WILDCARD + "; persistUntil=1721951999");
    publish("v=spf1 -all");
    solver.withLookUp(zone).present(wildcard);
    assertThat(zone.values(NAME)).hasSize(5).contains(WILDCARD);
  }

  @Test
  void passesOnThatTheZoneCannotBeRead() {
    DnsPersist01Solver blind =
        solver.withLookUp(
            name -> {
              throw new IOException("no answer about " + name);
            });
    assertThatThrownBy(() -> blind.present(apex))
        .isInstanceOf(IOException.class)
        .hasMessage("no answer about " + NAME);
  }

  @Test
  void asksAHumanOnceForAsFewRecordsAsWillDo() throws IOException, InterruptedException {
    PendingChallenge<DnsPersist01> other = persistent("example.org", false);
    List<PendingChallenge<DnsPersist01>> all = List.of(apex, other, wildcard, apex);
    for (PendingChallenge<DnsPersist01> challenge : all) {
      manual.present(challenge);
    }
    assertThat(human.asked).isEmpty();
    manual.awaitVisible(all, LIMIT);
    assertThat(human.asked)
        .containsExactly(
            List.of(manual.record(wildcard).toTxtRecord(), manual.record(other).toTxtRecord()));
    assertThat(human.limits).containsExactly(LIMIT);
  }

  @Test
  void neverTellsAHumanToRemoveTheRecord() {
    manual.cleanUp(apex);
    assertThat(human.removed).isEmpty();
  }

  @Test
  void asksAHumanOnlyForWhatIsNotThere() throws IOException, InterruptedException {
    DnsPersist01Solver seeing = manual.withLookUp(zone);
    publish(BASIC);
    seeing.awaitVisible(List.of(apex), LIMIT);
    assertThat(human.asked).isEmpty();
    seeing.awaitVisible(List.of(apex, wildcard), LIMIT);
    assertThat(human.asked).containsExactly(List.of(seeing.record(wildcard).toTxtRecord()));
  }
}
