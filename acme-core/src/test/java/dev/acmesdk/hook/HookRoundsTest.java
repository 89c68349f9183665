package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.acmesdk.protocol.Identifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HookRoundsTest {
  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<HookReport> reports = Collections.synchronizedList(new ArrayList<>());
  private final HookRounds rounds = new HookRounds(reports::add);
  private final CountDownLatch isRunning = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);

  private Hook logging(String name) {
    return call -> log.add(name + words(call));
  }

  private static String words(HookCall call) {
    StringBuilder words = new StringBuilder();
    call.stored().ifPresent(lineage -> words.append(" of ").append(lineage.name()));
    call.renewed().forEach(identifier -> words.append(" +").append(identifier));
    call.failed().forEach(identifier -> words.append(" -").append(identifier));
    return words.toString();
  }

  /** One that is run for as long as the test likes. */
  private Hook slow(String name) {
    return call -> {
      isRunning.countDown();
      log.add(name + " begins");
      assertThat(mayEnd.await(30, TimeUnit.SECONDS)).isTrue();
      log.add(name + " ends");
    };
  }

  private static List<Identifier> names(String... names) {
    List<Identifier> identifiers = new ArrayList<>();
    for (String name : names) {
      identifiers.add(Identifier.dns(name));
    }
    return identifiers;
  }

  @Test
  void theHooksOfOneLineageAreRunInOrder() {
    Hooks hooks =
        Hooks.none()
            .pre(logging("pre 1"))
            .pre(logging("pre 2"))
            .deploy(logging("deploy 1"))
            .deploy(logging("deploy 2"))
            .post(logging("post 1"))
            .post(logging("post 2"));
    try (RoundMember member = rounds.join(hooks)) {
      assertThat(log).containsExactly("pre 1", "pre 2");
      member.deployed(Lineages.of("a.example", "*.a.example"));
      assertThat(log).hasSize(4);
    }
    assertThat(log)
        .containsExactly(
            "pre 1",
            "pre 2",
            "deploy 1 of a.example +a.example +*.a.example",
            "deploy 2 of a.example +a.example +*.a.example",
            "post 1 +a.example +*.a.example",
            "post 2 +a.example +*.a.example");
    assertThat(Thread.interrupted()).isFalse();
    assertThat(reports).hasSize(6).noneMatch(HookReport::isFailure);
    assertThat(reports)
        .extracting(HookReport::lineage)
        .containsExactly(null, null, "a.example", "a.example", null, null);
  }

  @Test
  void twoLineagesShareTheHooksOfTheirRound() {
    Hook pre = logging("pre");
    Hook post = logging("post");
    RoundMember one = rounds.join(Hooks.none().pre(pre).deploy(logging("one")).post(post));
    RoundMember two =
        rounds.join(
            Hooks.none().pre(logging("other pre")).pre(pre).post(logging("other post")).post(post));
    one.deployed(Lineages.of("a.example"));
    one.close();
    two.failed(names("b.example", "c.example"));
    assertThat(log).containsExactly("pre", "other pre", "one of a.example +a.example");
    two.close();
    assertThat(log)
        .containsExactly(
            "pre",
            "other pre",
            "one of a.example +a.example",
            "post +a.example -b.example -c.example",
            "other post +a.example -b.example -c.example");
  }

  @Test
  void theNextRoundRunsThemAgainAndKnowsNothingOfTheLast() {
    Hooks hooks = Hooks.none().pre(logging("pre")).post(logging("post"));
    RoundMember first = rounds.join(hooks);
    first.failed(names("a.example"));
    first.close();
    RoundMember second = rounds.join(hooks);
    second.renewed(names("a.example"));
    second.close();
    assertThat(log).containsExactly("pre", "post -a.example", "pre", "post +a.example");
  }

  @Test
  void aMemberWithoutHooksMakesOneRoundOfManyRenewals() {
    Hooks hooks = Hooks.none().pre(logging("pre")).post(logging("post"));
    try (RoundMember run = rounds.join(Hooks.none())) {
      for (String name : List.of("a.example", "b.example")) {
        try (RoundMember member = rounds.join(hooks)) {
          member.renewed(names(name));
        }
      }
      run.renewed(names("c.example"));
      assertThat(log).containsExactly("pre");
    }
    assertThat(log).containsExactly("pre", "post +a.example +b.example +c.example");
  }

  @Test
  void whoHasTheSamePreHookWaitsUntilItHasBeenRun() throws Exception {
    Hooks hooks = Hooks.none().pre(slow("pre"));
    Background<RoundMember> first = Background.of(() -> rounds.join(hooks));
    isRunning.await();
    Background<RoundMember> second = Background.of(() -> rounds.join(hooks)).awaitWaiting();
    try (RoundMember other = rounds.join(Hooks.none().pre(logging("other")))) {
      other.deployed(Lineages.of("a.example"));
    }
    assertThat(log).containsExactly("pre begins", "other");
    mayEnd.countDown();
    first.result().close();
    second.result().close();
    assertThat(log).containsExactly("pre begins", "other", "pre ends");
  }

  @Test
  void nobodyJoinsWhilePostHooksAreRun() throws Exception {
    RoundMember first = rounds.join(Hooks.none().post(slow("post")));
    Background<Boolean> end =
        Background.of(
            () -> {
              first.close();
              return true;
            });
    isRunning.await();
    Hooks next = Hooks.none().pre(logging("next pre"));
    Background<RoundMember> second = Background.of(() -> rounds.join(next)).awaitWaiting();
    Background<RoundMember> third = Background.of(() -> rounds.join(next)).awaitWaiting();
    mayEnd.countDown();
    assertThat(end.result()).isTrue();
    second.result();
    third.result();
    assertThat(log).containsExactly("post begins", "post ends", "next pre");
  }

  @Test
  void deployHooksOfSeveralLineagesAreRunSideBySide() throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Hooks hooks = Hooks.none().deploy(call -> together.await(30, TimeUnit.SECONDS));
    Background<Boolean> other =
        Background.of(
            () -> {
              try (RoundMember member = rounds.join(hooks)) {
                member.deployed(Lineages.of("a.example"));
              }
              return true;
            });
    try (RoundMember member = rounds.join(hooks)) {
      member.deployed(Lineages.of("b.example"));
    }
    assertThat(other.result()).isTrue();
    assertThat(reports).hasSize(2).noneMatch(HookReport::isFailure);
  }

  @Test
  void aLineageIsGoneOnce() {
    RoundMember other = rounds.join(Hooks.none().post(logging("post")));
    RoundMember member = rounds.join(Hooks.none().deploy(logging("deploy")));
    member.close();
    member.close();
    assertThat(log).isEmpty();
    assertThatIllegalStateException().isThrownBy(() -> member.deployed(Lineages.of("a.example")));
    assertThatIllegalStateException().isThrownBy(() -> member.failed(names("a.example")));
    assertThatIllegalStateException().isThrownBy(() -> member.renewed(names("a.example")));
    other.close();
    other.close();
    assertThat(log).containsExactly("post");
  }

  /** The port is free from the pre-hooks' end to the post-hooks' start, however it goes. */
  @Test
  void noLineageIsInWorkWhileTheServerRuns() throws Exception {
    AtomicInteger stopped = new AtomicInteger();
    Hooks hooks =
        Hooks.none()
            .pre(call -> assertThat(stopped.incrementAndGet()).isEqualTo(1))
            .post(call -> assertThat(stopped.decrementAndGet()).isZero());
    List<Background<Integer>> workers = new ArrayList<>();
    for (int worker = 0; worker < 4; worker++) {
      workers.add(Background.of(() -> renewals(hooks, stopped)));
    }
    for (Background<Integer> worker : workers) {
      assertThat(worker.result()).isEqualTo(500);
    }
    assertThat(stopped).hasValue(0);
    assertThat(reports).noneMatch(HookReport::isFailure);
    assertThat(reports.stream().filter(report -> report.kind() == HookKind.PRE).count())
        .isEqualTo(reports.size() / 2)
        .isBetween(1L, 2_000L);
  }

  private int renewals(Hooks hooks, AtomicInteger stopped) {
    int sound = 0;
    for (int i = 0; i < 500; i++) {
      try (RoundMember member = rounds.join(hooks)) {
        sound += stopped.get();
        member.renewed(List.of());
      }
    }
    return sound;
  }
}
