package dev.acmesdk.hook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.Identifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Rounds with real commands, as renewal files and directories name them. */
@RequiresPosixShell
@Timeout(60)
class CommandsInRoundsTest {
  @TempDir Path folder;
  private Path log;
  private final List<HookReport> reports = new ArrayList<>();
  private final HookRounds rounds = new HookRounds(reports::add);

  @BeforeEach
  void begin() throws Exception {
    log = Files.createFile(folder.resolve("log"));
  }

  /** A command that writes its name and all that it was told. */
  private String noting(String name) {
    return "echo \"%s:${RENEWED_LINEAGE-}:${RENEWED_DOMAINS-}:${FAILED_DOMAINS-}\" >> '%s'"
        .formatted(name, log);
  }

  private void script(String kind, String name) throws Exception {
    Path directory = Files.createDirectories(folder.resolve("renewal-hooks").resolve(kind));
    Path script = directory.resolve(name);
    Files.writeString(script, "#!/bin/sh\n" + noting(kind + "/" + name) + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
  }

  private Hooks hooks(String preCommand) {
    Map<String, String> file =
        Map.of(
            "pre_hook", preCommand,
            "renew_hook", noting("renew_hook"),
            "post_hook", noting("post_hook"));
    return Hooks.inDirectory(folder.resolve("renewal-hooks"))
        .then(Hooks.of(Lineages.configured(file)));
  }

  @Test
  void areRunInCertbotsOrderWithCertbotsVariablesAndNoneLeaks() throws Exception {
    for (String kind : List.of("pre", "deploy", "post")) {
      script(kind, "2");
      script(kind, "1");
    }
    Path live = folder.resolve("live");
    RoundMember one = rounds.join(hooks(noting("pre_hook")));
    RoundMember two = rounds.join(hooks(noting("other pre_hook")));
    one.deployed(Lineages.in(live, "a.example", "*.a.example"));
    two.failed(List.of(Identifier.dns("b.example")));
    two.close();
    one.close();
    String deployed = ":" + live + "/a.example:a.example *.a.example:";
    String ended = "::a.example *.a.example:b.example";
    assertThat(log)
        .content()
        .isEqualTo(
            String.join(
                "\n",
                "pre/1:::",
                "pre/2:::",
                "pre_hook:::",
                "other pre_hook:::",
                "deploy/1" + deployed,
                "deploy/2" + deployed,
                "renew_hook" + deployed,
                "post/1" + ended,
                "post/2" + ended,
                "post_hook" + ended,
                ""));
    assertThat(reports).hasSize(10).noneMatch(HookReport::isFailure);
  }

  @Test
  void oneThatTakesTooLongStopsNothing() throws Exception {
    Hook slow = CommandHook.of("sleep 3600").timeLimit(Duration.ofMillis(200));
    rounds.join(Hooks.none().pre(slow).then(hooks(noting("pre_hook")))).close();
    assertThat(log).content().isEqualTo("pre_hook:::\npost_hook:::\n");
    assertThat(reports.get(0))
        .returns("was ended because it took longer than 200 ms", HookReport::failure)
        .returns(null, HookReport::status);
  }

  @Test
  void whatAnInterruptedPreHookHasStoppedIsStartedAgain() throws Exception {
    Path fifo = folder.resolve("fifo");
    assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor()).isZero();
    Hooks hooks = hooks("echo > '" + fifo + "'; exec sleep 3600");
    Background<RoundMember> join = Background.of(() -> rounds.join(hooks));
    assertThat(Files.readString(fifo)).isEqualTo("\n");
    join.interrupt();
    assertThatExceptionOfType(ExecutionException.class)
        .isThrownBy(join::result)
        .withCauseInstanceOf(CancelledException.class);
    assertThat(log).content().isEqualTo("post_hook:::\n");
  }
}
