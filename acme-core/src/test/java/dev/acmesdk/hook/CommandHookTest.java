package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@RequiresPosixShell
@Timeout(60)
class CommandHookTest {
  private static final String VARIABLES =
      "echo \"${RENEWED_LINEAGE-unset},${RENEWED_DOMAINS-unset},${FAILED_DOMAINS-unset}\"";

  @TempDir Path folder;

  private static String seen(HookCall call) throws IOException {
    return CommandHook.of(VARIABLES).result(call).output();
  }

  private static List<Identifier> names(int count) {
    return IntStream.range(0, count)
        .<Identifier>mapToObj(i -> Identifier.dns("host-%05d.example".formatted(i)))
        .toList();
  }

  @Test
  void aPreHookIsToldNothing() throws IOException {
    assertThat(seen(HookCall.pre())).isEqualTo("unset,unset,unset");
  }

  @Test
  void aDeployHookIsToldTheLiveDirectoryAndTheNames() throws IOException {
    HookCall call =
        HookCall.deploy(Lineages.in(folder, "b.example", "*.b.example", "a.example", "192.0.2.7"));
    assertThat(call.liveDirectory()).contains(folder.resolve("b.example"));
    assertThat(seen(call))
        .isEqualTo(folder + "/b.example,b.example *.b.example a.example 192.0.2.7,unset");
  }

  @Test
  void aDeployHookIsToldNoDirectoryIfThereIsNone() throws IOException {
    assertThat(seen(HookCall.deploy(Lineages.of("a.example")))).isEqualTo("unset,a.example,unset");
  }

  @Test
  void aPostHookIsToldWhatWasRenewedAndWhatHasFailed() throws IOException {
    List<Identifier> two = List.of(Identifier.dns("*.a.example"), Identifier.ip("2001:db8::1"));
    assertThat(seen(HookCall.post(two, List.of()))).isEqualTo("unset,*.a.example 2001:db8::1,");
    assertThat(seen(HookCall.post(List.of(), two))).isEqualTo("unset,,*.a.example 2001:db8::1");
  }

  @Test
  void aPostHookIsToldWholeNamesOnlyIfThereAreVeryMany() throws IOException {
    CommandHook lengths =
        CommandHook.of("echo ${#RENEWED_DOMAINS} ${#FAILED_DOMAINS}; echo \"$FAILED_DOMAINS\"");
    // Each takes 19 characters with its blank: 842 of them and no blank at the end are 15,997.
    String[] lines =
        lengths.result(HookCall.post(names(842), names(3_000))).output().split("\n", 2);
    assertThat(lines[0]).isEqualTo("15997 15997");
    assertThat(lines[1]).startsWith("host-00000.example host-00001");
    CommandHook last = CommandHook.of("echo \"${FAILED_DOMAINS##* }\"");
    assertThat(last.result(HookCall.post(List.of(), names(3_000))).output())
        .isEqualTo("host-00841.example");
  }

  @Test
  void whatJustFitsIsNotCut() throws IOException {
    CommandHook length = CommandHook.of("echo ${#FAILED_DOMAINS}");
    List<Identifier> just = List.of(new Identifier.Dns("x".repeat(16_000)));
    assertThat(length.result(HookCall.post(List.of(), just)).output()).isEqualTo("16000");
  }

  @Test
  void aDeployHookIsToldAllNames() throws IOException {
    String[] many = names(1_000).stream().map(Identifier::value).toArray(String[]::new);
    CommandHook length = CommandHook.of("echo ${#RENEWED_DOMAINS}");
    assertThat(length.result(HookCall.deploy(Lineages.of(many))).output()).isEqualTo("18999");
  }

  @Test
  void ownVariablesComeBesides() throws IOException {
    ShellCommand command =
        ShellCommand.of("echo \"$OURS,$RENEWED_DOMAINS\"").environment(Map.of("OURS", "x"));
    assertThat(CommandHook.of(command).result(HookCall.deploy(Lineages.of("a.example"))).output())
        .isEqualTo("x,a.example");
  }

  @Test
  void isEqualToOneWithTheSameCommandLine() {
    CommandHook hook = CommandHook.of("systemctl reload nginx");
    assertThat(hook)
        .isEqualTo(CommandHook.of("systemctl reload nginx").timeLimit(Duration.ofSeconds(1)))
        .hasSameHashCodeAs(CommandHook.of("systemctl reload nginx"))
        .isNotEqualTo(CommandHook.of("systemctl  reload nginx"))
        .isNotEqualTo("systemctl reload nginx")
        .hasToString("systemctl reload nginx");
  }

  @Test
  void failsIfTheCommandDoes() {
    assertThatCode(() -> CommandHook.of("true").run(HookCall.pre())).doesNotThrowAnyException();
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> CommandHook.of("exit 3").run(HookCall.pre()))
        .withMessage("The pre-hook exit 3 ended with status 3.");
  }

  @Test
  void failsIfTheCommandTakesTooLong() {
    CommandHook hook = CommandHook.of("sleep 3600").timeLimit(Duration.ofMillis(100));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> hook.run(HookCall.pre()))
        .withMessageContaining("took longer than 100 ms");
    assertThat(hook.failure(new ShellResult(0, true, "", ""))).contains("100 ms");
    assertThat(CommandHook.of("x").failure(new ShellResult(0, true, "", ""))).contains("600 s");
  }

  @Test
  void theCheckIsThatOfTheCommand() {
    assertThatCode(CommandHook.of("true")::check).doesNotThrowAnyException();
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(CommandHook.of("/no/such/program")::check);
  }

  @Test
  void aCallHasALineageIfItIsForADeployHook() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HookCall(HookKind.DEPLOY, null, List.of(), List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new HookCall(HookKind.POST, Lineages.of("a.example"), List.of(), List.of()));
    assertThat(HookCall.pre().stored()).isEmpty();
    assertThat(HookCall.pre().liveDirectory()).isEmpty();
  }

  @Test
  void runsAScriptWhosePathHasBlanksAndQuotes() throws IOException {
    Path script = Files.writeString(folder.resolve("it's a hook"), "#!/bin/sh\necho run\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    CommandHook hook = CommandHook.of(Shell.word(script));
    assertThat(hook.result(HookCall.pre()).output()).isEqualTo("run");
    assertThat(Arrays.asList(Shell.word(Path.of("/etc/a-b_c.sh"))))
        .containsExactly("/etc/a-b_c.sh");
  }
}
