package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.Command.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two accounts at one CA, of which one is asked for by its id. */
@Timeout(120)
class SeveralAccountsTest {
  private static final String UNKNOWN = "0123456789abcdef0123456789abcdef";

  @TempDir private Path folder;
  private Command acme;
  private String older;
  private String newer;

  @BeforeEach
  void register() throws IOException {
    acme = new Command(folder);
    older = registered("older@example.com", acme.config());
    acme.clock.advance(Duration.ofDays(1));
    Path elsewhere = folder.resolve("elsewhere");
    newer = registered("newer@example.com", elsewhere);
    Files.move(place(elsewhere).resolve(newer), place(acme.config()).resolve(newer));
  }

  @AfterEach
  void stop() {
    acme.close();
  }

  private String registered(String email, Path config) throws IOException {
    List<String> words = new ArrayList<>(List.of("register", "-m", email));
    words.addAll(acme.atCa());
    words.addAll(List.of("--config-dir", config.toString()));
    words.addAll(List.of("--logs-dir", folder.resolve("logs").toString()));
    Result result = acme.run(words, false, "");
    assertThat(result.status()).as(result.all()).isZero();
    try (Stream<Path> accounts = Files.list(place(config))) {
      return accounts.findFirst().orElseThrow().getFileName().toString();
    }
  }

  private Path place(Path config) {
    return config
        .resolve("accounts")
        .resolve(acme.ca.directory().getAuthority() + acme.ca.directory().getPath());
  }

  private String conf(String name) throws IOException {
    return Files.readString(acme.conf(name));
  }

  @Test
  void obtainsWithTheOneThatIsAskedForAndRenewsWithIt() throws IOException {
    acme.obtain("-d", "a.example.com");
    acme.obtain("-d", "b.example.com", "--account", older);
    assertThat(conf("a.example.com")).contains("account = " + newer + "\n");
    assertThat(conf("b.example.com")).contains("account = " + older + "\n");
    Result renewed = acme.ask("renew", "--force-renewal", "--no-random-sleep-on-renew");
    assertThat(renewed.status()).as(renewed.all()).isZero();
    assertThat(conf("a.example.com")).contains("account = " + newer + "\n");
    assertThat(conf("b.example.com")).contains("account = " + older + "\n");
  }

  @Test
  void renewsWithAnotherOneAndNotesIt() throws IOException {
    acme.obtain("-d", "a.example.com", "--account", older);
    Result renewed =
        acme.ask("renew", "--force-renewal", "--no-random-sleep-on-renew", "--account", newer);
    assertThat(renewed.status()).as(renewed.all()).isZero();
    assertThat(conf("a.example.com")).contains("account = " + newer + "\n");
  }

  @Test
  void rehearsesWithTheOneThatIsAskedFor() {
    acme.ca.resetRequests();
    Result result = acme.certonly("-d", "a.example.com", "--dry-run", "--account", older);
    assertThat(result.status()).as(result.all()).isZero();
    assertThat(acme.ca.count("newAccount")).isZero();
  }

  @Test
  void showsChangesAndEndsTheOneThatIsAskedFor() {
    assertThat(acme.ask("show_account").out()).contains("newer@example.com");
    assertThat(acme.ask("show_account", "--account", older).out()).contains("older@example.com");
    assertThat(acme.ask("update_account", "--account", older, "-m", "new@example.com").status())
        .isZero();
    assertThat(acme.ask("show_account", "--account", older).out()).contains("new@example.com");
    assertThat(acme.ask("show_account").out()).contains("newer@example.com");
    Result ended = acme.ask("unregister", "--account", older);
    assertThat(ended.status()).as(ended.all()).isZero();
    assertThat(place(acme.config()).resolve(older)).doesNotExist();
    assertThat(place(acme.config()).resolve(newer)).exists();
  }

  private Result revoke(String... words) {
    List<String> all = new ArrayList<>(List.of("revoke"));
    all.addAll(List.of(words));
    all.addAll(acme.atCa());
    all.remove("--agree-tos");
    return acme.run(all.toArray(String[]::new));
  }

  @Test
  void revokesWithTheOneThatIsAskedFor() {
    acme.obtain("-d", "a.example.com", "--account", older);
    acme.ca.resetRequests();
    Result unknown = revoke("--cert-name", "a.example.com", "--account", UNKNOWN);
    assertThat(unknown.err()).contains("There is no account " + UNKNOWN, older, newer);
    assertThat(acme.ca.requests()).isEmpty();
    Result stranger = revoke("--cert-name", "a.example.com", "--account", newer);
    assertThat(stranger.status()).as(stranger.all()).isEqualTo(1);
    assertThat(acme.conf("a.example.com")).exists();
    Result revoked = revoke("--cert-name", "a.example.com", "--account", older);
    assertThat(revoked.status()).as(revoked.all()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "certonly --standalone -d a.example.com",
        "certonly --standalone -d b.example.com",
        "certonly --standalone -d b.example.com --dry-run",
        "renew --no-random-sleep-on-renew",
        "renew --no-random-sleep-on-renew --force-renewal",
        "preflight --standalone -d a.example.com",
        "show_account",
        "update_account -m new@example.com",
        "unregister"
      })
  void asksTheCaForNothingIfItIsNotThere(String line) {
    acme.obtain("-d", "a.example.com");
    acme.ca.resetRequests();
    Result result = acme.ask((line + " --account " + UNKNOWN).split(" "));
    assertThat(result.status()).as(result.all()).isEqualTo(1);
    assertThat(result.err())
        .contains("There is no account " + UNKNOWN)
        .contains("Ask for one of those that are there: ", older, newer);
    assertThat(acme.ca.requests()).isEmpty();
  }

  @Test
  void doesNotSignARevocationTwice() {
    Result result = revoke("--cert-path", "x.pem", "--key-path", "k.pem", "--account", older);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.err()).contains("--key-path and --account contradict each other");
  }
}
