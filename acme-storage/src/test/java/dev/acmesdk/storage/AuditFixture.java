package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A store in order, for tests to break: an account, and a lineage of two versions. */
abstract class AuditFixture {
  static final AccountCredentials ACCOUNT =
      new AccountCredentials(TestCa.ACCOUNT, AccountKey.generate());
  static final String ID = AccountId.of(ACCOUNT.key());

  @TempDir Path temp;
  Path config;
  Path live;
  Path archive;
  Path conf;
  Path home;
  CertbotDirectory store;

  @BeforeEach
  final void fill() {
    config = temp.resolve("config");
    live = config.resolve("live/a.example");
    archive = config.resolve("archive/a.example");
    conf = config.resolve("renewal/a.example.conf");
    home = config.resolve("accounts/localhost:24000/dir").resolve(ID);
    store = CertbotDirectory.at(config);
    store.save(TestCa.DIRECTORY, ACCOUNT);
    store.save(TestCa.issue("a.example"));
    store.save(TestCa.issue("a.example"));
  }

  /** What is found, in short; an asterisk stands for what can be mended. */
  final List<String> found() {
    return found(store);
  }

  final List<String> found(CertbotDirectory other) {
    return other.audit().findings().stream()
        .map(
            finding ->
                "%s%s %s: %s"
                    .formatted(
                        finding.severity(),
                        finding.isMendable() ? "*" : "",
                        config.relativize(finding.path()),
                        finding.problem().replace(config.toString(), "CONFIG")))
        .toList();
  }

  /** Mends, which leaves nothing to be mended, and the lineage usable. */
  final void mends() {
    StoreAudit.Mended mended = store.audit().mend();
    assertThat(mended.failures()).isEmpty();
    assertThat(mended.mended()).isNotEmpty();
    assertThat(mended.left().findings()).isEmpty();
    assertThat(store.find("a.example")).isPresent();
  }

  final void edit(String before, String after) throws IOException {
    String text = Tree.text(conf);
    assertThat(text).contains(before);
    Files.writeString(conf, text.replace(before, after));
  }

  final void relink(String link, String target) throws IOException {
    Files.deleteIfExists(live.resolve(link));
    Files.createSymbolicLink(live.resolve(link), Path.of(target));
  }
}
