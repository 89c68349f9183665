package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.Lease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a renewal file when only the way of renewal changes. */
final class ReconfiguredFileTest {
  private static final String NAME = "a.example";

  @TempDir private Path temp;
  private CertbotDirectory store;
  private Path conf;

  @BeforeEach
  void begin() throws IOException {
    store = CertbotDirectory.at(temp);
    store.save(
        TestCa.issue(
            NAME,
            Map.of("authenticator", "standalone", "http01_port", "8080", "renew_hook", "true")));
    conf = temp.resolve("renewal/a.example.conf");
    Files.writeString(
        conf,
        Files.readString(conf)
            .replace("http01_port = 8080", "# by hand\n  http01_port = 8080 # forwarded")
            .concat("user_agent = mine\n[inventory]\nowner = \"web, mail\"\n"));
  }

  private Lease lease(CertbotDirectory of) {
    return (Lease) of.acquire(NAME, Duration.ofMinutes(1));
  }

  private void reconfigure(Map<String, String> parameters) {
    Lease lease = lease(store);
    store.reconfigure(lease, parameters);
    store.release(lease);
  }

  @Test
  void nothingElseChanges() throws IOException {
    String before = Files.readString(conf);
    List<String> tree = Tree.snapshot(temp.resolve("archive"));
    reconfigure(Map.of("authenticator", "standalone", "http01_port", "8081", "pre_hook", "a, b"));
    assertThat(Files.readString(conf))
        .isEqualTo(
            before
                .replace("http01_port = 8080 #", "http01_port = 8081 #")
                .replace("user_agent = mine\n", "user_agent = mine\npre_hook = \"a, b\"\n"));
    assertThat(Tree.snapshot(temp.resolve("archive"))).isEqualTo(tree);
  }

  @Test
  void whatIsSaidAlreadyIsNotWrittenAgain() throws IOException {
    byte[] before = Files.readAllBytes(conf);
    ScriptedDisk disk = ScriptedDisk.calm();
    CertbotDirectory watched = new CertbotDirectory(temp, Clock.systemUTC(), disk);
    Lease lease = lease(watched);
    watched.reconfigure(
        lease, Map.of("authenticator", "standalone", "http01_port", "8080", "key_type", "ecdsa"));
    watched.release(lease);
    assertThat(conf).hasBinaryContent(before);
    assertThat(disk.steps()).noneMatch(step -> step.contains(".conf"));
  }

  @Test
  void theFileIsReplacedAtOnceAndKeepsItsMode() throws IOException {
    Files.setPosixFilePermissions(conf, PosixFilePermissions.fromString("rw-------"));
    ScriptedDisk disk = ScriptedDisk.calm();
    CertbotDirectory watched = new CertbotDirectory(temp, Clock.systemUTC(), disk);
    Lease lease = lease(watched);
    watched.reconfigure(lease, Map.of("pre_hook", "true"));
    watched.release(lease);
    assertThat(disk.steps())
        .containsSubsequence("create a.example.conf.new", "rename a.example.conf", "sync renewal");
    assertThat(Tree.mode(conf)).isEqualTo("rw-------");
  }

  @Test
  void aFailureLeavesItAsItWas() throws IOException {
    String before = Files.readString(conf);
    boolean failed = true;
    for (int step = 0; failed; step++) {
      Files.writeString(conf, before);
      Lease lease = lease(store);
      ScriptedDisk disk = ScriptedDisk.failingAt(step);
      CertbotDirectory failing = new CertbotDirectory(temp, Clock.systemUTC(), disk);
      failed = ScriptedDisk.fails(() -> failing.reconfigure(lease, Map.of("pre_hook", "true")));
      store.release(lease);
      boolean isInPlace = disk.steps().contains("sync renewal");
      assertThat(Files.readString(conf).equals(before))
          .as("%s", disk.steps())
          .isEqualTo(failed && !isInPlace);
      assertThat(temp.resolve("renewal")).isDirectoryNotContaining("glob:**.new");
    }
  }

  @Test
  void whatItCannotHoldIsRefused() throws IOException {
    String before = Files.readString(conf);
    Lease lease = lease(store);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.reconfigure(lease, Map.of("pre_hook", "echo %(x)s")));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.reconfigure(lease, Map.of("no key", "x")));
    assertThat(Files.readString(conf)).isEqualTo(before);
  }

  @Test
  void oneThatCannotBeReadIsNotTouched() throws IOException {
    Files.writeString(conf, "this is no renewal file");
    Lease lease = lease(store);
    assertThatThrownBy(() -> store.reconfigure(lease, Map.of("pre_hook", "true")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("line 1");
    assertThat(conf).hasContent("this is no renewal file");
  }

  @Test
  void theNextKeyIsOfTheKindThatItSays() throws IOException {
    reconfigure(Map.of("key_type", "rsa", "rsa_key_size", "3072"));
    assertThat(Files.readString(conf)).contains("key_type = rsa\n", "rsa_key_size = 3072\n");
    reconfigure(Map.of("key_type", "ecdsa", "elliptic_curve", "secp384r1"));
    assertThat(Files.readString(conf))
        .contains("key_type = ecdsa\n", "elliptic_curve = secp384r1\n")
        .doesNotContain("rsa_key_size");
    reconfigure(Map.of("key_type", "ecdsa"));
    assertThat(Files.readString(conf)).doesNotContain("elliptic_curve");
  }
}
