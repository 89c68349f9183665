package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Hooks that fail, and threads that are interrupted. */
@Timeout(60)
class HookTroubleTest {
  private static final Hook FAILING =
      new Hook() {
        @Override
        public void run(HookCall call) throws IOException {
          throw new IOException("no\u001B[2J such file");
        }

        @Override
        public String toString() {
          return "ours";
        }
      };

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final List<HookReport> reports = Collections.synchronizedList(new ArrayList<>());
  private final HookRounds rounds = new HookRounds(reports::add);
  private final CountDownLatch isRunning = new CountDownLatch(1);

  private Hook logging(String name) {
    return call -> log.add(name);
  }

  /** Waits for an interruption, but only when it is run for the first time. */
  private Hook stuckOnce(String name) {
    AtomicInteger runs = new AtomicInteger();
    return call -> {
      log.add(name);
      if (runs.incrementAndGet() == 1) {
        isRunning.countDown();
        new CountDownLatch(1).await();
      }
    };
  }

  private static void assertCancelled(Background<?> work) {
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(work::result)
        .withCauseInstanceOf(CancelledException.class);
  }

  private List<String> failures() {
    return reports.stream().filter(HookReport::isFailure).map(HookReport::toString).toList();
  }

  @Test
  void aHookThatFailsStopsNothingAndIsReported() {
    Hooks hooks =
        Hooks.none()
            .pre(FAILING)
            .pre(logging("pre"))
            .deploy(FAILING)
            .deploy(logging("deploy"))
            .post(FAILING)
            .post(logging("post"));
    try (RoundMember member = rounds.join(hooks)) {
      member.deployed(Lineages.of("a.example"));
    }
    assertThat(log).containsExactly("pre", "deploy", "post");
    assertThat(failures())
        .containsExactly(
            "The pre-hook ours failed: java.io.IOException: no such file.",
            "The deploy-hook ours of a.example failed: java.io.IOException: no such file.",
            "The post-hook ours failed: java.io.IOException: no such file.");
    assertThat(reports).hasSize(6);
  }

  @Test
  void aListenerThatFailsStopsNothing() {
    HookRounds deaf =
        new HookRounds(
            report -> {
              throw new IllegalStateException("deaf");
            });
    deaf.join(Hooks.none().pre(FAILING).pre(logging("pre")).post(logging("post"))).close();
    assertThat(log).containsExactly("pre", "post");
  }

