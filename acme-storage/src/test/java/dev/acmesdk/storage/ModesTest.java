package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Modes under umasks that only another process can have. */
final class ModesTest {
  private static final List<String> CERTBOTS_TREE =
      List.of(
          "drwxr-xr-x ",
          "drwx------ accounts",
          "drwx------ accounts/localhost:24000",
          "drwx------ accounts/localhost:24000/dir",
          "drwx------ accounts/localhost:24000/dir/ID",
          "-rw-r--r-- accounts/localhost:24000/dir/ID/meta.json",
          "-r-------- accounts/localhost:24000/dir/ID/private_key.json",
          "-rw-r--r-- accounts/localhost:24000/dir/ID/regr.json",
          "drwx------ archive",
          "drwxr-xr-x archive/a.example",
          "-rw-r--r-- archive/a.example/cert1.pem",
          "-rw-r--r-- archive/a.example/chain1.pem",
          "-rw-r--r-- archive/a.example/fullchain1.pem",
          "-rw------- archive/a.example/privkey1.pem",
          "drwx------ live",
          "-rw-r--r-- live/README",
          "drwxr-xr-x live/a.example",
          "-rw-r--r-- live/a.example/README",
          "l live/a.example/cert.pem -> ../../archive/a.example/cert1.pem",
          "l live/a.example/chain.pem -> ../../archive/a.example/chain1.pem",
          "l live/a.example/fullchain.pem -> ../../archive/a.example/fullchain1.pem",
          "l live/a.example/privkey.pem -> ../../archive/a.example/privkey1.pem",
          "drwxr-xr-x renewal",
          "-rw-r--r-- renewal/a.example.conf",
          "drwxr-xr-x renewal-hooks",
          "drwxr-xr-x renewal-hooks/deploy",
          "drwxr-xr-x renewal-hooks/post",
          "drwxr-xr-x renewal-hooks/pre");

  @TempDir private Path temp;

  private List<String> tree() throws Exception {
    return Tree.list(temp.resolve("config")).stream()
        .map(line -> line.replaceAll("[0-9a-f]{32}", "ID"))
        .toList();
  }

  @Test
  void theTreeIsCertbots() throws Exception {
    assertThat(Child.run("022", true, temp.resolve("config"), "-"))
        .contains("found false\nsaved\n");
    assertThat(tree()).containsExactlyInAnyOrderElementsOf(CERTBOTS_TREE);
  }

  @Test
  void noUmaskAtAllOpensNothing() throws Exception {
    Child.run("000", true, temp.resolve("config"), "-");
    assertThat(tree()).containsExactlyInAnyOrderElementsOf(CERTBOTS_TREE);
  }

  @Test
  void aNarrowUmaskNarrowsEverything() throws Exception {
    Child.run("077", true, temp.resolve("config"), "-");
    assertThat(tree())
        .containsExactlyInAnyOrderElementsOf(
            CERTBOTS_TREE.stream()
                .map(line -> line.replaceFirst("^([d-]...)......", "$1------"))
                .toList());
  }

  /** The file as it is born: the process does not live to change its mode. */
  @ParameterizedTest
  @CsvSource({"privkey1.pem, rw-------", "private_key.json, r--------"})
  void aKeyIsProtectedBeforeItsFirstOctetIsWritten(String file, String mode) throws Exception {
    Child.run("000", true, temp.resolve("config"), file);
    try (var paths = Files.walk(temp)) {
      Path key = paths.filter(path -> path.endsWith(file)).findFirst().orElseThrow();
      assertThat(key).isEmptyFile();
      assertThat(Tree.mode(key)).isEqualTo(mode);
    }
  }

  @Test
  void saysWhoMayNotWriteWhere() throws Exception {
    assumeTrue(Child.canDropPrivileges(), "needs setpriv, because root may write anywhere");
    Path config = Files.createDirectory(temp.resolve("config"));
    Tree.chmod(config, "r-xr-xr-x");
    assertThat(Child.run("022", false, config, "-"))
        .contains(
            "Cannot write " + config.resolve("acmesdk") + ": permission denied. " + config,
            "belongs to " + Files.getOwner(config).getName() + " (r-xr-xr-x)",
            "this program runs as " + System.getProperty("user.name"),
            "Run as root, or choose another directory with storeIn(…).");
    assertThat(config).isEmptyDirectory();
  }

  @Test
  void doesNotTakeWhatItMayNotSeeForNothing() throws Exception {
    assumeTrue(Child.canDropPrivileges(), "needs setpriv, because root may read anything");
    Path config = temp.resolve("config");
    CertbotDirectory.at(config).save(TestCa.issue("a.example"));
    for (String closed : List.of("renewal", "live", "archive")) {
      Tree.chmod(config.resolve(closed), "---------");
      assertThat(Child.run("022", false, config, "-"))
          .contains("Cannot read " + config.resolve(closed), "permission denied")
          .doesNotContain("found false");
      Tree.chmod(config.resolve(closed), "rwx------");
    }
    Path key = config.resolve("archive/a.example/privkey1.pem");
    Tree.chmod(key, "---------");
    assertThat(Child.run("022", false, config, "-"))
        .contains("Cannot read " + key + ": permission denied");
  }
}
