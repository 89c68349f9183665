package dev.acmesdk.dns01.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** lego's contract of programs, and programs that do not keep to it. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no /bin/sh.")
@Timeout(60)
class ExecProviderTest {
  private static final TxtRecord RECORD =
      new TxtRecord("_acme-challenge.example.com", "va-lue", TxtRecord.DEFAULT_TTL);

  @TempDir Path folder;

  private ExecProvider program(String script) throws IOException {
    Path file = folder.resolve("up date's.sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return ExecProvider.of(file);
  }

  private ExecProvider recorder() throws IOException {
    return program("for one; do printf '<%s>' \"$one\"; done >> " + told() + "; echo >> " + told());
  }

  private Path told() {
    return folder.resolve("told");
  }

  @Test
  void callsTheProgramAsLegoDoes() throws IOException {
    ExecProvider provider = recorder();
    provider.addTxt(RECORD);
    provider.removeTxt(RECORD);
    assertThat(told())
        .hasContent(
            """
            <present><_acme-challenge.example.com.><va-lue>
            <cleanup><_acme-challenge.example.com.><va-lue>
            """);
  }

  @Test
  void inRawModeTheProgramMakesTheValueItself() throws Exception {
    var solver = recorder().raw();
    PendingChallenge<Dns01> challenge =
        new PendingChallenge<>(
            Identifier.dns("example.com"),
            true,
            new Dns01(URI.create("https://ca/1"), Challenge.Status.PENDING, null, "-token"),
            URI.create("https://ca/account"),
            "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI");
    assertThat(solver.challengeType()).isEqualTo(Dns01.class);
    solver.present(challenge);
    solver.cleanUp(challenge);
    String end = "<--><example.com><-token><-token.9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI>";
    assertThat(told()).hasContent("<present>" + end + "\n<cleanup>" + end);
  }

  @Test
  void aStatusOtherThanZeroIsAFailureWithWhatWasPrinted() throws IOException {
    ExecProvider provider = program("echo no such zone >&2; exit 7");
    assertThatIOException()
        .isThrownBy(() -> provider.addTxt(RECORD))
        .withMessageContaining("run with present for _acme-challenge.example.com")
        .withMessageEndingWith("ended with status 7; it printed: no such zone");
    assertThatIOException()
        .isThrownBy(() -> provider.removeTxt(RECORD))
        .withMessageContaining("run with cleanup");
  }

  @Test
  void aProgramThatHangsIsEnded() throws IOException {
    ExecProvider provider = program("sleep 3600").timeLimit(Duration.ofMillis(200));
    assertThatIOException()
        .isThrownBy(() -> provider.addTxt(RECORD))
        .withMessageContaining("took longer than 200 ms");
  }

  @Test
  void binaryOutputHarmsNobody() throws IOException {
    ExecProvider provider =
        program("head -c 100000 /dev/urandom; head -c 1000 /dev/urandom >&2; exit 1");
    assertThatIOException()
        .isThrownBy(() -> provider.addTxt(RECORD))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContainPattern("\\p{Cntrl}"));
  }

  @Test
  void anInterruptionLeavesNoRecordBehind() throws IOException {
    ExecProvider provider = recorder();
    Thread.currentThread().interrupt();
    provider.removeTxt(RECORD);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(told()).content().contains("cleanup");
  }

  @Test
  void aProgramThatIsNotThereIsFoundOutBeforeAnOrderIsPlaced() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> ExecProvider.of(Path.of("/not/there")).check(List.of()))
        .withMessageContaining("/not/there");
  }

  @Test
  void showsTheProgramAndRefusesNoTime() throws IOException {
    ExecProvider provider = ExecProvider.of(Path.of("/opt/dns"));
    assertThat(provider).hasToString("ExecProvider[/opt/dns]");
    assertThatIllegalArgumentException().isThrownBy(() -> provider.timeLimit(Duration.ZERO));
  }
}
