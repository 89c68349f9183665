package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.storage.Finding.Severity;
import dev.acmesdk.store.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Audits as such, and what they find of links and versions. */
final class StoreAuditTest extends AuditFixture {

  @Test
  void aHealthyStoreHasNoFindings() throws IOException {
    List<String> tree = Tree.snapshot(config);
    assertThat(found()).isEmpty();
    assertThat(store.audit().report()).isEqualTo("Nothing is wrong with the store.\n");
    assertThat(Tree.snapshot(config)).isEqualTo(tree);
    assertThat(CertbotDirectory.at(temp.resolve("none")).audit().findings()).isEmpty();
    assertThat(temp.resolve("none")).doesNotExist();
  }

  @Test
  void reportsTheWorstFirstAndWhatToDo() throws IOException {
    Tree.chmod(archive.resolve("privkey1.pem"), "rw-r--r--");
    Files.createFile(config.resolve("renewal/b.conf.new"));
    assertThat(store.audit().report())
        .isEqualTo(
            """
            ERROR %1$s/archive/a.example/privkey1.pem is a private key that every user of this machine can read.
                Take that right away, and replace the certificate, since somebody may have read the key. This can be mended automatically.

            WARNING %1$s/archive/a.example/privkey1.pem is a private key that the group %2$s can read, which has the whole directory.
                Take that right away, or give the key to a group that is made for it. This can be mended automatically.

            INFO %1$s/renewal/b.conf.new is a renewal file that was never put in its place.
                If nobody is just at work there, delete it. This can be mended automatically.
            """
                .formatted(config, Files.getAttribute(config, "posix:group")));
    mends();
  }

