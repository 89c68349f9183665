package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.StoreException;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is in {@code accounts/}, to the octet, and what may be there instead. */
final class AccountFilesTest {
  /** Certbot 2.1.0 gave its id to this key, and wrote its JSON. Nobody uses it. */
  private static final AccountKey KEY =
      AccountKey.fromPem(
          """
          -----BEGIN PRIVATE KEY-----
          MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtxB9YkreXcgw49Hv
          dfj32iSnOvCWtq6whMyfqif6KyuhRANCAAR29z11PO5i+5DGY21Kt3UdgJR1XNRB
          brz7juRnHgYJWR1dSCZOFmWR5AMcthVKhPF/5U9oE0ABeS54i+9VX1N/
          -----END PRIVATE KEY-----
          """);

  private static final String ID = "a40f4aa9405970f2430eaa5b7f82cdea";
  private static final String KEY_JSON =
      "{\"d\": \"txB9YkreXcgw49Hvdfj32iSnOvCWtq6whMyfqif6Kys\","
          + " \"x\": \"dvc9dTzuYvuQxmNtSrd1HYCUdVzUQW68-47kZx4GCVk\","
          + " \"y\": \"HV1IJk4WZZHkAxy2FUqE8X_lT2gTQAF5LniL71VfU38\","
          + " \"crv\": \"P-256\", \"kty\": \"EC\"}";
  private static final AccountCredentials ACCOUNT = new AccountCredentials(TestCa.ACCOUNT, KEY);

  @TempDir private Path temp;
  private CertbotDirectory store;
  private Path place;
  private Path home;

  @BeforeEach
  void open() {
    Clock clock = Clock.fixed(Instant.parse("2026-11-23T19:01:40.75Z"), ZoneOffset.UTC);
    store = CertbotDirectory.at(temp.resolve("config"), clock);
    place = temp.resolve("config/accounts/localhost:24000/dir");
    home = place.resolve(ID);
  }

