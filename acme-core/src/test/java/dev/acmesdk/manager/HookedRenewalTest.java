package dev.acmesdk.manager;

import static dev.acmesdk.manager.ManagedWorld.NAME;
import static dev.acmesdk.manager.ManagedWorld.NINETY_DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.hook.Hooks;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.NewVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is done around renewals. */
class HookedRenewalTest {
  private final ManagedWorld all = new ManagedWorld();
  private final List<String> calls = new ArrayList<>();

  private RenewalTarget target(Hooks hooks) {
    return new RenewalTarget(
        NAME,
        List.of(Identifier.dns(NAME)),
        all.store,
        lineage -> true,
        List.of(all.ca.route(all.store, NINETY_DAYS)),
        hooks);
  }

  private Hooks noting() {
    return Hooks.none()
        .pre(call -> calls.add("pre, " + all.handedOver.size() + " handed over"))
        .deploy(call -> calls.add("deploy, " + all.handedOver.size() + " handed over"))
        .post(call -> calls.add("post, failed: " + call.failed()));
  }

  @Test
  void hooksAreRunInCertbotsOrderAndTheServerHasTheNewVersionBefore() {
    all.stored(Duration.ofDays(60));
    all.manage(target(noting()));
    assertThat(calls).isEmpty();
    all.live(Duration.ofHours(1));
    assertThat(calls)
        .containsExactly("pre, 1 handed over", "deploy, 2 handed over", "post, failed: []");
  }

  @Test
  void afterAFailureThereIsNothingToDeploy() {
    all.stored(Duration.ofDays(60));
    all.ca.setMood(all::rejected);
    all.manage(target(noting()));
    all.live(Duration.ofSeconds(10));
    assertThat(calls).containsExactly("pre, 1 handed over", "post, failed: [" + NAME + "]");
  }

  @Test
  void aHookThatFailsIsToldAndStopsNothing() {
    all.stored(Duration.ofDays(60));
    Hooks hooks =
        Hooks.none()
            .pre(
                call -> {
                  throw new IllegalStateException("no");
                })
            .deploy(call -> calls.add("deploy"));
    all.manage(target(hooks));
    all.live(Duration.ofMinutes(1));
    assertThat(calls).containsExactly("deploy");
    assertThat(all.events(RenewalEvent.HookFailed.class))
        .singleElement()
        .matches(event -> event.isTrouble() && event.lineage().isEmpty())
        .asString()
        .contains("pre");
    assertThat(all.ca.orders).hasSize(1);
  }

  @Test
  void theRenewalFileSaysWhichHooksThereAreUnlessTheProgramDoes() {
    NewVersion version =
        all.ca.version(NAME, NINETY_DAYS, all.world.now().minus(Duration.ofDays(60)));
    all.store.save(
        new NewVersion(
            NAME,
            version.chain(),
            version.privateKey(),
            version.directory(),
            version.account(),
            Map.of("pre_hook", "exit 3", "renew_hook", "exit 4")));
    all.manage(target(Hooks.none().deploy(call -> calls.add("deploy"))));
    all.live(Duration.ofMinutes(1));
    assertThat(calls).containsExactly("deploy");
    assertThat(all.events(RenewalEvent.HookFailed.class))
        .singleElement()
        .asString()
        .contains("exit 3");
  }
}
