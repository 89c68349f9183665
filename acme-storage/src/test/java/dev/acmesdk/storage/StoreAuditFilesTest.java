package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lease;
import dev.acmesdk.store.OrderInFlight;
import dev.acmesdk.store.PendingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What audits find of modes, renewal files, accounts and leftovers. */
final class StoreAuditFilesTest extends AuditFixture {

  @Test
  void findsKeysAndPlacesThatAreOpen() throws IOException {
    Tree.chmod(archive.resolve("privkey2.pem"), "rw----r--");
    Tree.chmod(home.resolve("private_key.json"), "r--r-----");
    Tree.chmod(home, "rwxr-xr-x");
    Tree.chmod(conf, "rw-r--rw-");
    assertThat(found())
        .containsExactly(
            "ERROR* accounts/localhost:24000/dir/%s/private_key.json: is an account's key that others can read"
                .formatted(ID),
            "ERROR* archive/a.example/privkey2.pem: is a private key that every user of this machine can read",
            "ERROR* renewal/a.example.conf: can be changed by every user of this machine",
            "WARNING* accounts/localhost:24000/dir/%s: can be looked into by others than its owner"
                .formatted(ID));
    mends();
    assertThat(Tree.mode(archive.resolve("privkey2.pem"))).isEqualTo("rw-------");
    assertThat(Tree.mode(home.resolve("private_key.json"))).isEqualTo("r--------");
    assertThat(Tree.mode(home)).isEqualTo("rwx------");
    assertThat(Tree.mode(conf)).isEqualTo("rw-r--r--");
  }

