package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.IOException;
import java.net.URI;
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

@Timeout(120)
class OtherVerbsTest {
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
  void saysThatThereIsNothingToShow() {
    Result result = acme.run("certificates");
    assertThat(result.status()).isZero();
    assertThat(result.out()).contains("No certificates found.");
  }

  @Test
  void showsCertificatesInCertbotsWords() {
    acme.obtain("-d", "example.com", "-d", "www.example.com");
    Result result = acme.run("certificates");
    assertThat(result.out().lines().toList())
        .contains("Found the following certs:", "  Certificate Name: example.com")
        .contains("    Key Type: ECDSA")
        .containsAnyOf(
            "    Domains: example.com www.example.com", "    Domains: www.example.com example.com")
        .contains("    Certificate Path: " + acme.live("example.com", "fullchain.pem"))
        .anyMatch(
            line ->
                line.matches(" {4}Expiry Date: [-0-9]+ [:0-9]+\\+00:00 \\(VALID: \\d\\d days\\)"));
    acme.clock.advance(Duration.ofDays(100));
    assertThat(acme.run("certificates").out()).contains("INVALID: EXPIRED");
  }

  @Test
  void showsSomeCertificatesOnly() {
    acme.obtain("-d", "a.example.com");
    acme.obtain("-d", "b.example.com");
    assertThat(acme.run("certificates", "-d", "b.example.com").out())
        .contains("Name: b.example.com")
        .doesNotContain("Name: a.example.com");
    assertThat(acme.run("certificates", "--cert-name", "a.example.com").out())
        .contains("Name: a.example.com")
        .doesNotContain("Name: b.example.com");
  }

  @Test
  void showsABrokenLineageAndSucceeds() throws IOException {
    acme.obtain("-d", "example.com");
    Files.delete(acme.live("example.com", "cert.pem"));
    Result result = acme.run("certificates");
    assertThat(result.status()).isZero();
    assertThat(result.out())
        .contains("The following renewal configurations were invalid:")
        .contains(acme.conf("example.com").toString());
  }

  @Test
  void deletesALineage() {
    acme.obtain("-d", "example.com");
    Result result = acme.run("delete", "--cert-name", "example.com");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(acme.conf("example.com")).doesNotExist();
    assertThat(acme.config().resolve("archive/example.com")).doesNotExist();
    Result again = acme.run("delete", "--cert-name", "example.com");
    assertThat(again.status()).isEqualTo(1);
    assertThat(again.err()).contains("No certificate found with name example.com");
  }

  @Test
  void asksAHumanBeforeItDeletes() {
    acme.obtain("-d", "example.com");
    List<String> words = new ArrayList<>(List.of("delete", "--cert-name", "example.com"));
    words.addAll(acme.directories());
    Result refused = acme.run(words, true, "n\n");
    assertThat(refused.status()).isEqualTo(1);
    assertThat(acme.conf("example.com")).exists();
    assertThat(acme.run(words, true, "y\n").status()).isZero();
    assertThat(acme.conf("example.com")).doesNotExist();
  }

  @Test
  void looksAfterTheAccount() {
    assertThat(acme.ask("show_account").err()).contains("Could not find an existing account");
    assertThat(acme.ask("register", "-m", "admin@example.com").out())
        .contains("Account registered.");
    Result twice = acme.ask("register", "-m", "admin@example.com");
    assertThat(twice.status()).isEqualTo(1);
    assertThat(twice.err()).contains("existing account");
    assertThat(acme.ask("show_account").out())
        .contains("Account URL: https://", "Account Thumbprint: ", "admin@example.com");
    assertThat(acme.ask("update_account", "--email", "new@example.com").out())
        .contains("new@example.com");
    assertThat(acme.ask("show_account").out()).contains("Email contact: new@example.com");
    assertThat(acme.ask("update_account", "--register-unsafely-without-email").status()).isZero();
    assertThat(acme.ask("show_account").out()).contains("Email contact: none");
    assertThat(acme.ask("unregister").out()).contains("Account deactivated.");
    assertThat(acme.ask("show_account").status()).isEqualTo(1);
  }

  @Test
  void asksForAgreementToTheTermsAtATerminalOnly() {
    acme.close();
    acme = new Command(folder, ca -> ca.termsOfService(URI.create("https://ca.example/terms")));
    List<String> words = new ArrayList<>(List.of("register"));
    words.addAll(acme.directories());
    words.addAll(acme.atCa());
    words.remove("--agree-tos");
    Result alone = acme.run(words, false, "");
    assertThat(alone.status()).isEqualTo(1);
    assertThat(alone.err()).contains("give --agree-tos").doesNotContain("agreeToTermsOfService");
    assertThat(acme.run(words, true, "n\n").status()).isEqualTo(1);
    Result agreed = acme.run(words, true, "y\nadmin@example.com\n");
    assertThat(agreed.status()).as(agreed.all()).isZero();
    assertThat(acme.ask("show_account").out()).contains("admin@example.com");
  }
}