  @Test
  void aFindingTellsItsLineageAndMendsOnlyWhatItCan() throws IOException {
    Files.delete(live.resolve("cert.pem"));
    Files.writeString(archive.resolve("cert1.pem"), "");
    List<Finding> findings = store.audit().findings();
    assertThat(findings).hasSize(2);
    Finding link = findings.get(0);
    assertThat(link.severity()).isEqualTo(Severity.ERROR);
    assertThat(link.path()).isEqualTo(live.resolve("cert.pem"));
    assertThat(link.lineage()).contains("a.example");
    assertThat(link.remedy()).isEqualTo("Let it point to the newest version in the archive.");
    assertThat(link).hasToString("ERROR: " + link.path() + " is missing. " + link.remedy());
    link.mend();
    link.mend();
    assertThat(live.resolve("cert.pem")).hasSameTextualContentAs(archive.resolve("cert2.pem"));
    assertThatThrownBy(findings.get(1)::mend).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void nothingIsMendedUnderTheHandsOfWhoHasTheLease() throws IOException {
    Files.delete(live.resolve("cert.pem"));
    Lease lease = (Lease) store.acquire("b.example", Duration.ofMinutes(1));
    Lease held = (Lease) acquireBroken();
    StoreAudit.Mended mended = store.audit().mend();
    assertThat(mended.failures()).hasSize(1);
    assertThat(mended.failures().get(0)).hasMessageContaining("is at work on it");
    assertThat(mended.left().findings()).hasSize(1);
    store.release(held);
    store.release(lease);
    mends();
  }

  private Object acquireBroken() throws IOException {
    Path away = temp.resolve("away");
    Files.createSymbolicLink(
        live.resolve("cert.pem"), Path.of("../../archive/a.example/cert2.pem"));
    Object lease = store.acquire("a.example", Duration.ofMinutes(1));
    Files.move(live.resolve("cert.pem"), away);
    return lease;
  }

  @Test
  void findsLinksThatAreBroken() throws IOException {
    Files.delete(live.resolve("cert.pem"));
    relink("chain.pem", "../../archive/a.example/chain7.pem");
    relink("fullchain.pem", "../../archive/a.example/README");
    assertThat(found())
        .containsExactly(
            "ERROR* live/a.example/cert.pem: is missing",
            "ERROR* live/a.example/chain.pem: points to ../../archive/a.example/chain7.pem, which is not there",
            "ERROR* live/a.example/fullchain.pem: points to ../../archive/a.example/README, which is not a version's file");
    mends();
    assertThat(store.find("a.example").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void aFileInThePlaceOfALinkIsNeverReplaced() throws IOException {
    Files.delete(live.resolve("privkey.pem"));
    Files.writeString(live.resolve("privkey.pem"), "my only key");
    Files.delete(live.resolve("cert.pem"));
    assertThat(found())
        .containsExactly(
            "ERROR* live/a.example/cert.pem: is missing",
            "ERROR live/a.example/privkey.pem: is a file, not a link into the archive");
    assertThat(store.audit().mend().failures()).singleElement().isInstanceOf(StoreException.class);
    assertThat(live.resolve("privkey.pem")).hasContent("my only key");
  }

  @Test
  void findsLinksToDifferentVersionsAndArchives() throws IOException {
    store.save(TestCa.issue("b.example"));
    relink("cert.pem", "../../archive/a.example/cert1.pem");
    assertThat(found())
        .containsExactly(
            "ERROR* live/a.example: has links to different versions: {CERT=1, PRIVKEY=2, CHAIN=2, FULLCHAIN=2}");
    relink("cert.pem", "../../archive/b.example/cert1.pem");
    assertThat(found())
        .containsExactly(
            "ERROR* live/a.example/cert.pem: points to ../../archive/b.example/cert1.pem, which is not in CONFIG/archive/a.example");
    mends();
  }

  @Test
  void findsAbsoluteLinksAndMakesThemRelative() throws IOException {
    relink("chain.pem", archive.resolve("chain2.pem").toString());
    assertThat(found())
        .containsExactly(
            "INFO* live/a.example/chain.pem: has an absolute path in it, so that it breaks when the directory is moved");
    mends();
    assertThat(Files.readSymbolicLink(live.resolve("chain.pem")))
        .hasToString("../../archive/a.example/chain2.pem");
  }

  @Test
  void findsANewerVersionAndTheNotesOfASwitchThatWasCutOff() throws IOException {
    for (Kind kind : Kind.values()) {
      relink(kind.linkName(), "../../archive/a.example/" + kind.fileName(1));
    }
    relink("previous_cert.pem", archive.resolve("cert1.pem").toString());
    assertThat(found())
        .containsExactly(
            "WARNING* live/a.example: points to version 1, but version 2 is complete",
            "WARNING* live/a.example/previous_cert.pem: is left of a switch of the links that was cut off");
    mends();
    assertThat(store.find("a.example").orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void findsFilesThatDoNotBelongTogetherInEveryVersion() throws IOException {
    Files.copy(
        store.find("a.example").orElseThrow().paths().orElseThrow().privkey(), temp.resolve("key"));
    Files.writeString(archive.resolve("privkey1.pem"), Tree.text(temp.resolve("key")));
    Files.writeString(archive.resolve("cert2.pem"), Tree.text(archive.resolve("cert1.pem")));
    Files.writeString(archive.resolve("chain2.pem"), Tree.text(archive.resolve("cert1.pem")));
    assertThat(found())
        .containsExactly(
            "ERROR archive/a.example/cert2.pem: does not hold what fullchain2.pem says",
            "ERROR archive/a.example/chain2.pem: does not hold what fullchain2.pem says",
            "WARNING archive/a.example/privkey1.pem: is not the key of the certificate in fullchain1.pem");
  }

  @Test
  void findsFilesThatAreCutOffOrMissingAndQuotesNone() throws IOException {
    String key = Tree.text(archive.resolve("privkey2.pem"));
    Files.writeString(archive.resolve("privkey2.pem"), key.substring(0, 100));
    Files.writeString(archive.resolve("fullchain1.pem"), "-----BEGIN CERTIFICATE-----\nMIIB");
    Files.delete(archive.resolve("cert1.pem"));
    Tree.chmod(Files.writeString(archive.resolve("privkey3.pem"), key), "rw-------");
    List<String> found = found();
    assertThat(found).hasSize(4);
    assertThat(found.get(0))
        .startsWith("ERROR archive/a.example/privkey2.pem: holds no usable private key (");
    assertThat(found.get(1))
        .isEqualTo(
            "WARNING archive/a.example/cert1.pem: is missing, while others of version 1 are there");
    assertThat(found.get(2))
        .startsWith("WARNING archive/a.example/fullchain1.pem: holds no certificate chain (");
    assertThat(found.get(3))
        .isEqualTo("WARNING archive/a.example/privkey3.pem: is a key without a certificate");
    assertThat(store.audit().report())
        .doesNotContain(key.lines().skip(1).findFirst().orElseThrow());
  }

  @Test
  void findsChainsThatAreOutOfOrderOrWithoutIssuers() throws IOException {
    String leaf = Tree.text(archive.resolve("cert2.pem"));
    String other = Tree.text(archive.resolve("cert1.pem"));
    Files.writeString(archive.resolve("chain2.pem"), other);
    Files.writeString(archive.resolve("fullchain2.pem"), leaf + other);
    Files.writeString(archive.resolve("chain1.pem"), "");
    Files.writeString(archive.resolve("fullchain1.pem"), other);
    assertThat(found())
        .containsExactly(
            "ERROR archive/a.example/fullchain2.pem: has a certificate that the next one has not signed",
            "WARNING archive/a.example/fullchain1.pem: has no certificate of an issuer, so that Certbot calls the lineage invalid");
  }

  @Test
  void warnsOfCertificatesThatAreOverdueOrExpired() {
    Instant end = store.find("a.example").orElseThrow().notAfter();
    assertThat(found(at(end.minus(16, ChronoUnit.DAYS)))).isEmpty();
    assertThat(found(at(end.minus(15, ChronoUnit.DAYS))))
        .singleElement()
        .asString()
        .startsWith("WARNING archive/a.example/fullchain2.pem: expires at " + end)
        .contains("should have been renewed from");
    assertThat(found(at(end)))
        .containsExactly("WARNING archive/a.example/fullchain2.pem: expired at " + end);
  }

  private CertbotDirectory at(Instant now) {
    return CertbotDirectory.at(config, Clock.fixed(now, ZoneOffset.UTC));
  }

  @Test
  void oneBadLineageHidesNoOther() throws IOException {
    store.save(TestCa.issue("b.example"));
    Files.delete(conf);
    Files.createSymbolicLink(conf, Path.of("nowhere"));
    Files.delete(config.resolve("live/b.example/chain.pem"));
    assertThat(found())
        .containsExactly(
            "ERROR* live/b.example/chain.pem: is missing",
            "ERROR renewal/a.example.conf: cannot be checked: Cannot read CONFIG/renewal/a.example.conf: there is no such file or directory");
  }

  @Test
  void keysThatCannotBeDecryptedAreNotCalledBroken() {
    CertbotDirectory encrypting = store.encryptingKeys("secret"::toCharArray);
    encrypting.save(TestCa.issue("b.example"));
    assertThat(found())
        .containsExactly(
            "WARNING archive/b.example/privkey1.pem: cannot be checked: it is encrypted");
    assertThat(found(encrypting))
        .hasSize(3)
        .allMatch(line -> line.endsWith("is from before the store had a passphrase"));
  }

  @Test
  void anArchiveElsewhereIsFollowed() throws IOException {
    Path elsewhere = Files.createDirectory(temp.resolve("elsewhere"));
    Files.move(archive, elsewhere.resolve("a"));
    for (Kind kind : Kind.values()) {
      relink(kind.linkName(), "../../../elsewhere/a/" + kind.fileName(2));
    }
    edit("archive_dir = " + archive, "archive_dir = " + elsewhere.resolve("a"));
    assertThat(found()).isEmpty();
    assertThat(store.save(TestCa.issue("a.example", Map.of())).version()).isEqualTo(3);
  }
}
