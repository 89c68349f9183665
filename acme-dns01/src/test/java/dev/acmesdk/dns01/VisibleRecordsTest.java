package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.accountLabelled;
import static dev.acmesdk.dns01.Challenges.pending;
import static dev.acmesdk.dns01.Challenges.persistent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.dns01.lookup.Lab;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.protocol.Challenge.DnsPersist01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.testing.dns.DnsFault;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Solvers with name servers that answer, and do not. */
class VisibleRecordsTest {
  private static final String NAME = "_acme-challenge.example.com";
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Lab lab = new Lab();
  private final LabProvider provider = LabProvider.of(lab);
  private final Instant start = lab.clock.instant();
  private final VisibilityCheck check =
      VisibilityCheck.of(lab.client)
          .withTime(
              lab.clock,
              (time, seen) -> {
                lab.clock.advance(time);
                return true;
              });
  private final PendingChallenge<Dns01> apex = pending(Identifier.dns("example.com"), false, "a");
  private final PendingChallenge<Dns01> wildcard =
      pending(Identifier.dns("example.com"), true, "b");

  @AfterEach
  void close() {
    lab.close();
  }

  private Dns01Solver solver() {
    return Dns01Solver.of(provider).withVisibilityCheck(check);
  }

  private Duration waited() {
    return Duration.between(start, lab.clock.instant());
  }

  private List<String> texts(String name) throws IOException, InterruptedException {
    return lab.client.txt(name);
  }

