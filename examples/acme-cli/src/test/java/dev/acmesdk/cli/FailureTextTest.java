package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FailureTextTest {
  @TempDir private Path folder;
  private Command acme;

  @AfterEach
  void stop() {
    acme.close();
  }

  @Test
  void saysForEachNameWhatTheCaSawWhatItMeansAndWhatToDo() {
    acme = new Command(folder, ca -> ca.unresolvable("www.example.com"));
    Result result = acme.certonly("-d", "example.com,www.example.com");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err())
        .contains("The CA could not validate that you control: www.example.com")
        .contains("    The CA says: ", "    This means:  ", "    What to do:  ", "Try again:  ")
        .contains("The debug log is in " + folder.resolve("logs/letsencrypt.log"))
        .doesNotContain("\tat ", "Exception");
    assertThat(acme.conf("example.com")).doesNotExist();
  }

  @Test
  void showsAStackTraceOnlyIfAskedFor() {
    acme = new Command(folder);
    assertThat(acme.run("delete", "--cert-name", "none", "--debug").err()).contains("\tat dev.");
    assertThat(acme.run("delete", "--cert-name", "none").err()).doesNotContain("\tat dev.");
  }

  @Test
  void printsNothingButErrorsIfQuiet() {
    acme = new Command(folder);
    Result good = acme.certonly("-q", "-d", "example.com");
    assertThat(good.all()).isEmpty();
    Result bad = acme.certonly("-q", "-d", "*.example.com");
    assertThat(bad.out()).isEmpty();
    assertThat(bad.err()).contains("--preferred-challenges dns");
  }

  @Test
  void tellsMoreTheMoreItIsAskedTo() {
    acme = new Command(folder);
    assertThat(acme.certonly("-d", "a.example.com").out()).doesNotContain(" -> 201");
    assertThat(acme.certonly("-d", "b.example.com", "-v").out()).doesNotContain(" -> 201");
    assertThat(acme.certonly("-d", "c.example.com", "-vv").out()).contains(" -> 201");
  }

  @Test
  void rotatesLogsAsCertbotDoes() throws Exception {
    acme = new Command(folder);
    for (int i = 0; i < 4; i++) {
      acme.run("certificates", "--max-log-backups", "2");
    }
    assertThat(logs()).containsExactly("letsencrypt.log", "letsencrypt.log.1", "letsencrypt.log.2");
    acme.run("certificates", "--max-log-backups", "0");
    assertThat(logs()).hasSize(3);
    assertThat(Files.readString(folder.resolve("logs/letsencrypt.log")))
        .containsPattern("(?s)acme certificates.*acme certificates");
  }

  private java.util.List<String> logs() throws java.io.IOException {
    try (Stream<Path> all = Files.list(folder.resolve("logs"))) {
      return all.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void logsTheRequestsButNoSecret() throws Exception {
    acme = new Command(folder);
    String secret = "c2VjcmV0LW1hYy1rZXktb2YtdGhlLWV4dGVybmFsLWFjY291bnQ";
    acme.certonly("-d", "example.com", "--eab-kid", "kid-1", "--eab-hmac-key", secret);
    acme.obtain("-d", "example.com");
    String log = "";
    for (String name : logs()) {
      log += Files.readString(folder.resolve("logs").resolve(name));
    }
    String key = Files.readString(acme.live("example.com", "privkey.pem"));
    assertThat(log)
        .contains("POST " + acme.ca.directory().resolve("/").toString().replaceFirst("/$", ""))
        .doesNotContain(secret)
        .doesNotContain(key.lines().skip(1).findFirst().orElseThrow())
        .doesNotContain("PRIVATE KEY");
  }
}