  @Test
  void writesTheThreeFilesAsCertbotDoes() throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    assertThat(Tree.text(home.resolve("private_key.json"))).isEqualTo(KEY_JSON);
    assertThat(Tree.text(home.resolve("regr.json")))
        .isEqualTo("{\"body\": {}, \"uri\": \"https://localhost:24000/my-account/1\"}");
    assertThat(Tree.text(home.resolve("meta.json")))
        .matches("\\{\"creation_dt\": \"2026-11-23T19:01:40Z\", \"creation_host\": \"[^\"]+\"}");
    assertThat(Tree.mode(home.resolve("private_key.json"))).isEqualTo("r--------");
    for (Path directory = home; !directory.endsWith("config"); directory = directory.getParent()) {
      assertThat(Tree.mode(directory)).isEqualTo("rwx------");
    }
  }

  @Test
  void writesTheMembersOfAnRsaKeyInCertbotsOrder() throws IOException {
    AccountKey key = AccountKey.generate(KeyAlgorithm.RSA_2048);
    store.save(TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, key));
    assertThat(Tree.text(place.resolve(AccountId.of(key)).resolve("private_key.json")))
        .matches(
            List.of("n", "e", "d", "p", "q", "dp", "dq", "qi").stream()
                .map(member -> "\"" + member + "\": \"[\\w-]+\", ")
                .reduce("\\{", String::concat)
                .concat("\"kty\": \"RSA\"}"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://acme-v02.api.letsencrypt.org/directory, acme-v02.api.letsencrypt.org/directory",
    "https://ca.example, ca.example",
    "https://ca.example:14000/, ca.example:14000",
    "https://CA.example/a/b/?x=y#z, CA.example/a/b",
    "https://ca.example/a%2fb/..c/, ca.example/a%2fb/..c",
    "https://[2001:db8::1]:14000/dir, [2001:db8::1]:14000/dir",
  })
  void makesAPathOfTheUrl(URI directory, String path) {
    store.save(directory, ACCOUNT);
    assertThat(temp.resolve("config/accounts").resolve(path).resolve(ID)).isDirectory();
    assertThat(store.find(directory)).contains(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ca.example/../x",
        "https://ca.example/a/../../../x",
        "https://ca.example/./x",
        "https://../x",
        "https://ca.example/..",
        "mailto:ca@example",
        "dir",
      })
  void refusesAUrlThatLeadsElsewhere(URI directory) throws IOException {
    assertThatThrownBy(() -> store.save(directory, ACCOUNT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(directory.toString());
    assertThatThrownBy(() -> store.find(directory)).isInstanceOf(IllegalArgumentException.class);
    assertThat(Tree.list(temp).stream().filter(line -> line.contains("accounts"))).isEmpty();
  }

  @Test
  void writesNothingWhenAnAccountIsSavedAgain() throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    List<String> tree = Tree.snapshot(temp);
    CertbotDirectory.at(temp.resolve("config")).save(TestCa.DIRECTORY, ACCOUNT);
    assertThat(Tree.snapshot(temp)).isEqualTo(tree);
  }

  @Test
  void changesNothingButTheUrl() throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    Tree.chmod(home.resolve("regr.json"), "rw-------");
    URI url = URI.create("https://localhost:24000/my-account/ü");
    store.save(TestCa.DIRECTORY, new AccountCredentials(url, KEY));
    assertThat(Tree.text(home.resolve("regr.json")))
        .isEqualTo("{\"body\": {}, \"uri\": \"https://localhost:24000/my-account/\\u00FC\"}");
    assertThat(Tree.mode(home.resolve("regr.json"))).isEqualTo("rw-------");
    assertThat(store.find(TestCa.DIRECTORY)).contains(new AccountCredentials(url, KEY));
    assertThat(Tree.list(home)).hasSize(4);
  }

  @ParameterizedTest
  @CsvSource({"acme-v02,acme-v01", "acme-staging-v02,acme-staging"})
  void findsAnAccountFromBeforeLetsEncryptChangedItsProtocol(String now, String then)
      throws IOException {
    URI directory = URI.create("https://" + now + ".api.letsencrypt.org/directory");
    URI former = URI.create("https://" + then + ".api.letsencrypt.org/directory");
    store.save(former, ACCOUNT);
    List<String> tree = Tree.snapshot(temp);
    assertThat(store.find(directory)).contains(ACCOUNT);
    assertThat(Tree.snapshot(temp)).isEqualTo(tree);

    AccountCredentials newer = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    store.save(directory, newer);
    assertThat(store.find(directory)).contains(newer);
    assertThat(store.find(former)).contains(ACCOUNT);
  }

  @Test
  void completesAnAccountOfWhichOnlyTheKeyIsThere() throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("private_key.json"), KEY_JSON);
    store.save(TestCa.DIRECTORY, ACCOUNT);
    assertThat(store.find(TestCa.DIRECTORY)).contains(ACCOUNT);
    assertThat(home.resolve("meta.json")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "garbage"})
  void neverOverwritesAKey(String content) throws IOException {
    Files.createDirectories(home);
    Path file = Files.writeString(home.resolve("private_key.json"), content);
    assertThatThrownBy(() -> store.save(TestCa.DIRECTORY, ACCOUNT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString());
    assertThat(Tree.text(file)).isEqualTo(content);
    assertThat(home.resolve("regr.json")).doesNotExist();
  }

  @Test
  void refusesToPutAnAccountBesideAnotherKey() throws IOException {
    AccountKey other = AccountKey.generate();
    store.save(TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, other));
    Files.move(place.resolve(AccountId.of(other)), home);
    assertThatThrownBy(() -> store.save(TestCa.DIRECTORY, ACCOUNT))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("holds another key");
    assertThat(store.find(TestCa.DIRECTORY).orElseThrow().key()).isEqualTo(other);
  }

  @Test
  void readsWhatOlderAndNewerCertbotsHaveWritten() throws IOException {
    write(
        "{\"uri\": \"https://localhost:24000/my-account/1\", \"new_authzr_uri\": \"https://x\","
            + " \"body\": {\"contact\": [\"mailto:a@example.com\"], \"status\": \"valid\"}}",
        "{\"creation_host\": \"a\", \"register_to_eff\": \"a@example.com\","
            + " \"creation_dt\": \"2026-11-23T19:01:40.123456+01:00\"}");
    assertThat(store.find(TestCa.DIRECTORY)).contains(ACCOUNT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"creation_dt\": \"yesterday\"}"})
  void doesWithoutTheTimeOfCreation(String meta) throws IOException {
    write("{\"body\": {}, \"uri\": \"https://localhost:24000/my-account/1\"}", meta);
    assertThat(store.find(TestCa.DIRECTORY)).contains(ACCOUNT);
  }

  private void write(String registration, String meta) throws IOException {
    Files.createDirectories(home);
    Files.writeString(home.resolve("private_key.json"), KEY_JSON);
    Files.writeString(home.resolve("regr.json"), registration);
    Files.writeString(home.resolve("meta.json"), meta);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "regr.json | not json | line 1",
        "regr.json | {\"body\": {}} | \"uri\" is missing",
        "regr.json | {\"uri\": 7} | \"uri\" is missing",
        "regr.json | {\"uri\": \"a b\"} | no URL",
        "regr.json | [] | not a JSON object",
        "private_key.json | secret-octets | line 1",
        "private_key.json | {\"kty\": \"EC\", \"crv\": \"P-256\"} | lacks its member \"d\"",
        "private_key.json | {\"kty\": \"RSA\", \"n\": \"AA\", \"e\": \"AQAB\"} | no usable account key",
        "private_key.json | {\"kty\": \"OKP\", \"d\": \"AA\"} | Unsupported kty",
      })
  void saysWhichFileOfTheOnlyAccountIsBad(String file, String content, String reason)
      throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    Files.delete(home.resolve(file));
    Files.writeString(home.resolve(file), content);
    assertThatThrownBy(() -> store.find(TestCa.DIRECTORY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(home.resolve(file).toString())
        .hasMessageContaining(reason)
        .hasMessageContaining("move the directory " + home + " away")
        .satisfies(e -> assertThat(e).hasStackTraceContaining(reason))
        .extracting(e -> Throwables.getStackTrace(e))
        .asString()
        .doesNotContain("secret-octets");
  }

  @ParameterizedTest
  @ValueSource(strings = {"private_key.json", "regr.json"})
  void saysWhichFileOfTheOnlyAccountCannotBeRead(String file) throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    Path path = home.resolve(file);
    Files.delete(path);
    assertThatThrownBy(() -> store.find(TestCa.DIRECTORY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(path.toString())
        .hasMessageContaining("no such file");
    Files.createSymbolicLink(path, path);
    assertThatThrownBy(() -> store.find(TestCa.DIRECTORY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(path.toString());
  }

  @Test
  void passesOverABadAccountIfThereIsAGoodOne() throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    Path bad = Files.createDirectory(place.resolve("f".repeat(32)));
    Files.writeString(bad.resolve("private_key.json"), "{}");
    Files.createDirectory(place.resolve("e".repeat(32)));
    assertThat(store.find(TestCa.DIRECTORY)).contains(ACCOUNT);
  }

  @Test
  void doesNotTakeOtherThingsForAccounts() throws IOException {
    URI shorter = URI.create("https://localhost:24000");
    store.save(TestCa.DIRECTORY, ACCOUNT);
    Files.writeString(place.resolveSibling("a".repeat(32)), "a file");
    assertThat(store.find(shorter)).isEmpty();
  }

  @Test
  void takesTheLastIdOfSeveralAccountsOfOneSecond() {
    List<AccountKey> keys =
        List.of(AccountKey.generate(), AccountKey.generate(), AccountKey.generate());
    keys.forEach(key -> store.save(TestCa.DIRECTORY, new AccountCredentials(TestCa.ACCOUNT, key)));
    String last = keys.stream().map(AccountId::of).sorted().toList().get(2);
    assertThat(AccountId.of(store.find(TestCa.DIRECTORY).orElseThrow().key())).isEqualTo(last);
  }

  @Test
  void followsTheLinkThatCertbotMakesToTheAccountsOfAnOlderServer() throws IOException {
    store.save(URI.create("https://acme-v01.example/directory"), ACCOUNT);
    Path older = temp.resolve("config/accounts/acme-v01.example/directory");
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, older);
    assertThat(store.find(TestCa.DIRECTORY)).contains(ACCOUNT);
    AccountCredentials second = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    store.save(TestCa.DIRECTORY, second);
    assertThat(older.resolve(AccountId.of(second.key()))).isDirectory();
    assertThat(place).isSymbolicLink();
  }

  @Test
  void saysThatALinkPointsToNothing() throws IOException {
    Files.createDirectories(place.getParent());
    Files.createSymbolicLink(place, Path.of("/nowhere/directory"));
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> store.find(TestCa.DIRECTORY), () -> store.save(TestCa.DIRECTORY, ACCOUNT))) {
      assertThatThrownBy(call)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining(place + ": it is a link to /nowhere/directory");
    }
  }

  @Test
  void saysThatTheLinkOfASingleAccountPointsToNothing() throws IOException {
    Files.createDirectories(place);
    Files.createSymbolicLink(home, Path.of("/nowhere/" + ID));
    assertThatThrownBy(() -> store.find(TestCa.DIRECTORY))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(home.resolve("private_key.json") + ": there is no such file");
  }

  @Test
  void namesTheAccountInTheRenewalFile() throws IOException {
    store.save(TestCa.DIRECTORY, ACCOUNT);
    store.save(
        TestCa.DIRECTORY,
        new AccountCredentials(URI.create("https://localhost/2"), AccountKey.generate()));
    store.save(TestCa.issue("a.example", Map.of()));
    assertThat(Tree.text(temp.resolve("config/renewal/a.example.conf")))
        .contains("\naccount = " + ID + "\n");
  }
}
