package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.store.NewVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.security.PrivateKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lineages as Certbot and administrators leave them: unlike ours, and good. */
final class ForeignLineageTest {
  @TempDir private Path temp;
  private Path config;
  private CertbotDirectory store;
  private Path live;
  private Path archive;

  @BeforeEach
  void open() {
    config = temp.resolve("config");
    store = CertbotDirectory.at(config);
    live = config.resolve("live/a.example");
    archive = config.resolve("archive/a.example");
  }

  private static NewVersion issue() {
    return TestCa.issue("a.example");
  }

  private Lineage find() {
    return store.find("a.example").orElseThrow();
  }

  /** Written without any code of the store, in the order and form of Certbot 2.1.0. */
  @Test
  void readsWhatCertbotHasWritten() throws IOException {
    NewVersion issued = issue();
    Files.createDirectories(config.resolve("renewal"));
    Files.createDirectories(live);
    Files.createDirectories(archive);
    for (String kind : List.of("cert", "privkey", "chain", "fullchain")) {
      Files.createSymbolicLink(
          live.resolve(kind + ".pem"), Path.of("../../archive/a.example/" + kind + "1.pem"));
    }
    Files.writeString(live.resolve("cert.pem"), issued.chain().leafPem());
    Files.writeString(archive.resolve("privkey1.pem"), Pem.encodePrivateKey(issued.privateKey()));
    Files.writeString(live.resolve("chain.pem"), issued.chain().issuersPem());
    Files.writeString(live.resolve("fullchain.pem"), issued.chain().toPem());
    Files.writeString(
        config.resolve("renewal/a.example.conf"),
        """
        # renew_before_expiry = 30 days
        version = 2.1.0
        archive_dir = %1$s/archive/a.example
        cert = %1$s/live/a.example/cert.pem
        privkey = %1$s/live/a.example/privkey.pem
        chain = %1$s/live/a.example/chain.pem
        fullchain = %1$s/live/a.example/fullchain.pem

        # Options used in the renewal process
        [renewalparams]
        account = 992f572d698fc4908172a75329ca8189
        pref_challs = http-01,
        server = https://localhost:24000/dir
        authenticator = standalone
        key_type = ecdsa
        """
            .formatted(config));
    String before = Tree.text(config.resolve("renewal/a.example.conf"));
    assertThat(store.names()).containsExactly("a.example");
    assertThat(find().version()).isEqualTo(1);
    assertThat(find().chain()).isEqualTo(issued.chain());
    assertThat(find().privateKey()).isEqualTo(issued.privateKey());
    assertThat(store.save(issue()).version()).isEqualTo(2);
    assertThat(Tree.text(config.resolve("renewal/a.example.conf"))).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void readsKeysInTheirTraditionalForm(KeyAlgorithm algorithm) throws IOException {
    NewVersion issued = TestCa.issue("a.example", algorithm, Map.of());
    store.save(issued);
    Files.writeString(archive.resolve("privkey1.pem"), traditional(issued.privateKey()));
    String found = Pem.encodePrivateKey(find().privateKey());
    assertThat(Pem.decodeKeyPair(found).getPublic())
        .isEqualTo(issued.chain().leaf().getPublicKey());
  }

  /** PKCS#1 or SEC1: what is inside PKCS#8, and the curve for EC. */
  private static String traditional(PrivateKey key) throws IOException {
    PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
    if (key instanceof java.security.interfaces.ECPrivateKey ec) {
      int bits = ec.getParams().getOrder().bitLength();
      ASN1Encodable curve = info.getPrivateKeyAlgorithm().getParameters();
      return Pem.encode("EC PRIVATE KEY", new ECPrivateKey(bits, ec.getS(), curve).getEncoded());
    }
    return Pem.encode("RSA PRIVATE KEY", info.parsePrivateKey().toASN1Primitive().getEncoded());
  }

  @Test
  void readsLineEndsOfOtherSystems() throws IOException {
    NewVersion issued = issue();
    store.save(issued);
    for (String name : List.of("privkey1.pem", "fullchain1.pem")) {
      Path file = archive.resolve(name);
      Files.writeString(file, Tree.text(file).replace("\n", "\r\n"));
    }
    assertThat(find().chain()).isEqualTo(issued.chain());
    assertThat(find().privateKey()).isEqualTo(issued.privateKey());
  }

  @Test
  void readsAKeyThatIsALinkToThatOfAnOlderVersion() throws IOException {
    NewVersion first = issue();
    store.save(first);
    NewVersion second =
        TestCa.issue(
            "a.example", Pem.decodeKeyPair(Pem.encodePrivateKey(first.privateKey())), Map.of());
    store.save(second);
    Files.delete(archive.resolve("privkey2.pem"));
    Files.createSymbolicLink(archive.resolve("privkey2.pem"), Path.of("privkey1.pem"));
    assertThat(find().version()).isEqualTo(2);
    assertThat(find().chain()).isEqualTo(second.chain());
    assertThat(store.save(issue()).version()).isEqualTo(3);
  }

  @Test
  void keepsAbsoluteLinksAbsolute() throws IOException {
    store.save(issue());
    for (Kind kind : Kind.values()) {
      Files.delete(live.resolve(kind.linkName()));
      Files.createSymbolicLink(live.resolve(kind.linkName()), archive.resolve(kind.fileName(1)));
    }
    store.save(issue());
    assertThat(Files.readSymbolicLink(live.resolve("privkey.pem")))
        .isEqualTo(archive.resolve("privkey2.pem"));
    assertThat(find().version()).isEqualTo(2);
  }

  @Test
  void followsTheLinksToAnArchiveElsewhere() throws IOException {
    store.save(issue());
    Path elsewhere = Files.move(archive, temp.resolve("elsewhere"));
    for (Kind kind : Kind.values()) {
      Files.delete(live.resolve(kind.linkName()));
      Files.createSymbolicLink(live.resolve(kind.linkName()), elsewhere.resolve(kind.fileName(1)));
    }
    store.save(issue());
    assertThat(elsewhere.resolve("privkey2.pem")).exists();
    assertThat(archive).doesNotExist();
    assertThat(Tree.text(config.resolve("renewal/a.example.conf")))
        .contains("archive_dir = " + elsewhere.toRealPath() + "\n");
    assertThat(find().version()).isEqualTo(2);
  }

  @Test
  void worksWhereLiveIsALinkToAnotherPlace() throws IOException {
    Files.createDirectories(config);
    Path volume = Files.createDirectories(temp.resolve("deep/er/volume"));
    Files.createSymbolicLink(config.resolve("live"), volume);
    store.save(issue());
    store.save(issue());
    assertThat(find().version()).isEqualTo(2);
    assertThat(volume.resolve("a.example/privkey.pem")).exists();
  }

  @Test
  void prefersTheLowestCompleteVersionWhileTheLinksAreBeingSwitched() throws IOException {
    NewVersion first = issue();
    store.save(first);
    store.save(issue());
    Files.delete(live.resolve("chain.pem"));
    Files.createSymbolicLink(
        live.resolve("chain.pem"), Path.of("../../archive/a.example/chain1.pem"));
    assertThat(find().version()).isEqualTo(1);
    assertThat(find().chain()).isEqualTo(first.chain());
    Files.delete(archive.resolve("privkey1.pem"));
    assertThat(find().version()).isEqualTo(2);
  }

  @Test
  void countsOnFromAnyFileThatIsThere() throws IOException {
    store.save(issue());
    Files.writeString(archive.resolve("cert12.pem"), "left by a crash");
    assertThat(find().version()).isEqualTo(1);
    assertThat(store.save(issue()).version()).isEqualTo(13);
    assertThat(find().version()).isEqualTo(13);
  }

  @Test
  void neverChangesModesOfDirectoriesThatAreThere() throws IOException {
    for (String directory : List.of("live", "archive", "accounts", "renewal")) {
      Files.createDirectories(config.resolve(directory));
      Tree.chmod(config.resolve(directory), "rwxrwxrwx");
    }
    store.save(issue());
    for (String directory : List.of("live", "archive", "accounts", "renewal")) {
      assertThat(Tree.mode(config.resolve(directory))).isEqualTo("rwxrwxrwx");
    }
  }

  @Test
  void leavesTextsAndHooksOfOthersAlone() throws IOException {
    Files.createDirectories(config.resolve("renewal-hooks/deploy"));
    Files.createDirectories(config.resolve("live"));
    Files.writeString(config.resolve("renewal-hooks/deploy/reload.sh"), "#!/bin/sh");
    Files.writeString(config.resolve("live/README"), "Certbot's own");
    store.save(issue());
    store.save(issue());
    assertThat(Tree.text(config.resolve("live/README"))).isEqualTo("Certbot's own");
    assertThat(Tree.text(config.resolve("renewal-hooks/deploy/reload.sh"))).isEqualTo("#!/bin/sh");
  }

  @Test
  void handsTheAccessToTheKeyOn() throws IOException {
    store.save(issue());
    Tree.chmod(archive.resolve("privkey1.pem"), "rwxr-xrwx");
    PosixFileAttributes owner =
        Files.readAttributes(archive.resolve("privkey1.pem"), PosixFileAttributes.class);
    store.save(issue());
    assertThat(Tree.mode(archive.resolve("privkey2.pem"))).isEqualTo("rw-r-xr--");
    assertThat(Tree.mode(archive.resolve("cert2.pem"))).isEqualTo("rw-r--r--");
    Tree.chmod(archive.resolve("privkey2.pem"), "r--------");
    store.save(issue());
    assertThat(Tree.mode(archive.resolve("privkey3.pem"))).isEqualTo("rw-------");
    assertThat(
            Files.getFileAttributeView(
                    archive.resolve("privkey2.pem"), PosixFileAttributeView.class)
                .readAttributes()
                .group())
        .isEqualTo(owner.group());
  }

  @Test
  void keepsTheCertificateThoughTheAccessCannotBeHandedOn() throws IOException {
    store.save(issue());
    Tree.chmod(archive.resolve("privkey1.pem"), "rw-r-----");
    ScriptedDisk rehearsal = ScriptedDisk.calm();
    new CertbotDirectory(config, Clock.systemUTC(), rehearsal).save(issue());
    ScriptedDisk disk = ScriptedDisk.failingAt(rehearsal.steps().indexOf("chgrp privkey2.pem"));
    new CertbotDirectory(config, Clock.systemUTC(), disk).save(issue());
    assertThat(disk.steps()).contains("chgrp privkey3.pem").doesNotContain("chmod privkey3.pem");
    assertThat(find().version()).isEqualTo(3);
    assertThat(Tree.mode(archive.resolve("privkey3.pem"))).isEqualTo("rw-------");
  }

  @Test
  void writesPemInLinesOf64() throws IOException {
    store.save(TestCa.issue("a.example", KeyAlgorithm.RSA_2048, Map.of()));
    for (Kind kind : Kind.values()) {
      String text = Tree.text(archive.resolve(kind.fileName(1)));
      assertThat(text).endsWith("-----\n").doesNotContain("\r", "\n\n");
      assertThat(Arrays.stream(text.split("\n")).mapToInt(String::length).max()).hasValue(64);
    }
    assertThat(Tree.text(archive.resolve("fullchain1.pem")))
        .isEqualTo(
            Tree.text(archive.resolve("cert1.pem")) + Tree.text(archive.resolve("chain1.pem")));
    assertThat(Tree.text(archive.resolve("privkey1.pem")))
        .startsWith("-----BEGIN PRIVATE KEY-----\n");
  }

  @Test
  void writesAnEmptyChainForACertificateWithoutIssuers() throws IOException {
    store.save(TestCa.withoutIssuers(issue()));
    assertThat(live.resolve("chain.pem")).isEmptyFile();
    assertThat(find().chain().issuers()).isEmpty();
  }

  @Test
  void tellsWhereTheFilesAre() {
    Lineage.Files files = store.save(issue()).paths().orElseThrow();
    assertThat(files)
        .isEqualTo(
            new Lineage.Files(
                live.resolve("fullchain.pem"),
                live.resolve("privkey.pem"),
                live.resolve("cert.pem"),
                live.resolve("chain.pem")));
    assertThat(files.privkey()).isAbsolute();
  }
}
