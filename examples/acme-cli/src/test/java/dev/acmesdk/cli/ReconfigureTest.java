package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What {@code acme reconfigure} tries out, notes, and refuses. */
@Timeout(120)
class ReconfigureTest {
  private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private Command acme;
  private Path notes;

  @BeforeEach
  void start() {
    acme = new Command(folder);
    notes = folder.resolve("notes");
    acme.obtain("-d", "example.com", "-d", "www.example.com");
    acme.ca.resetRequests();
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private Result reconfigure(String... words) {
    List<String> all = new ArrayList<>(List.of("reconfigure", "--cert-name", "example.com"));
    all.addAll(List.of("--ca-bundle", folder.resolve("ca.pem").toString()));
    all.addAll(List.of(words));
    return acme.run(all.toArray(String[]::new));
  }

  private String conf() throws IOException {
    return Files.readString(acme.conf("example.com"));
  }

  private int version() throws IOException {
    String target = Files.readSymbolicLink(acme.live("example.com", "cert.pem")).toString();
    return Integer.parseInt(target.replaceAll("\\D", ""));
  }

  private void assertDone(Result result) throws IOException {
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(acme.ca.count("newOrder")).isEqualTo(1);
    assertThat(version()).isEqualTo(1);
  }

  private void assertRefused(Result result, String before, String... words) throws IOException {
    assertThat(result.status()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains(words);
    assertThat(conf()).isEqualTo(before);
    assertThat(acme.ca.requests()).isEmpty();
  }

  @Test
  void notesHooksAfterADryRunThatRunsThoseAroundIt() throws IOException {
    String before = conf();
    Result result =
        reconfigure(
            "--pre-hook",
            "echo pre >> " + notes,
            "--post-hook",
            "echo post >> " + notes,
            "--deploy-hook",
            "echo deployed >> " + notes);
    assertDone(result);
    assertThat(result.out())
        .contains("Successfully updated configuration: post_hook, pre_hook, renew_hook.")
        .contains("Changes will apply when the certificate renews.");
    assertThat(notes).hasContent("pre\npost\n");
    assertThat(conf())
        .contains("pre_hook = echo pre >> " + notes + "\n", "renew_hook = echo deployed >> ")
        .contains(before.lines().toArray(String[]::new));
  }

  @Test
  void triesOutANewDeployHookWithTheCurrentCertificateIfTold() throws IOException {
    String hook = "echo deployed $RENEWED_DOMAINS >> " + notes;
    assertDone(reconfigure("--deploy-hook", hook, "--run-deploy-hooks"));
    assertThat(Files.readString(notes)) // in the order of the certificate, which the CA chooses
        .isIn("deployed example.com www.example.com\n", "deployed www.example.com example.com\n");
    assertThat(conf()).contains("renew_hook = " + hook + "\n");
  }

  @Test
  void theNextRenewalGoesByWhatIsNoted() throws IOException {
    Path webroot = Files.createDirectory(folder.resolve("www"));
    try (StaticFiles server = new StaticFiles(webroot, acme.httpPort)) {
      assertDone(reconfigure("--webroot", "-w", webroot.toString(), "--key-type", "rsa"));
      int rehearsed = server.served();
      assertThat(rehearsed).isPositive();
      assertThat(conf())
          .contains("authenticator = webroot\n", "webroot_path = " + webroot + ",\n")
          .contains("key_type = rsa\n")
          .doesNotContain("http01_port");
      Result renewed = acme.ask("renew", "--force-renewal", "--no-random-sleep-on-renew");
      assertThat(renewed.status()).as(renewed.all()).isZero();
      assertThat(server.served()).isGreaterThan(rehearsed);
    }
    assertThat(version()).isEqualTo(2);
    assertThat(acme.run("certificates").out()).contains("Key Type: RSA");
  }

  @Test
  void notesAnotherAddressWithoutSayingTheAuthenticatorAgain() throws IOException {
    assertDone(reconfigure("--http-01-address", "127.0.0.1"));
    assertThat(conf())
        .contains("http01_address = 127.0.0.1\n", "http01_port = " + acme.httpPort + "\n");
  }

  @Test
  void notesKeysThatStayAndProfilesAndChains() throws IOException {
    assertDone(reconfigure("--reuse-key", "--preferred-chain", "Some Root"));
    assertThat(conf()).contains("reuse_key = True\n", "preferred_chain = Some Root\n");
    assertThat(reconfigure("--no-reuse-key", "--preferred-profile", "shortlived").status())
        .isZero();
    assertThat(conf()).contains("reuse_key = False\n", "preferred_profile = shortlived\n");
  }

  @Test
  void changesNothingIfTheDryRunFails() throws IOException {
    String before = conf();
    Path webroot = Files.createDirectory(folder.resolve("www"));
    Result failed =
        reconfigure("--webroot", "-w", webroot.toString(), "--deploy-hook", "echo never");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("The CA could not validate that you control");
    assertThat(conf()).isEqualTo(before);
    Result profile = reconfigure("--required-profile", "unheard-of");
    assertThat(profile.status()).isEqualTo(1);
    Result prepared = reconfigure("--pre-hook", "false");
    assertThat(prepared.err()).contains("The pre-hook has failed");
    assertThat(conf()).isEqualTo(before);
  }

  @Test
  void saysThatNothingIsDifferent() throws IOException {
    String before = conf();
    Result result = reconfigure();
    assertDone(result);
    assertThat(result.out()).contains("No changes were made to the renewal configuration.");
    assertThat(conf()).isEqualTo(before);
  }

  @Test
  void keepsCommentsAndWhatItDoesNotKnow() throws IOException {
    Files.writeString(
        acme.conf("example.com"),
        conf().replace("authenticator", "# by hand\nauthenticator") + "[inventory]\nowner = me\n");
    String before = conf();
    assertDone(reconfigure("--deploy-hook", "true"));
    assertThat(conf()).contains("renew_hook = true\n");
    assertThat(conf().replaceFirst("renew_hook = true\n", "")).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "-d other.example.com, acme certonly --cert-name example.com -d",
    "-d example.com, acme certonly --cert-name example.com -d",
    "--server https://other.example/directory, --force-renewal --server https://other.example/directory",
    "--staging, --force-renewal --server https://acme-staging",
    "--account " + UNKNOWN + ", --force-renewal --account " + UNKNOWN,
    "--new-key, --new-key is for one renewal",
    "--webroot -w /a -w /b, which name",
    "--http-01-port 99999, is not a TCP port",
    "--deploy-hook no-such-program-here, no-such-program-here",
    "--reuse-key --no-reuse-key, contradict",
  })
  void refusesWhatTakesANewCertificateOrCannotBe(String words, String said) throws IOException {
    assertRefused(reconfigure(words.split(" ")), conf(), said);
  }

  @Test
  void takesTheNamesThatTheCertificateHas() throws IOException {
    assertDone(
        reconfigure(
            "-d", "www.example.com,example.com", "--server", acme.ca.directory().toString()));
  }

  @Test
  void needsALineage() throws IOException {
    Result none = acme.run("reconfigure", "--deploy-hook", "true");
    assertRefused(none, conf(), "Give --cert-name");
    Result unknown = acme.run("reconfigure", "--cert-name", "other", "--deploy-hook", "true");
    assertRefused(unknown, conf(), "No certificate found with name other");
    Files.writeString(acme.conf("example.com"), conf().replace("authenticator = standalone\n", ""));
    assertRefused(reconfigure("--deploy-hook", "true"), conf(), "names no authenticator");
  }

  @Test
  void asksWhichOneAtATerminal() throws IOException {
    List<String> words = new ArrayList<>(List.of("reconfigure", "--deploy-hook", "true"));
    words.addAll(List.of("--ca-bundle", folder.resolve("ca.pem").toString()));
    words.addAll(acme.directories());
    assertDone(acme.run(words, true, "example.com\n"));
    assertThat(conf()).contains("renew_hook = true\n");
  }

  @Test
  void leavesAProviderOfDnsForAnotherWay() throws IOException {
    Files.writeString(acme.conf("example.com"), conf() + "dns_provider = exec\n");
    String port = String.valueOf(acme.httpPort);
    assertDone(reconfigure("--standalone", "--http-01-port", port));
    assertThat(conf()).contains("dns_provider = None\n");
    Result renewed = acme.ask("renew", "--force-renewal", "--no-random-sleep-on-renew");
    assertThat(renewed.status()).as(renewed.all()).isZero();
  }

  @Test
  void aProfileThatIsRequiredTakesThePlaceOfOneThatIsPreferred() throws IOException {
    assertDone(reconfigure("--preferred-profile", "shortlived"));
    acme.close();
    acme = new Command(folder, ca -> ca.profile("classic", "As ever", Duration.ofDays(90)));
    acme.obtain("--cert-name", "example.com", "--force-renewal");
    assertThat(reconfigure("--required-profile", "classic").status()).isZero();
    assertThat(conf()).contains("required_profile = classic\n", "preferred_profile = None\n");
  }

  @Test
  void tellsProgramsWhatIsDifferent() {
    JsonNode report = reconfigure("--json", "--deploy-hook", "true").json();
    assertThat(report.path("success").asBoolean()).isTrue();
    assertThat(report.at("/changed/0").asString()).isEqualTo("renew_hook");
    assertThat(report.at("/certificates/0/outcome").asString()).isEqualTo("reconfigured");
    assertThat(report.at("/certificates/0/version").asInt()).isEqualTo(1);
  }
}
