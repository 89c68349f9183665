package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.cli.timer.Units;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TimerTest {
  @TempDir private Path folder;
  private Command acme;
  private Path units;

  @BeforeEach
  void start() throws IOException {
    acme = new Command(folder);
    units = folder.resolve("units");
    Path script = Files.createFile(folder.resolve("acme"));
    assertThat(script.toFile().setExecutable(true)).isTrue();
    acme.variables.put("ACME_COMMAND", script.toString());
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private Result timer(String... words) {
    List<String> all = new ArrayList<>(List.of("timer", "install", "--unit-dir"));
    all.add(units.toString());
    all.addAll(List.of(words));
    return acme.run(all.toArray(String[]::new));
  }

  @Test
  void writesUnitsThatRenewDailyAndTakesThemAwayAgain() throws IOException {
    Result result = timer("--deploy-hook", "echo 100% of $HOME \"done\"");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(Files.readString(units.resolve(Units.TIMER)))
        .contains("OnCalendar=daily", "RandomizedDelaySec=", "Persistent=true");
    assertThat(Files.readString(units.resolve(Units.SERVICE)))
        .contains("ExecStart=" + folder.resolve("acme") + " renew -q --no-random-sleep-on-renew")
        .contains("--config-dir " + acme.config())
        .contains("--deploy-hook \"echo 100%% of $$HOME \\\"done\\\"\"");
    assertThat(result.out()).contains("OnCalendar=daily", "systemctl enable --now");
    Result removed = timer("--remove");
    assertThat(removed.status()).as(removed.all()).isZero();
    assertThat(units).isEmptyDirectory();
    assertThat(timer("--remove").out()).contains("There was no timer.");
  }

  @Test
  void writesNothingIfTheHumanDoesNotLikeWhatIsShown() {
    List<String> words =
        new ArrayList<>(List.of("timer", "install", "--unit-dir", units.toString()));
    words.addAll(acme.directories());
    Result refused = acme.run(words, true, "n\n");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.out()).contains("[Timer]");
    assertThat(units).doesNotExist();
    assertThat(acme.run(words, true, "y\n").status()).isZero();
    assertThat(units.resolve(Units.SERVICE)).exists();
  }

  @Test
  void refusesWhatIsNotToBeDoneWithATimer() {
    Result result = acme.run("timer", "start", "--unit-dir", units.toString());
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("There is acme timer install");
  }

  @Test
  void writesUnitsInWhichSystemdFindsNothingWrong() throws Exception {
    Path program = Path.of("/usr/bin/systemd-analyze");
    assumeTrue(Files.isExecutable(program), "There is no systemd-analyze.");
    assertThat(timer("--deploy-hook", "systemctl reload 'a b'").status()).isZero();
    Process verify =
        new ProcessBuilder(
                program.toString(),
                "verify",
                units.resolve(Units.SERVICE).toString(),
                units.resolve(Units.TIMER).toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(verify.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(said.lines().filter(line -> line.contains("acme-renew"))).isEmpty();
    assertThat(verify.exitValue()).as(said).isZero();
  }
}
