package dev.acmesdk.dns01;

import static dev.acmesdk.dns01.Challenges.pending;
import static dev.acmesdk.dns01.Challenges.persistent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.dns01.lookup.Lab;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.DnsPersist01;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A human who adds records, and sees what name servers make of it. */
class WatchingHumanTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Lab lab = new Lab();
  private final Watcher human = new Watcher();
  private final PendingChallenge<Dns01> challenge = pending("www.example.com", "a");
  private final ManualDns01 solver =
      ManualDns01.of(human)
          .withVisibilityCheck(
              VisibilityCheck.of(lab.client).withTime(lab.clock, (time, seen) -> true));

  /** Adds what is asked for, which takes a minute. */
  private final class Watcher implements ManualPrompt {
    final List<String> told = new ArrayList<>();
    final List<String> shown = new ArrayList<>();
    final List<TxtRecord> asked = new ArrayList<>();
    final List<TxtRecord> removed = new ArrayList<>();
    boolean isHasty;

    @Override
    public void awaitInPlace(List<TxtRecord> records, Duration limit) {
      asked.addAll(records);
      records.forEach(record -> lab.network.addTxt(record.name(), record.value()));
      lab.clock.advance(Duration.ofMinutes(1));
    }

    @Override
    public boolean goesOn(String seen, Duration time) {
      shown.add(seen);
      lab.clock.advance(time);
      return isHasty;
    }

    @Override
    public void tell(String text) {
      told.add(text);
    }

    @Override
    public void tellToRemove(TxtRecord record) {
      removed.add(record);
    }
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void isNotBotheredWithWhatCanBeSeen() throws Exception {
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(human.asked).containsExactly(TxtRecord.of(challenge));
    assertThat(human.shown).isEmpty();
    assertThat(human.told).isEmpty();
  }

  @Test
  void isShownWhatEachServerAnswersUntilAllHaveTheRecord() throws Exception {
    lab.network.server(Lab.SECOND).lag(Duration.ofSeconds(72));
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(human.shown).hasSize(3);
    assertThat(human.shown.get(0))
        .contains("_acme-challenge.www.example.com: ns1.example.com (192.0.2.11) has it")
        .contains("ns2.example.com (192.0.2.12) says that the name does not exist");
  }

  @Test
  void mayGoOnAllTheSame() throws Exception {
    lab.network.server(Lab.SECOND).lag(Duration.ofHours(1));
    human.isHasty = true;
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(human.shown).hasSize(1);
  }

  @Test
  void hasNoMoreTimeThanThereIs() {
    lab.network.server(Lab.SECOND).lag(Duration.ofHours(1));
    assertThatThrownBy(() -> solver.awaitVisible(List.of(challenge), LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("after 240 seconds");
  }

  @Test
  void isToldWhereTheAliasLeadsAndWhatToRemoveThere() throws Exception {
    lab.add("_acme-challenge.www.example.com. CNAME a.example.org.");
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(human.told)
        .singleElement()
        .asString()
        .contains("_acme-challenge.www.example.com is an alias (CNAME) for a.example.org");
    assertThat(human.asked).extracting(TxtRecord::name).containsExactly("a.example.org");
    solver.cleanUp(challenge);
    assertThat(human.removed).isEqualTo(human.asked);
  }

  @Test
  void persistentRecordsAreLookedForToo() throws Exception {
    PendingChallenge<DnsPersist01> persistent = persistent("example.com", false);
    lab.network.server(Lab.SECOND).lag(Duration.ofSeconds(62));
    DnsPersist01Solver.manual(human)
        .withVisibilityCheck(
            VisibilityCheck.of(lab.client).withTime(lab.clock, (time, seen) -> true))
        .awaitVisible(List.of(persistent), LIMIT);
    assertThat(human.shown).hasSize(1);
  }

  @Test
  void whoCannotBeShownAnythingIsBelieved() throws Exception {
    lab.network.server(Lab.SECOND).lag(Duration.ofHours(1));
    Human plain = new Human();
    ManualDns01.of(plain)
        .withVisibilityCheck(VisibilityCheck.of(lab.client))
        .awaitVisible(List.of(challenge), LIMIT);
    assertThat(plain.asked).hasSize(1);
  }
}
