package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import dev.acmesdk.crypto.CertificateChain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@Timeout(120)
class RenewTest {
  @TempDir private Path folder;
  private Command acme;
  private Path notes;

  @BeforeEach
  void start() {
    acme = new Command(folder);
    notes = folder.resolve("notes");
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  /** A renewal by the file alone: neither the CA nor the port is said again. */
  private Result renew(String... words) {
    String[] all = new String[words.length + 4];
    System.arraycopy(words, 0, all, 4, words.length);
    all[0] = "renew";
    all[1] = "--no-random-sleep-on-renew";
    all[2] = "--ca-bundle";
    all[3] = folder.resolve("ca.pem").toString();
    return acme.run(all);
  }

  private String note(String what) {
    return "echo %s >> %s".formatted(what, notes);
  }

  private int version(String name) throws IOException {
    String target = Files.readSymbolicLink(acme.live(name, "cert.pem")).getFileName().toString();
    return Integer.parseInt(target.replaceAll("[^0-9]", ""));
  }

  @Test
  void leavesAloneWhatIsNotDue() throws IOException {
    acme.obtain("-d", "example.com");
    Result result = renew();
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("Not due for renewal before", "nothing is due");
    assertThat(version("example.com")).isEqualTo(1);
    assertThat(renew("--detailed-exit-codes").status()).isEqualTo(3);
  }

  @Test
  void waitsBetweenAttemptsThatFailAndSaysSo() throws IOException {
    acme.obtain("-d", "example.com");
    acme.clock.advance(Duration.ofDays(70));
    acme.ca.faults().failValidation("example.com", "connection", "Connection refused");
    assertThat(renew().err()).contains("The CA could not validate that you control: example.com");
    acme.ca.resetRequests();

    Result again = renew("--json");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err())
        .contains("Postponed: It is not tried again before 2027-05-10T12:0")
        .contains("1 attempt(s) in a row have failed", "--force-renewal tries at once.");
    assertThat(again.json().at("/certificates/0/error/kind").asString()).isEqualTo("Postponed");
    assertThat(again.json().at("/certificates/0/error/retryAt").asString())
        .startsWith("2027-05-10");
    assertThat(acme.ca.count("newOrder")).isZero();

    acme.ca.faults().passValidation("example.com");
    acme.clock.advance(Duration.ofHours(12));
    assertThat(renew().status()).isZero();
    assertThat(version("example.com")).isEqualTo(2);
  }

  @Test
  void doesNotAskACaThatHasSaidWhenNotTo() throws IOException {
    acme.obtain("-d", "example.com");
    acme.clock.advance(Duration.ofDays(70));
    acme.ca.faults().limitDuplicates(Duration.ofHours(34));
    assertThat(renew().status()).isEqualTo(1);
    acme.clock.advance(Duration.ofHours(33));
    assertThat(renew().err()).contains("It is not tried again before 2027-05-11T22:00:0");
    acme.ca.faults().liftLimits();
    assertThat(renew("--force-renewal").status()).isZero();
    assertThat(version("example.com")).isEqualTo(2);
  }

