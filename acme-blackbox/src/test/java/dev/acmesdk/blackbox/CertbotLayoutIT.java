package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Directories that have seen something: an interrupted renewal, another disk, an older Certbot, an
 * administrator. Certbot lives with them, and so do we.
 */
@RequiresCertbot
@Timeout(120)
class CertbotLayoutIT {
  private static final String NAME = "layout.test";
  private static final List<String> KINDS = List.of("cert", "chain", "fullchain", "privkey");

  private static Pebble pebble;

  @TempDir Path folder;
  private SharedDirectory shared;

  @BeforeAll
  static void start() throws Exception {
    pebble = SharedDirectory.pebble().start();
  }

  @AfterAll
  static void stop() {
    pebble.close();
  }

  @BeforeEach
  void share() {
    shared = new SharedDirectory(folder, pebble);
  }

  private Lineage reissue() {
    return shared.acme().domains(NAME).reissue();
  }

  private void certbotRenews() throws Exception {
    shared.certbot().renew(NAME);
  }

  private void assertVersion(int version) throws Exception {
    assertThat(shared.agreed(NAME).version()).isEqualTo(version);
  }

  /** As if Certbot had been killed while it switched the links from the first version. */
  private void cutOff() throws IOException {
    for (String kind : KINDS) {
      Path previous = shared.directory("live", NAME).resolve("previous_" + kind + ".pem");
      Files.createSymbolicLink(previous, shared.file(NAME, kind, 1));
    }
  }

  @Test
  void aSwitchThatWasCutOffIsReadAsByCertbot() throws Exception {
    reissue();
    reissue();
    cutOff();
    Files.delete(shared.link(NAME, "privkey"));
    assertThat(shared.acme().domains(NAME).obtain().version()).isEqualTo(1);
    assertVersion(1);
  }

  @Test
  void aSwitchThatWasCutOffIsEndedByOurs() throws Exception {
    reissue();
    reissue();
    cutOff();
    reissue();
    assertVersion(3);
  }

  @Test
  void linksThatCertbotMadeAbsoluteAfterACrashStayAbsolute() throws Exception {
    reissue();
    reissue();
    cutOff();
    assertVersion(1);
    assertThat(Files.readSymbolicLink(shared.link(NAME, "privkey")).isAbsolute()).isTrue();
    assertThat(shared.acme().domains(NAME).obtain().version()).isEqualTo(1);
    reissue();
    assertVersion(3);
    certbotRenews();
    reissue();
    assertVersion(5);
    for (String kind : KINDS) {
      assertThat(Files.readSymbolicLink(shared.link(NAME, kind)))
          .isEqualTo(shared.file(NAME, kind, 5));
    }
  }

  @Test
  void anArchiveThatWasMovedIsFollowed() throws Exception {
    reissue();
    Path moved = Files.createDirectory(folder.resolve("disk")).resolve("keys, and more");
    Files.move(shared.directory("archive", NAME), moved);
    String conf = Files.readString(shared.conf(NAME));
    Files.writeString(
        shared.conf(NAME),
        conf.replaceFirst("(?m)^archive_dir = .*$", "archive_dir = \"" + moved + "\""));
    shared.certbot().run("update_symlinks");
    reissue();
    assertVersion(2);
    certbotRenews();
    assertVersion(3);
    assertThat(moved.resolve("fullchain2.pem")).exists();
    assertThat(moved.resolve("fullchain3.pem")).exists();
    assertThat(shared.directory("archive", NAME)).doesNotExist();
  }

  @Test
  void aDirectoryBehindALinkKeepsThePathsThatCertbotKnows() throws Exception {
    Path volume = Files.createDirectory(folder.resolve("volume"));
    Files.createSymbolicLink(shared.certbot().directory(), volume);
    reissue();
    String conf = Files.readString(shared.conf(NAME));
    shared.acme().storeIn(volume).domains(NAME).reissue();
    assertThat(Files.readString(shared.conf(NAME))).isEqualTo(conf);
    assertVersion(2);
  }

  @Test
  void aDirectoryWithAStrangeNameIsWrittenAsCertbotReadsIt() throws Exception {
    shared = new SharedDirectory(folder.resolve("it's \"here\", #1 ü"), pebble);
    reissue();
    certbotRenews();
    assertVersion(2);
    reissue();
    assertVersion(3);
  }

  @Test
  void keysThatAreLinksToAnOlderVersionsKeyAreRead() throws Exception {
    Lineage first = reissue();
    reissue();
    for (String kind : List.of("cert", "chain", "fullchain")) {
      Files.copy(shared.file(NAME, kind, 1), shared.file(NAME, kind, 3));
    }
    Path key = shared.file(NAME, "privkey", 3);
    Files.createSymbolicLink(key, Path.of("privkey1.pem"));
    shared.certbot().run("renew", "--no-random-sleep-on-renew"); // links what is not linked yet
    assertVersion(3);
    assertThat(shared.store().find(NAME).orElseThrow().privateKey()).isEqualTo(first.privateKey());
    reissue();
    certbotRenews();
    assertVersion(5);
    assertThat(key).isSymbolicLink();
    assertThat(Files.isSymbolicLink(shared.file(NAME, "privkey", 4))).isFalse();
  }

  @Test
  void groupAndModeOfTheKeyAreHandedOn() throws Exception {
    reissue();
    Path first = shared.file(NAME, "privkey", 1);
    Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rw-r-----"));
    GroupPrincipal group = otherGroup(first);
    Files.getFileAttributeView(first, PosixFileAttributeView.class).setGroup(group);
    reissue();
    assertKeyIsFor(group, shared.file(NAME, "privkey", 2));
    certbotRenews();
    assertKeyIsFor(group, shared.file(NAME, "privkey", 3));
    reissue();
    assertKeyIsFor(group, shared.file(NAME, "privkey", 4));
    assertVersion(4);
  }

  /** Only root may give files to any group. */
  private static GroupPrincipal otherGroup(Path file) throws IOException {
    return System.getProperty("user.name").equals("root")
        ? file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByGroupName("daemon")
        : attributes(file).group();
  }

  private static void assertKeyIsFor(GroupPrincipal group, Path key) throws IOException {
    assertThat(attributes(key).group()).isEqualTo(group);
    assertThat(PosixFilePermissions.toString(attributes(key).permissions())).isEqualTo("rw-r-----");
  }

  private static PosixFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, PosixFileAttributes.class);
  }
}
