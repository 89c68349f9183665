package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Certbot's contract for manual hooks, with commands that write down what they were told. */
@RequiresPosixShell
@Timeout(60)
class HookSolverTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final URI ACCOUNT = URI.create("https://ca.example/account/1");

  /** The thumbprint of RFC 8555 section 8.3. */
  private static final String THUMBPRINT = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";

  /** Of {@code evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA}, by openssl dgst, in base64url. */
  private static final String VALUE = "lCM7cZyQXcVHK2nnW3jjAhNT3Fvm18UN-kWZZknKoYM";

  private static final String TOKEN = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";

  private static final String TELL =
      "printf '%s|' \"$CERTBOT_DOMAIN\" \"$CERTBOT_IDENTIFIER\" \"$CERTBOT_VALIDATION\" \"${CERTBOT_TOKEN-unset}\" \"$CERTBOT_REMAINING_CHALLENGES\" \"$CERTBOT_ALL_DOMAINS\" \"$CERTBOT_ALL_IDENTIFIERS\" \"${CERTBOT_AUTH_OUTPUT-unset}\" >> ";

  @TempDir Path folder;

  private String tellIn(String file) {
    return TELL + folder.resolve(file) + "; echo >> " + folder.resolve(file);
  }

  private List<String> told(String file) throws IOException {
    Path path = folder.resolve(file);
    return Files.exists(path) ? Files.readAllLines(path) : List.of();
  }

  private static PendingChallenge<Dns01> dns(String name, boolean wildcard, String token) {
    URI url = URI.create("https://ca.example/challenge/" + token);
    return new PendingChallenge<>(
        Identifier.dns(name),
        wildcard,
        new Dns01(url, Challenge.Status.PENDING, null, token),
        ACCOUNT,
        THUMBPRINT);
  }

  private static PendingChallenge<Http01> http(Identifier identifier) {
    URI url = URI.create("https://ca.example/challenge/h");
    return new PendingChallenge<>(
        identifier,
        false,
        new Http01(url, Challenge.Status.PENDING, null, TOKEN),
        ACCOUNT,
        THUMBPRINT);
  }

  private static HookSolver<Dns01> dnsSolver(ManualHooks hooks) {
    return new HookSolver<>(Dns01.class, HookVariables::ofDns, hooks);
  }

  private static HookSolver<Http01> httpSolver(ManualHooks hooks) {
    return new HookSolver<>(Http01.class, HookVariables::ofHttp, hooks);
  }

  @Test
  void rfc8555Section8_4_tellsTheNameWithoutWildcardAndTheDigest() throws Exception {
    HookSolver<Dns01> solver = dnsSolver(ManualHooks.of(tellIn("auth")).unchecked());
    PendingChallenge<Dns01> challenge = dns("example.com", true, TOKEN);
    solver.present(challenge);
    assertThat(told("auth")).isEmpty();
    solver.awaitVisible(List.of(challenge), LIMIT);
    assertThat(told("auth"))
        .containsExactly(
            "example.com|example.com|" + VALUE + "|unset|0|example.com|example.com|unset|");
  }

  @Test
  void rfc8555Section8_3_tellsTheTokenAndTheKeyAuthorization() throws Exception {
    HookSolver<Http01> solver = httpSolver(ManualHooks.of(tellIn("auth")).unchecked());
    solver.awaitVisible(List.of(http(Identifier.ip("2001:db8::1"))), LIMIT);
    assertThat(told("auth"))
        .containsExactly(
            "2001:db8::1|2001:db8::1|%s.%s|%s|0|2001:db8::1|2001:db8::1|unset|"
                .formatted(TOKEN, THUMBPRINT, TOKEN));
  }

  @Test
  void countsDownAndNamesAllOfTheOrderSomeTwice() throws Exception {
    HookSolver<Dns01> solver = dnsSolver(ManualHooks.of(tellIn("auth")).unchecked());
    solver.awaitVisible(
        List.of(
            dns("example.com", false, "a"),
            dns("example.com", true, "b"),
            dns("example.org", false, "c")),
        LIMIT);
    assertThat(told("auth"))
        .extracting(line -> line.replaceFirst("^([^|]*\\|){4}(.*?)\\|(.*?)\\|.*$", "$2 $3"))
        .containsExactly(
            "2 example.com,example.com,example.org",
            "1 example.com,example.com,example.org",
            "0 example.com,example.com,example.org");
  }

  @Test
  void theCleanupHookIsToldTheSameAndWhatTheAuthHookPrinted() throws Exception {
    HookSolver<Dns01> solver =
        dnsSolver(
            ManualHooks.of("echo; echo id $CERTBOT_VALIDATION; echo noise >&2")
                .cleanupHook(tellIn("cleanup"))
                .unchecked());
    List<PendingChallenge<Dns01>> two =
        List.of(dns("example.com", false, TOKEN), dns("example.org", false, "b"));
    for (PendingChallenge<Dns01> one : two) {
      solver.present(one);
    }
    solver.awaitVisible(two, LIMIT);
    solver.cleanUp(two.get(0));
    String all = "example.com,example.org";
    assertThat(told("cleanup"))
        .containsExactly(
            "example.com|example.com|%s|unset|1|%s|%s|id %s|".formatted(VALUE, all, all, VALUE));
  }

  @Test
  void inAnotherProcessTheCleanupHookIsToldWhatCanBeKnown() throws Exception {
    ManualHooks hooks = ManualHooks.of("true").cleanupHook(tellIn("cleanup")).unchecked();
    dnsSolver(hooks).cleanUp(dns("example.com", false, TOKEN));
    assertThat(told("cleanup"))
        .containsExactly("example.com|example.com|" + VALUE + "|unset|0|example.com|example.com||");
  }

  @Test
  void withoutACleanupHookNothingIsCleanedUp() throws Exception {
    HookSolver<Dns01> solver = dnsSolver(ManualHooks.of(tellIn("auth")).unchecked());
    solver.cleanUp(dns("example.com", false, TOKEN));
    assertThat(told("auth")).isEmpty();
  }

  @Test
  void aStatusOtherThanZeroStopsAndSaysWhatWasPrinted() throws IOException {
    HookSolver<Dns01> solver =
        dnsSolver(ManualHooks.of(tellIn("auth") + "; echo no zone >&2; exit 3").unchecked());
    assertThatIOException()
        .isThrownBy(
            () ->
                solver.awaitVisible(
                    List.of(dns("example.com", false, "a"), dns("example.org", false, "b")), LIMIT))
        .withMessageStartingWith("the auth-hook printf")
        .withMessageEndingWith(" for example.com ended with status 3; it printed: no zone");
    assertThat(told("auth")).hasSize(1);
  }

  @Test
  void theCleanupHookIsRunAlsoAfterAFailureAndItsOwnIsToldOf() throws IOException {
    HookSolver<Dns01> solver =
        dnsSolver(ManualHooks.of("exit 1").cleanupHook(tellIn("cleanup") + "; exit 4").unchecked());
    PendingChallenge<Dns01> challenge = dns("example.com", false, TOKEN);
    assertThatIOException().isThrownBy(() -> solver.awaitVisible(List.of(challenge), LIMIT));
    assertThatIOException()
        .isThrownBy(() -> solver.cleanUp(challenge))
        .withMessageContaining("the cleanup-hook")
        .withMessageContaining("status 4");
    assertThat(told("cleanup")).singleElement().asString().endsWith("|example.com||");
  }

  @Test
  void aHookThatHangsIsEndedWhenItsTimeIsUp() {
    HookSolver<Dns01> solver =
        dnsSolver(ManualHooks.of("sleep 3600").timeLimit(Duration.ofMillis(200)));
    assertThatIOException()
        .isThrownBy(() -> solver.awaitVisible(List.of(dns("a.example", false, "a")), LIMIT))
        .withMessageContaining("was ended because it took longer than 200 ms");
  }

  @Test
  void noHookTakesLongerThanTheIssuanceHasTime() {
    HookSolver<Dns01> solver = dnsSolver(ManualHooks.of("sleep 3600"));
    assertThatIOException()
        .isThrownBy(
            () -> solver.awaitVisible(List.of(dns("a.example", false, "a")), Duration.ofMillis(1)))
        .withMessageContaining("was ended because it took longer than 1 s");
  }

  @Test
  void binaryOutputHarmsNeitherTheCleanupHookNorTheMessage() throws Exception {
    String binary = "printf 'a\\000\\033[2Jb\\377\\376'";
    HookSolver<Dns01> solver =
        dnsSolver(
            ManualHooks.of(binary + "; " + binary + " >&2")
                .cleanupHook(tellIn("cleanup"))
                .unchecked());
    PendingChallenge<Dns01> challenge = dns("example.com", false, TOKEN);
    solver.awaitVisible(List.of(challenge), LIMIT);
    solver.cleanUp(challenge);
    assertThat(told("cleanup")).singleElement().asString().endsWith("|a b\uFFFD\uFFFD|");
    HookSolver<Dns01> failing = dnsSolver(ManualHooks.of(binary + "; exit 1").unchecked());
    assertThatIOException()
        .isThrownBy(() -> failing.awaitVisible(List.of(challenge), LIMIT))
        .withMessageEndingWith("it printed: a b\uFFFD\uFFFD");
  }

  @Test
  void anInterruptionEndsTheHook() {
    HookSolver<Dns01> solver = dnsSolver(ManualHooks.of("sleep 3600"));
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(CancelledException.class)
        .isThrownBy(() -> solver.awaitVisible(List.of(dns("a.example", false, "a")), LIMIT));
  }

  @Test
  void aProgramThatIsNotThereIsFoundOutBeforeAnOrderIsPlaced() {
    HookSolver<Dns01> solver = dnsSolver(ManualHooks.of("/not/there.sh"));
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> solver.reserve(List.of(Identifier.dns("example.com"))))
        .withMessageContaining("/not/there.sh");
  }
}