  @Test
  void anErrorInAHookLeavesTheRoundInOrder() {
    Hook broken =
        call -> {
          throw new AssertionError("broken");
        };
    Hooks hooks = Hooks.none().pre(broken).post(logging("post"));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> rounds.join(hooks));
    assertThat(log).containsExactly("post");
    RoundMember member = rounds.join(Hooks.none().post(broken));
    assertThatExceptionOfType(AssertionError.class).isThrownBy(member::close);
    rounds.join(Hooks.none().pre(logging("next"))).close();
    assertThat(log).containsExactly("post", "next");
  }

  @Test
  void anInterruptedPreHookEndsTheRoundWithItsPostHooks() throws Exception {
    Hooks hooks = Hooks.none().pre(stuckOnce("pre")).post(logging("post"));
    Background<RoundMember> join = Background.of(() -> rounds.join(hooks));
    isRunning.await();
    join.interrupt();
    assertCancelled(join);
    assertThat(log).containsExactly("pre", "post");
    assertThat(failures()).singleElement().asString().contains("pre-hook", "was interrupted");
    rounds.join(hooks).close();
    assertThat(log).containsExactly("pre", "post", "pre", "post");
  }

  @Test
  void whoWaitsForAPreHookTakesItOverWhenItIsInterrupted() throws Exception {
    Hooks hooks = Hooks.none().pre(stuckOnce("pre")).post(logging("post"));
    Background<RoundMember> first = Background.of(() -> rounds.join(hooks));
    isRunning.await();
    Background<RoundMember> second = Background.of(() -> rounds.join(hooks)).awaitWaiting();
    first.interrupt();
    assertCancelled(first);
    second.result().close();
    assertThat(log).containsExactly("pre", "pre", "post");
  }

  @Test
  void whoIsInterruptedWhileItWaitsForAPreHookLeaves() throws Exception {
    Hooks hooks = Hooks.none().pre(stuckOnce("pre")).post(logging("post"));
    Background<RoundMember> first = Background.of(() -> rounds.join(hooks));
    isRunning.await();
    Background<RoundMember> second = Background.of(() -> rounds.join(hooks)).awaitWaiting();
    second.interrupt();
    assertCancelled(second);
    assertThat(log).containsExactly("pre");
    first.interrupt();
    assertCancelled(first);
    assertThat(log).containsExactly("pre", "post");
  }

  @Test
  void whoIsInterruptedWhileOthersRunPostHooksDoesNotJoin() throws Exception {
    RoundMember member = rounds.join(Hooks.none().post(stuckOnce("post")).post(logging("last")));
    Background<Boolean> end =
        Background.of(
            () -> {
              member.close();
              return Thread.interrupted();
            });
    isRunning.await();
    Background<RoundMember> next =
        Background.of(() -> rounds.join(Hooks.none().pre(logging("pre")))).awaitWaiting();
    next.interrupt();
    assertCancelled(next);
    end.interrupt();
    assertThat(end.result()).as("the interruption is kept").isTrue();
    assertThat(log).containsExactly("post", "last");
  }

  @Test
  void anInterruptedThreadRunsDeployHooksAndPostHooksAllTheSame() {
    Hook looking = call -> log.add(call.kind() + " " + Thread.currentThread().isInterrupted());
    RoundMember member = rounds.join(Hooks.none().deploy(looking).post(looking));
    Thread.currentThread().interrupt();
    member.deployed(Lineages.of("a.example"));
    assertThat(Thread.currentThread().isInterrupted()).isTrue();
    member.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(log).containsExactly("deploy-hook false", "post-hook false");
  }

  @Test
  void anInterruptedDeployHookIsNotFollowedByOthersButTheyAreReported() throws Exception {
    Hooks hooks =
        Hooks.none()
            .deploy(stuckOnce("deploy"))
            .deploy(CommandHook.of("reload"))
            .post(logging("post"));
    Background<Boolean> work =
        Background.of(
            () -> {
              try (RoundMember member = rounds.join(hooks)) {
                member.deployed(Lineages.of("a.example"));
              }
              return true;
            });
    isRunning.await();
    work.interrupt();
    assertCancelled(work);
    assertThat(log).containsExactly("deploy", "post");
    assertThat(failures())
        .hasSize(2)
        .last()
        .isEqualTo("The deploy-hook reload of a.example was not run: interrupted before.");
  }

  @Test
  void aHookCannotWaitForItself() {
    Hook joins =
        new Hook() {
          @Override
          public void run(HookCall call) {
            rounds.join(Hooks.none().pre(this)).close();
          }
        };
    rounds.join(Hooks.none().pre(joins)).close();
    rounds.join(Hooks.none().post(joins)).close();
    assertThat(failures()).hasSize(2).allMatch(failure -> failure.contains("in its own thread"));
  }

  @Test
  @RequiresPosixShell
  void commandsThatFailAreReportedWithStatusAndOutput() {
    Hook failing = CommandHook.of("echo out; echo err >&2; exit 3");
    try (RoundMember member = rounds.join(Hooks.none().deploy(failing))) {
      member.deployed(Lineages.of("a.example"));
    }
    assertThat(reports)
        .containsExactly(
            new HookReport(
                HookKind.DEPLOY,
                failing.toString(),
                "a.example",
                "ended with status 3",
                3,
                "out\nerr"));
  }

  @Test
  @RequiresPosixShell
  void whatACommandPrintsIsReportedAlsoIfAllWentWell() {
    rounds.join(Hooks.none().pre(CommandHook.of("echo warning >&2"))).close();
    assertThat(reports)
        .containsExactly(
            new HookReport(HookKind.PRE, "echo warning >&2", null, null, 0, "warning"));
  }

  @Test
  @RequiresPosixShell
  void whatEnvironmentsCannotHoldStopsNothing() {
    RoundMember member =
        rounds.join(Hooks.none().post(CommandHook.of("true")).post(logging("post")));
    member.failed(List.of(new Identifier.Dns("a\0.example")));
    member.close();
    assertThat(log).containsExactly("post");
    assertThat(failures()).singleElement().asString().contains("FAILED_DOMAINS");
  }
}