  @Test
  void renewsWhatIsDueAsItWasObtained() throws IOException {
    acme.obtain("-d", "example.com", "-d", "www.example.com");
    acme.obtain("-d", "other.example.com");
    acme.clock.advance(Duration.ofDays(70));
    acme.obtain("-d", "young.example.com");
    Result result = renew("--detailed-exit-codes");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.out()).contains("Renewed: example.com, other.example.com");
    assertThat(version("example.com")).isEqualTo(2);
    assertThat(version("young.example.com")).isEqualTo(1);
  }

  @Test
  void renewsInTheWindowThatTheCaSuggests() throws IOException {
    acme.obtain("-d", "example.com");
    acme.clock.advance(Duration.ofDays(2));
    Instant now = acme.clock.instant();
    CertificateChain chain =
        CertificateChain.fromPem(Files.readString(acme.live("example.com", "fullchain.pem")));
    acme.ca.setRenewalWindow(
        chain, now.minus(Duration.ofHours(3)), now.minus(Duration.ofHours(2)), null);
    assertThat(renew().status()).isZero();
    assertThat(version("example.com")).isEqualTo(2);
  }

  @Test
  void goesOnWithTheOthersIfOneFails() throws IOException {
    acme.obtain("-d", "a.example.com");
    acme.obtain("-d", "b.example.com");
    Files.writeString(acme.conf("a.example.com"), "this is no renewal file");
    acme.clock.advance(Duration.ofDays(80));
    Result result = renew();
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("0 renew failure(s), 1 parse failure(s): a.example.com");
    assertThat(version("b.example.com")).isEqualTo(2);
  }

  @Test
  void renewsOneByItsName() throws IOException {
    acme.obtain("-d", "a.example.com");
    acme.obtain("-d", "b.example.com");
    assertThat(renew("--cert-name", "b.example.com", "--force-renewal").status()).isZero();
    assertThat(version("a.example.com")).isEqualTo(1);
    assertThat(version("b.example.com")).isEqualTo(2);
    Result missing = renew("--cert-name", "c.example.com");
    assertThat(missing.status()).isEqualTo(1);
    assertThat(missing.err()).contains("No certificate found with name c.example.com");
  }

  @Test
  void leavesAloneWhatIsNotToBeRenewedByItselfUnlessForced() throws IOException {
    acme.obtain("-d", "example.com");
    Path conf = acme.conf("example.com");
    Files.writeString(conf, Files.readString(conf) + "autorenew = False\n");
    acme.clock.advance(Duration.ofDays(80));
    assertThat(renew().out()).contains("autorenew = False");
    assertThat(version("example.com")).isEqualTo(1);
    assertThat(renew("--force-renewal").status()).isZero();
    assertThat(version("example.com")).isEqualTo(2);
  }

  @Test
  void triesOutTheRenewalOfAPrivateCasLineageAtThatCa() throws IOException {
    acme.obtain("-d", "example.com", "--deploy-hook", note("deployed"));
    Files.delete(notes);
    acme.ca.resetRequests();
    Result result = renew("--dry-run");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.out()).contains("all simulated renewals succeeded");
    assertThat(acme.ca.count("newOrder")).isEqualTo(1);
    assertThat(version("example.com")).isEqualTo(1);
    assertThat(notes).doesNotExist();
  }

  @Test
  void triesOutDeployHooksWithTheCurrentCertificateIfTold() throws IOException {
    String hook = note("deploy $RENEWED_DOMAINS of ${RENEWED_LINEAGE##*/}");
    acme.obtain("-d", "example.com", "--deploy-hook", hook);
    Files.delete(notes);
    String[] options = {"--dry-run", "--run-deploy-hooks", "--post-hook", note("post")};
    assertThat(renew(options).status()).isZero();
    assertThat(notes).hasContent("deploy example.com of example.com\npost\n");
    assertThat(version("example.com")).isEqualTo(1);
    Files.delete(notes);
    assertThat(renew(join(options, "--pre-hook", "false")).status()).isEqualTo(1);
    assertThat(notes).hasContent("post\n");
  }

  @Test
  void runsHooksOncePerRunAndDeployHooksPerLineage() throws IOException {
    String[] hooks = {
      "--pre-hook",
      note("pre"),
      "--post-hook",
      note("post"),
      "--deploy-hook",
      note("deploy $RENEWED_DOMAINS")
    };
    acme.obtain(join(hooks, "-d", "a.example.com"));
    acme.obtain(join(hooks, "-d", "b.example.com"));
    Files.delete(notes);
    acme.clock.advance(Duration.ofDays(80));
    assertThat(renew().status()).isZero();
    assertThat(notes).hasContent("pre\ndeploy a.example.com\ndeploy b.example.com\npost\n");
    Files.delete(notes);
    assertThat(renew().status()).isZero();
    assertThat(notes).doesNotExist();
  }

  @Test
  void runsWhatIsInTheDirectoriesOfHooksUnlessToldNotTo() throws IOException {
    acme.obtain("-d", "example.com");
    Path hook = acme.config().resolve("renewal-hooks/deploy/note.sh");
    Command.write(hook, "#!/bin/sh\n" + note("from directory") + "\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(renew("--force-renewal", "--no-directory-hooks").status()).isZero();
    assertThat(notes).doesNotExist();
    assertThat(renew("--force-renewal").status()).isZero();
    assertThat(notes).hasContent("from directory\n");
  }

  @Test
  void asksForNothingIfThePreHookFails() throws IOException {
    acme.obtain("-d", "a.example.com");
    acme.obtain("-d", "b.example.com");
    acme.ca.resetRequests();
    Result result =
        renew(
            "--force-renewal", "--pre-hook", note("pre") + "; exit 3", "--post-hook", note("post"));
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("The pre-hook has failed, so nothing was asked for");
    assertThat(acme.ca.count("newOrder")).isZero();
    assertThat(notes).hasContent("pre\npost\n");
  }

  @Test
  void refusesAHookWhoseProgramIsNotThere() {
    acme.obtain("-d", "a.example.com");
    Result result = renew("--force-renewal", "--deploy-hook", "no-such-program-here");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("no-such-program-here");
  }

  @Test
  void tellsProgramsWhatHasBecomeOfEachLineage() {
    acme.obtain("-d", "a.example.com");
    acme.clock.advance(Duration.ofDays(80));
    acme.obtain("-d", "b.example.com");
    JsonNode report = renew("--json").json();
    assertThat(report.path("success").asBoolean()).isTrue();
    assertThat(report.path("certificates").get(0).path("outcome").asString()).isEqualTo("renewed");
    assertThat(report.path("certificates").get(1).path("outcome").asString()).isEqualTo("kept");
    assertThat(report.path("certificates").get(1).path("dueAt").asString()).isNotEmpty();
  }

  private static String[] join(String[] some, String... others) {
    return java.util.stream.Stream.concat(
            java.util.Arrays.stream(some), java.util.Arrays.stream(others))
        .toArray(String[]::new);
  }
}
