package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same command lines, given to a real Certbot and to the command acme: both end alike, and
 * leave the same files.
 */
@RequiresCertbot
@RequiresPebble
@Timeout(240)
class AcmeCommandCertbotIT {
  /** What only one of the two has: keys and requests of old Certbots, and our own folder. */
  private static final Set<String> OF_ONE =
      Set.of("acmesdk", "csr", "keys", "renewal-hooks", ".certbot.lock", "README", "accounts");

  private static Pebble pebble;

  @TempDir private Path folder;

  @BeforeAll
  static void start() throws Exception {
    pebble = SharedDirectory.pebble().start();
  }

  @AfterAll
  static void stop() {
    pebble.close();
  }

  /** Lines are separated by semicolons; {@code GET} stands for what obtains from this CA. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET -d a.test -d www.a.test --preferred-challenges http --no-eff-email",
        "GET -d a.test; GET -d a.test --keep-until-expiring",
        "GET -d a.test; GET -d a.test --force-renewal",
        "GET -d a.test; GET -d a.test,b.test",
        "GET -d a.test; GET -d a.test,b.test --expand",
        "GET -d a.test; GET -d a.test --duplicate",
        "GET -d a.test --cert-name x; GET --cert-name x -d b.test",
        "GET -d a.test --key-type rsa --rsa-key-size 3072; GET -d a.test --key-type ecdsa --force-renewal",
        "GET -d a.test --dry-run",
        "GET -d *.a.test",
        "GET -d a.test; renew --no-random-sleep-on-renew",
        "GET -d a.test; GET -d b.test; renew --force-renewal --no-random-sleep-on-renew",
        "GET -d a.test --reuse-key; renew --force-renewal --no-random-sleep-on-renew",
        "GET -d a.test; renew --cert-name none --no-random-sleep-on-renew",
        "GET -d a.test; certificates",
        "GET -d a.test; delete --cert-name a.test; delete --cert-name a.test",
        "GET -d a.test; revoke --cert-name a.test --reason superseded",
        "GET -d a.test; revoke --cert-name a.test --no-delete-after-revoke",
        "GET -d a.test; revoke --cert-name a.test --reason nonsense",
        "certonly --standalone",
        "certonly --standalone --no-such-flag -d a.test",
        "certonly --standalone -d a.test --key-type dsa",
        "delete",
      })
  void endsAsCertbotDoesWithTheSameFiles(String lines) throws Exception {
    Certbot certbot = new Certbot(Files.createDirectory(folder.resolve("certbot")), pebble);
    AcmeCommand acme =
        new AcmeCommand(Files.createDirectory(folder.resolve("acme"))).trusting(pebble);
    for (String line : lines.split(";", -1)) {
      String[] words = words(line.strip());
      Programs.Result theirs =
          certbot.attempt(words[0], Arrays.copyOfRange(words, 1, words.length));
      Programs.Result ours = acme.attempt(words);
      assertThat(ours.status())
          .as("%s%nCertbot: %s%nacme: %s", line, theirs.output(), ours.output())
          .isEqualTo(theirs.status());
    }
    assertThat(tree(acme.directory())).isEqualTo(tree(certbot.directory()));
    assertThat(certbot.run("certificates")).doesNotContain("invalid");
  }

  private static String[] words(String line) {
    List<String> words = new ArrayList<>();
    if (line.startsWith("GET")) {
      words.addAll(List.of("certonly", "--standalone", "--http-01-port"));
      words.add(Integer.toString(pebble.httpPort()));
      words.addAll(List.of("--server", pebble.directoryUri().toString()));
      words.addAll(List.of("--agree-tos", "--register-unsafely-without-email"));
    }
    words.addAll(List.of(line.replaceFirst("^GET ", "").split(" ")));
    return words.toArray(String[]::new);
  }

  /** Names and modes of files, and what links lead to. */
  private static List<String> tree(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !Files.isDirectory(path) || Files.isSymbolicLink(path))
          .filter(path -> isOfBoth(root.relativize(path)))
          .map(path -> Trees.line(root, path))
          .sorted()
          .toList();
    }
  }

  private static boolean isOfBoth(Path path) {
    for (Path part : path) {
      if (OF_ONE.contains(part.toString())) {
        return false;
      }
    }
    return true;
  }
}
