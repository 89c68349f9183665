package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in the place of a human, as Certbot runs them. */
@Timeout(120)
class ManualHooksTest {
  @TempDir private Path folder;
  private Command acme;
  private Path files;
  private Path auth;
  private Path cleanup;

  @BeforeEach
  void start() throws IOException {
    acme = new Command(folder);
    files = Files.createDirectories(folder.resolve("www/.well-known/acme-challenge"));
    auth = script("auth", "printf %s \"$CERTBOT_VALIDATION\" > " + files + "/$CERTBOT_TOKEN");
    cleanup = script("cleanup", "rm " + files + "/$CERTBOT_TOKEN");
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private Path script(String name, String body) throws IOException {
    Path script = Files.writeString(folder.resolve(name), "#!/bin/sh\nset -eu\n" + body + "\n");
    assertThat(script.toFile().setExecutable(true)).isTrue();
    return script;
  }

  private Result certonly(String... more) {
    String[] words = new String[11 + more.length];
    System.arraycopy(
        new String[] {
          "certonly",
          "--manual",
          "--preferred-challenges",
          "http",
          "--manual-auth-hook",
          auth.toString(),
          "--manual-cleanup-hook",
          cleanup.toString(),
          "-d",
          "example.com",
          "-n"
        },
        0,
        words,
        0,
        11);
    System.arraycopy(more, 0, words, 11, more.length);
    return acme.ask(words);
  }

  @Test
  void obtainsAndIsRenewedByTheSameScripts() throws IOException {
    try (StaticFiles server = new StaticFiles(folder.resolve("www"), acme.httpPort)) {
      Result result = certonly();
      assertThat(result.status()).as(result.all()).isZero();
      assertThat(server.served()).isPositive();
      assertThat(files).isEmptyDirectory();
      assertThat(acme.conf("example.com"))
          .content()
          .contains(
              "authenticator = manual",
              "manual_auth_hook = " + auth,
              "manual_cleanup_hook = " + cleanup,
              "pref_challs = http-01,");

      Result renewed = acme.ask("renew", "--force-renewal", "--no-random-sleep-on-renew");
      assertThat(renewed.status()).as(renewed.all()).isZero();
      assertThat(acme.live("example.com", "cert.pem").toRealPath()).hasFileName("cert2.pem");
    }
  }

  @Test
  void aScriptThatFailsStopsIt() throws IOException {
    script("auth", "echo no rights >&2; exit 3");
    Result result = certonly();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("no rights");
    assertThat(acme.conf("example.com")).doesNotExist();
  }

  @Test
  void aScriptThatIsNotThereIsFoundOutBeforeAnOrder() throws IOException {
    Files.delete(auth);
    Result result = certonly();

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains(auth.toString());
    assertThat(acme.ca.count("newOrder")).isZero();
  }

  @Test
  void cleaningUpAloneIsRefused() {
    Result result =
        acme.ask("certonly", "--manual", "--manual-cleanup-hook", "true", "-d", "example.com");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("--manual-auth-hook");
  }
}
