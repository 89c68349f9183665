package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CliIniTest {
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

  private void system(String... lines) {
    Command.write(
        folder.resolve("etc/cli.ini"), String.join("\n", lines) + "\nno-preflight = True\n");
  }

  @Test
  void takesOptionsFromTheFileOfTheMachine() {
    system(
        "# a comment",
        "; another one",
        "",
        "config-dir = " + acme.config(),
        "logs_dir=" + folder.resolve("logs"),
        "ca-bundle = " + folder.resolve("ca.pem"),
        "server = " + acme.ca.directory(),
        "agree-tos = True",
        "register-unsafely-without-email = false",
        "http-01-port = " + acme.httpPort,
        "preconfigured-renewal = True",
        "standalone = true");
    Result result = acme.raw("certonly", "-d", "example.com");
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(acme.raw("certificates").out()).contains("Certificate Name: example.com");
  }

  @Test
  void letsTheCommandLineHaveTheLastSay() {
    system("domains = ini.example.com, two.example.com", "key-type = rsa");
    acme.obtain("-d", "line.example.com", "--key-type=ecdsa");
    assertThat(acme.run("certificates").out())
        .contains("Domains: line.example.com", "Key Type: ECDSA")
        .doesNotContain("ini.example.com");
  }

  @Test
  void takesTheUsersFileAndThoseOfTheCommandLineBeforeTheMachines() {
    system("key-type = rsa", "rsa-key-size = 2048");
    Command.write(folder.resolve(".config/letsencrypt/cli.ini"), "rsa-key-size = 3072\n");
    acme.obtain("-d", "example.com");
    assertThat(acme.conf("example.com")).content().contains("rsa_key_size = 3072");
    Path more = folder.resolve("more.ini");
    Command.write(more, "rsa-key-size = 4096\n");
    acme.obtain("-d", "other.example.com", "-c", more.toString());
    assertThat(acme.conf("other.example.com")).content().contains("rsa_key_size = 4096");
  }

  @Test
  void saysWhichLineOfAFileCannotBeUnderstood() {
    system("key-type = rsa", "what is this?");
    Result result = acme.run("certificates");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("Line 2 of " + folder.resolve("etc/cli.ini"));
  }
}