  @Test
  void rfc8555Section8_2_waitsForTheSlowestServerOfAllRecords() throws Exception {
    lab.network.server(Lab.SIXTH).lag(Duration.ofSeconds(90));
    Dns01Solver solver = solver();
    solver.present(apex);
    solver.present(wildcard);
    solver.awaitVisible(List.of(apex, wildcard), LIMIT);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(90));
    assertThat(texts(NAME))
        .containsExactlyInAnyOrder(TxtRecord.of(apex).value(), TxtRecord.of(wildcard).value());
  }

  @Test
  void tellsWhatIsMissingWhereIfTheTimeIsOver() throws Exception {
    lab.network.server(Lab.SIXTH).lag(Duration.ofMinutes(6));
    Dns01Solver solver = solver();
    solver.present(apex);
    assertThatThrownBy(() -> solver.awaitVisible(List.of(apex), LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(
            "ns6.example.com (2001:db8:0:0:0:0:0:14) says that the name does not");
    assertThat(waited()).isEqualTo(LIMIT);
  }

  @Test
  void doesNotWaitIfToldSo() throws Exception {
    lab.network.server(Lab.SIXTH).lag(Duration.ofSeconds(90));
    Dns01Solver solver = solver().withoutVisibilityCheck();
    solver.present(apex);
    solver.awaitVisible(List.of(apex), LIMIT);
    assertThat(waited()).isZero();
  }

  @Test
  void putsTheRecordWhereTheAliasesLeadAndTakesItAwayThereInAnotherProcess() throws Exception {
    lab.add(NAME + ". CNAME a.example.org.");
    solver().present(apex);
    solver().awaitVisible(List.of(apex), LIMIT);
    assertThat(provider.added()).extracting(TxtRecord::name).containsExactly("a.example.org");
    assertThat(texts("a.example.org")).containsExactly(TxtRecord.of(apex).value());
    solver().cleanUp(apex);
    assertThat(provider.removed()).isEqualTo(provider.added());
    assertThat(texts("a.example.org")).isEmpty();
  }

  @Test
  void takesTheRecordAwayWhereItWasPutThoughTheAliasHasChanged() throws Exception {
    lab.add(NAME + ". CNAME a.example.org.");
    Dns01Solver solver = solver();
    solver.present(apex);
    for (String server : List.of(Lab.FIRST, Lab.SECOND, Lab.THIRD, Lab.SIXTH)) {
      lab.network.server(server).remove(NAME + ". CNAME a.example.org.");
    }
    Thread.currentThread().interrupt();
    solver.cleanUp(apex);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(provider.removed()).isEqualTo(provider.added());
  }

  @Test
  void followsNoAliasIfToldSo() throws Exception {
    lab.add(NAME + ". CNAME a.example.org.");
    solver().withoutAliases().present(apex);
    assertThat(provider.added()).containsExactly(TxtRecord.of(apex));
  }

  @Test
  void aWildcardAliasIsCoveredByTheRecord() throws Exception {
    lab.add("*.example.com. CNAME web.example.org.");
    solver().present(apex);
    solver().awaitVisible(List.of(apex), LIMIT);
    assertThat(provider.added()).containsExactly(TxtRecord.of(apex));
    solver().cleanUp(apex);
    assertThat(provider.removed()).isEqualTo(provider.added());
  }

  @Test
  void putsTheRecordAtTheNameIfAliasesCannotBeLookedUp() throws Exception {
    lab.resolver.fail(DnsFault.SERVFAIL);
    Dns01Solver solver = solver();
    solver.present(apex);
    assertThat(provider.added()).containsExactly(TxtRecord.of(apex));
    solver.cleanUp(apex);
    assertThat(provider.removed()).containsExactly(TxtRecord.of(apex));
  }

  @Test
  void anotherProcessTellsIfItMayHaveLeftTheRecordBehind() throws Exception {
    lab.add(NAME + ". CNAME a.example.org.");
    solver().present(apex);
    lab.resolver.fail(DnsFault.SERVFAIL);
    assertThatThrownBy(() -> solver().cleanUp(apex))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("If _acme-challenge.example.com is an alias (CNAME)")
        .hasMessageContaining(TxtRecord.of(apex).value());
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> solver().cleanUp(apex)).isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void twoIssuersShareANameWithoutErasingEachOthersRecords() throws Exception {
    PendingChallenge<Dns01> theirs = pending(Identifier.dns("example.com"), false, "theirs");
    Dns01Solver ours = solver();
    Dns01Solver other = Dns01Solver.of(LabProvider.of(lab)).withVisibilityCheck(check);
    ours.present(apex);
    other.present(theirs);
    ours.awaitVisible(List.of(apex), LIMIT);
    other.awaitVisible(List.of(theirs), LIMIT);
    ours.cleanUp(apex);
    other.awaitVisible(List.of(theirs), LIMIT);
    assertThat(texts(NAME)).containsExactly(TxtRecord.of(theirs).value());
  }

  @Test
  void draftAcmeDnsAccountLabelSection3_2_waitsAndFollowsTheAliasOfTheAccountsLabel()
      throws Exception {
    PendingChallenge<DnsAccount01> challenge = accountLabelled("example.com", false);
    String name = TxtRecord.belowAccountLabel(challenge).name();
    lab.add(name + ". CNAME b.example.org.");
    DnsAccount01Solver solver = DnsAccount01Solver.of(provider).withVisibilityCheck(check);
    lab.network.server(Lab.FIRST).lag(Duration.ofSeconds(20));
    solver.present(challenge);
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
    assertThat(provider.added()).extracting(TxtRecord::name).containsExactly("b.example.org");
    solver.cleanUp(challenge);
    assertThat(provider.removed()).isEqualTo(provider.added());
  }

  @Test
  void draftAcmeDnsPersistSection4_waitsForTheRecordAndFindsItTheNextTime() throws Exception {
    PendingChallenge<DnsPersist01> challenge = persistent("example.com", false);
    lab.add("_validation-persist.example.com. CNAME p.example.org.");
    lab.network.server(Lab.FIRST).lag(Duration.ofSeconds(20));
    DnsPersist01Solver solver =
        DnsPersist01Solver.of(provider)
            .withVisibilityCheck(check)
            .withLookUp(lab.client::txt)
            .withClock(lab.clock);
    solver.present(challenge);
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(waited()).isEqualTo(Duration.ofSeconds(20));
    assertThat(provider.added())
        .singleElement()
        .extracting(TxtRecord::isPersistent)
        .isEqualTo(true);
    solver.present(challenge);
    assertThat(provider.added())
        .hasSize(1)
        .first()
        .extracting(TxtRecord::name)
        .isEqualTo("p.example.org");
  }
}