  /** Certbot's manual tells how to do that for servers that are not root. */
  @Test
  void openDirectoriesAreNotedAndLeftAlone() throws IOException {
    Tree.chmod(config.resolve("live"), "rwxr-xr-x");
    Tree.chmod(config.resolve("archive"), "rwxr-xr-x");
    Tree.chmod(conf, "rw-------");
    assertThat(found())
        .containsExactly(
            "INFO archive: can be entered by everybody, so that keys are protected by their own modes only",
            "INFO live: can be entered by everybody, so that keys are protected by their own modes only");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "authenticator = standalone || ERROR renewal/a.example.conf: does not say how to renew: its key \"authenticator\" in [renewalparams] is missing",
        "key_type = ecdsa || WARNING* renewal/a.example.conf: does not say which kind of key to use, which Certbot takes for RSA, but the key is on an elliptic curve",
        "key_type = ecdsa | key_type = rsa | INFO renewal/a.example.conf: says key_type = rsa, but the key is ecdsa",
        "key_type = ecdsa | key_type = %(x)s | WARNING* renewal/a.example.conf: does not say which kind",
        "[renewalparams] | account = x | ERROR renewal/a.example.conf: cannot be read: line",
        "authenticator = standalone | authenticator | ERROR renewal/a.example.conf: cannot be read: line",
        "privkey = | key = | ERROR renewal/a.example.conf: lacks the path \"privkey\", without which Certbot calls it broken",
        "live/a.example/privkey | old/privkey | ERROR renewal/a.example.conf: names CONFIG/old/privkey.pem for \"privkey\", which is not there",
        "account = | account = 0 | ERROR renewal/a.example.conf: names the account 0",
        "server = https | server = http:/// | ERROR renewal/a.example.conf: names the account",
      })
  void findsWhatIsWrongWithARenewalFile(String before, String after, String finding)
      throws IOException {
    edit(before, after == null ? "" : after);
    assertThat(found()).singleElement().asString().startsWith(finding);
  }

  @Test
  void addsTheKindOfTheKey() throws IOException {
    edit("key_type = ecdsa\n", "");
    mends();
    assertThat(Tree.text(conf)).endsWith("key_type = ecdsa\n");
  }

  @Test
  void deletesAnEmptyRenewalFileOnlyIfItIsAllThatThereIs() throws IOException {
    Path alone = Files.createFile(config.resolve("renewal/b.example.conf"));
    Files.writeString(conf, "");
    Files.createFile(config.resolve("renewal/" + "x".repeat(247) + ".conf"));
    assertThat(found())
        .containsExactly(
            "ERROR renewal/a.example.conf: is empty, so that every renewal by Certbot fails",
            "ERROR* renewal/b.example.conf: is empty, so that every renewal by Certbot fails",
            "WARNING renewal/%s.conf: has a name that no lineage can have, so that it is not looked at"
                .formatted("x".repeat(247)));
    assertThat(store.audit().mend().mended()).hasSize(1);
    assertThat(alone).doesNotExist();
    assertThat(conf).exists();
  }

  @Test
  void findsDirectoriesWithoutARenewalFileAndTheOtherWayRound() throws IOException {
    store.save(TestCa.issue("b.example"));
    Files.delete(conf);
    Files.move(config.resolve("live/b.example"), temp.resolve("b"));
    Files.createDirectory(config.resolve("archive/empty"));
    assertThat(found())
        .containsExactly(
            "ERROR live/b.example: is missing, though there is CONFIG/renewal/b.example.conf",
            "WARNING archive/a.example: belongs to no renewal file: there is no CONFIG/renewal/a.example.conf",
            "WARNING live/a.example: belongs to no renewal file: there is no CONFIG/renewal/a.example.conf");
  }

  @Test
  void findsWhatIsWrongWithAnAccount() throws IOException {
    Files.writeString(home.resolve("meta.json"), "{\"creation_host\": \"x\"}");
    Files.writeString(home.resolve("regr.json"), "{}");
    Files.delete(home.resolve("private_key.json"));
    String place = "accounts/localhost:24000/dir/" + ID;
    assertThat(found())
        .containsExactly(
            "ERROR %s/private_key.json: is missing, so that Certbot does not see the account"
                .formatted(place),
            "ERROR %1$s/regr.json: cannot be checked: Cannot use CONFIG/%1$s/regr.json: it holds no URL of an account (its member \"uri\" is missing)"
                .formatted(place),
            "WARNING %s/meta.json: lacks the member \"creation_dt\", without which Certbot fails"
                .formatted(place));
    Tree.chmod(Files.writeString(home.resolve("private_key.json"), "{"), "r--------");
    Files.delete(home.resolve("meta.json"));
    Files.delete(home.resolve("regr.json"));
    assertThat(found())
        .hasSize(3)
        .anyMatch(line -> line.contains("/meta.json: is missing"))
        .anyMatch(line -> line.contains("private_key.json: cannot be checked: Cannot use"))
        .anyMatch(line -> line.contains("/regr.json: is missing"));
  }

  @Test
  void findsAccountsThatCertbotStumblesOver() throws IOException {
    AccountCredentials other = new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
    store.save(TestCa.DIRECTORY, other);
    String id = AccountId.of(other.key());
    Files.move(home.resolveSibling(id), home.resolveSibling("0".repeat(32)));
    Files.createSymbolicLink(
        config.resolve("accounts/localhost:24000/old"), Path.of("/nowhere/dir"));
    assertThat(found())
        .containsExactly(
            "ERROR accounts/localhost:24000/old: points to /nowhere/dir, which is not there",
            "WARNING accounts/localhost:24000/dir/%s: does not have the name of its key, which is %s"
                .formatted("0".repeat(32), id),
            "INFO accounts/localhost:24000/dir: has 2 accounts: Certbot asks which one to use, or fails");
  }

  /** Only root can give files away. */
  @Test
  void findsFilesOfAnotherOwner() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
    Files.setOwner(
        archive.resolve("privkey2.pem"),
        config.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody"));
    assertThat(found())
        .containsExactly(
            "WARNING archive/a.example/privkey2.pem: belongs to nobody, but the store to root");
  }

  /** That is how an administrator gives a key to a server; Certbot hands it on. */
  @Test
  void aGroupMadeForAKeyMayReadIt() throws IOException {
    assumeTrue("root".equals(System.getProperty("user.name")), "only root knows other groups");
    Path key = archive.resolve("privkey2.pem");
    Files.getFileAttributeView(key, PosixFileAttributeView.class)
        .setGroup(
            key.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByGroupName("daemon"));
    Tree.chmod(key, "rw-r-----");
    assertThat(found()).isEmpty();
  }

  @Test
  void findsAChangeOfAnAccountKeyThatWasCutOff() {
    store.savePending(TestCa.DIRECTORY, new PendingKey(ACCOUNT, AccountKey.generate()));
    assertThat(found())
        .containsExactly(
            "WARNING accounts/localhost:24000/dir/%s/pending_key.json: is left of a change of the account's key that was cut off"
                .formatted(ID));
  }

  @Test
  void findsAndMendsWhatProgramsHaveLeftThatWereKilled() throws IOException {
    Files.writeString(config.resolve("renewal/a.example.conf.new"), "x");
    Files.writeString(config.resolve("archive/.probe-1"), "x");
    Files.createSymbolicLink(config.resolve("live/.probe-1.link"), Path.of("x"));
    Files.createSymbolicLink(live.resolve("cert.pem.new"), Path.of("x"));
    for (String name : List.of("accounts/.old-1", "accounts/.new-1")) {
      Path left = Files.createDirectory(config.resolve(name));
      Tree.chmod(left, "rwx------");
      Files.writeString(left.resolve("regr.json"), "{}");
    }
    Path own = config.resolve("acmesdk/lineages/a.example");
    for (String name : List.of("save.json", "order.json.new")) {
      Tree.chmod(Files.writeString(own.resolve(name), "x"), "rw-------");
    }
    assertThat(found())
        .containsExactly(
            "WARNING* accounts/.new-1: is left of the saving of an account that was cut off",
            "WARNING* accounts/.old-1: is left of an account that was removed, or has another key by now",
            "WARNING* acmesdk/lineages/a.example/save.json: is left of a save that was cut off",
            "INFO* acmesdk/lineages/a.example/order.json.new: was never put in its place",
            "INFO* archive/.probe-1: is left of a check whether the directory is writable",
            "INFO* live/.probe-1.link: is left of a check whether the directory is writable",
            "INFO* live/a.example/cert.pem.new: is a link that was never put in its place");
    store.audit().mend();
    assertThat(found()).isEmpty();
    assertThat(config.resolve("renewal/a.example.conf.new")).doesNotExist();
  }

  /** The CA may know the account, and then this is all that there is of its key. */
  @Test
  void theKeyOfAnAccountThatWasNeverPutInItsPlaceIsKept() throws IOException {
    Path left = config.resolve("accounts/.new-1");
    Files.move(home, left);
    edit("account = " + ID + "\n", "");
    assertThat(found())
        .containsExactly(
            "WARNING accounts/.new-1: is left of the saving of an account that was cut off");
    store.audit().mend();
    assertThat(left.resolve("private_key.json")).exists();
  }

  @Test
  void findsOrdersThatAreOldOrDamaged() throws IOException {
    saveOrder(Instant.now().minus(Duration.ofDays(29)));
    assertThat(found()).isEmpty();
    Instant old = Instant.parse("2026-01-01T00:00:00Z");
    saveOrder(old);
    assertThat(found())
        .containsExactly(
            "INFO acmesdk/lineages/a.example/order.json: is an order of %s that nobody goes on with"
                .formatted(old));
    Files.writeString(config.resolve("acmesdk/lineages/a.example/order.json"), "{\"x");
    assertThat(found())
        .singleElement()
        .asString()
        .startsWith("INFO acmesdk/lineages/a.example/order.json: is damaged (it is not JSON");
  }

  private void saveOrder(Instant begun) {
    Lease lease = (Lease) store.acquire("a.example", Duration.ofMinutes(1));
    store.saveOrder(
        lease,
        new OrderInFlight(
            TestCa.DIRECTORY,
            TestCa.ACCOUNT,
            null,
            List.of(Identifier.dns("a.example")),
            null,
            KeyAlgorithm.EC_P256.generate(),
            begun,
            false));
    store.release(lease);
  }

  @Test
  void aKeyOfRsaNeedsNoWord() throws IOException {
    store.save(TestCa.issue("a.example", KeyAlgorithm.RSA_2048, Map.of()));
    edit("key_type = rsa\n", "");
    assertThat(found()).isEmpty();
  }
}
