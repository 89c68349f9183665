package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CertonlyTest {
  @TempDir private Path folder;
  private Command acme;

  @BeforeEach
  void start() {
    acme = new Command(folder);
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  @Test
  void obtainsACertificateByTheLineThatCertbotKnows() throws IOException {
    List<String> words =
        new ArrayList<>(
            List.of(
                "certonly --standalone --preferred-challenges http --email admin@example.com --agree-tos --no-eff-email -d example.com -d www.example.com"
                    .split(" ")));
    words.addAll(List.of("--http-01-port", String.valueOf(acme.httpPort)));
    Result result = acme.ask(words.toArray(String[]::new));
    assertThat(result.status()).as(result.all()).isZero();
    Path key = acme.live("example.com", "privkey.pem");
    assertThat(result.out())
        .contains("Successfully received certificate.")
        .contains("Certificate is saved at: " + acme.live("example.com", "fullchain.pem"))
        .contains("Key is saved at:         " + key)
        .contains("Waiting for the CA to validate ");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(acme.conf("example.com")))
        .contains("authenticator = standalone\n", "http01_port = " + acme.httpPort + "\n");
  }

  @Test
  void keepsACertificateThatIsNotDue() {
    acme.obtain("-d", "example.com");
    acme.ca.resetRequests();
    Result again = acme.certonly("-d", "example.com", "--keep-until-expiring");
    assertThat(again.status()).isZero();
    assertThat(again.out()).contains("is not due for renewal before").doesNotContain("received");
    assertThat(acme.ca.count("newOrder")).isZero();
  }

  @Test
  void replacesACertificateThatIsDue() throws IOException {
    acme.obtain("-d", "example.com");
    acme.clock.advance(Duration.ofDays(80));
    acme.obtain("-d", "example.com");
    assertThat(Files.readSymbolicLink(acme.live("example.com", "cert.pem")).toString())
        .endsWith("cert2.pem");
  }

  @Test
  void replacesACertificateThatIsNotDueIfForced() throws IOException {
    acme.obtain("-d", "example.com");
    acme.obtain("-d", "example.com", "--force-renewal");
    assertThat(Files.readSymbolicLink(acme.live("example.com", "cert.pem")).toString())
        .endsWith("cert2.pem");
  }

  @Test
  void expandsOnlyIfToldTo() {
    acme.obtain("-d", "example.com");
    Result refused = acme.certonly("-d", "example.com,www.example.com");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.err()).contains("--expand", "--duplicate");
    acme.obtain("-d", "example.com,www.example.com", "--expand");
    assertThat(acme.run("certificates").out())
        .contains("Certificate Name: example.com\n")
        .containsPattern("Domains: (www\\.)?example.com (www\\.)?example.com")
        .doesNotContain("-0001");
  }

  @Test
  void makesASecondLineageBesideAnother() {
    acme.obtain("-d", "example.com");
    acme.obtain("-d", "example.com", "--duplicate");
    acme.obtain("-d", "example.com,other.example.com", "--duplicate");
    assertThat(acme.conf("example.com-0001")).exists();
    assertThat(acme.conf("example.com-0002")).exists();
  }

  @Test
  void changesTheNamesOfANamedLineage() {
    acme.obtain("-d", "a.example.com", "--cert-name", "web");
    acme.obtain("-d", "b.example.com", "--cert-name", "web");
    Result listed = acme.run("certificates");
    assertThat(listed.out()).contains("Certificate Name: web", "Domains: b.example.com");
  }

  @Test
  void renewsANamedLineageWithoutSayingItsNamesAgain() {
    acme.obtain("-d", "a.example.com,b.example.com", "--cert-name", "web");
    acme.obtain("--cert-name", "web", "--force-renewal");
    assertThat(acme.run("certificates").out())
        .containsPattern("Domains: [ab].example.com [ab].example.com");
  }

  @Test
  void storesNothingInADryRun() {
    Result result = acme.certonly("-d", "example.com", "--dry-run", "--deploy-hook", "touch x");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.out()).contains("The dry run was successful.");
    assertThat(acme.conf("example.com")).doesNotExist();
    assertThat(acme.live("example.com", "cert.pem")).doesNotExist();
  }

  @Test
  void triesOutDeployHooksInADryRunOnlyWithACertificateThatIsThere() {
    Path note = acme.config().resolveSibling("note");
    String[] dryRun = {
      "-d", "example.com", "--dry-run", "--run-deploy-hooks", "--deploy-hook", "touch " + note
    };
    assertThat(acme.certonly(dryRun).status()).isZero();
    assertThat(note).doesNotExist();
    acme.obtain("-d", "example.com");
    assertThat(acme.certonly(dryRun).status()).isZero();
    assertThat(note).exists();
  }

  @Test
  void makesTheKindOfKeyThatIsAskedFor() {
    acme.obtain("-d", "example.com", "--key-type", "rsa", "--rsa-key-size", "3072");
    assertThat(acme.conf("example.com")).content().contains("rsa_key_size = 3072");
    Result changed = acme.certonly("-d", "example.com", "--key-type", "ecdsa", "--force-renewal");
    assertThat(changed.status()).isEqualTo(1);
    assertThat(changed.err()).contains("--cert-name example.com together with --key-type");
    acme.obtain("--cert-name", "example.com", "--key-type", "ecdsa", "--force-renewal");
    assertThat(acme.conf("example.com")).content().contains("key_type = ecdsa");
  }

  @Test
  void doesWithoutAProfileThatIsOnlyPreferredAndRemembersIt() {
    Result result = acme.certonly("-d", "example.com", "--preferred-profile", "shortlived");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(result.err()).contains("The CA has no profile shortlived");
    assertThat(acme.conf("example.com")).content().contains("preferred_profile = shortlived");
    Result again = acme.certonly("-d", "example.com", "--force-renewal");
    assertThat(again.status()).as(again.all()).isZero();
    assertThat(again.err()).contains("The CA has no profile shortlived");
    Result required =
        acme.certonly("-d", "example.com", "--force-renewal", "--required-profile", "shortlived");
    assertThat(required.status()).isEqualTo(1);
  }

  @Test
  void keepsTheKeyIfToldToAndMakesANewOneOnce() throws IOException {
    acme.obtain("-d", "example.com", "--reuse-key");
    String first = Files.readString(acme.live("example.com", "privkey.pem"));
    acme.obtain("-d", "example.com", "--force-renewal");
    assertThat(acme.live("example.com", "privkey.pem")).hasContent(first);
    acme.obtain("-d", "example.com", "--force-renewal", "--new-key");
    assertThat(Files.readString(acme.live("example.com", "privkey.pem"))).isNotEqualTo(first);
    assertThat(acme.conf("example.com")).content().contains("reuse_key = True");
  }

  @Test
  void answersThroughTheFilesOfAWebServerThatRuns() throws IOException {
    Path webroot = Files.createDirectory(folder.resolve("www"));
    try (StaticFiles server = new StaticFiles(webroot, acme.httpPort)) {
      Result result =
          acme.ask("certonly", "--webroot", "-w", webroot.toString(), "-d", "example.com");
      assertThat(result.status()).as(result.all()).isZero();
      assertThat(server.served()).isPositive();
    }
    assertThat(acme.conf("example.com"))
        .content()
        .contains("authenticator = webroot", "webroot_path = " + webroot);
    assertThat(webroot).isEmptyDirectory();
  }
}
