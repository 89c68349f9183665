package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.solver.ChallengeSolver;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManualHooksTest {
  private static final String AUTH = "/opt/auth.sh --zone a";

  private static Map<String, String> file(String... more) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("authenticator", "manual");
    parameters.put("manual_auth_hook", AUTH);
    for (int i = 0; i < more.length; i += 2) {
      parameters.put(more[i], more[i + 1]);
    }
    return parameters;
  }

  private static void assertSolves(ManualHooks hooks, Class<?>... types) {
    assertThat(hooks.solvers())
        .<Class<?>>extracting(ChallengeSolver::challengeType)
        .containsExactly(types);
  }

  @Test
  void withoutAPreferenceHttpComesFirstAsInCertbot() {
    assertSolves(ManualHooks.of(AUTH), Http01.class, Dns01.class);
  }

  @Test
  void aPreferenceExcludesAllOthers() {
    assertSolves(ManualHooks.of(AUTH).preferredChallenges("dns"), Dns01.class);
    assertSolves(
        ManualHooks.of(AUTH).preferredChallenges("dns-01", "http"), Dns01.class, Http01.class);
  }

  @Test
  void whatNoHookCanSolveIsLeftOutOfAPreferenceUnlessNothingElseIsThere() {
    assertSolves(ManualHooks.of(AUTH).preferredChallenges("tls-alpn-01", "dns"), Dns01.class);
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> ManualHooks.of(AUTH).preferredChallenges("tls-alpn-01"))
        .withMessageContaining("none of them is among [tls-alpn-01]");
  }

  @Test
  void saysAllThatWasGivenInCertbotsWords() {
    assertThat(ManualHooks.of(AUTH).renewalParameters()).isEqualTo(file());
    assertThat(
            ManualHooks.of(AUTH)
                .cleanupHook("/opt/cleanup.sh")
                .preferredChallenges("dns")
                .renewalParameters())
        .isEqualTo(file("manual_cleanup_hook", "/opt/cleanup.sh", "pref_challs", "dns-01"));
  }

  @Test
  void findsInARenewalFileWhatItWouldWrite() {
    Map<String, String> file =
        file("manual_cleanup_hook", "/opt/cleanup.sh", "pref_challs", "dns-01");
    ManualHooks found = ManualHooks.find(file).orElseThrow();
    assertThat(found.renewalParameters()).isEqualTo(file);
    assertSolves(found, Dns01.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"dns-01", "dns-01,", "dns-01, http-01", "http-01,dns-01"})
  void readsListsAsCertbotWritesThem(String list) {
    ManualHooks found = ManualHooks.find(file("pref_challs", list)).orElseThrow();
    assertThat(found.solvers()).hasSize(list.contains("http") ? 2 : 1);
  }

  @Test
  void certbotsWordForNothingIsNothing() {
    ManualHooks found =
        ManualHooks.find(file("manual_cleanup_hook", "None", "pref_challs", "None")).orElseThrow();
    assertThat(found.renewalParameters()).isEqualTo(file());
    assertThat(ManualHooks.find(file("manual_auth_hook", "None"))).isEmpty();
  }

  @Test
  void findsNothingWhereAnotherAuthenticatorWasUsed() {
    assertThat(ManualHooks.find(file("authenticator", "standalone"))).isEmpty();
    assertThat(ManualHooks.find(Map.of("authenticator", "manual"))).isEmpty();
    assertThat(ManualHooks.find(Map.of())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "echo %(x)s", "a\0"})
  void refusesWhatNoRenewalFileCouldHoldBeforeAnythingIsDone(String line) {
    assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> ManualHooks.of(line));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> ManualHooks.of(AUTH).cleanupHook(line));
  }

  @Test
  void bothProgramsAreLookedForUnlessOnlyTheShellKnowsThem() {
    ManualHooks hooks = ManualHooks.of("sh -c true").cleanupHook("/not/there.sh");
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(hooks::check)
        .withMessageContaining("/not/there.sh");
    hooks.unchecked().check();
  }

  @Test
  void showsTheCommands() {
    assertThat(ManualHooks.of("a").cleanupHook("b")).hasToString("a, b");
    assertThat(ManualHooks.of("a")).hasToString("a");
  }
}
