package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a renewal file says of how control was proved, when that has changed. */
final class ProofTest {
  private static final Map<String, String> STANDALONE = Map.of("authenticator", "standalone");
  private static final Map<String, String> MANUAL =
      Map.of("authenticator", "manual", "pref_challs", "dns-01", "autorenew", "False");

  @TempDir private Path config;
  private CertbotDirectory store;
  private Path file;

  @BeforeEach
  void open() {
    store = CertbotDirectory.at(config);
    file = config.resolve("renewal/a.example.conf");
  }

  private String saved(Map<String, String> parameters) throws IOException {
    store.save(TestCa.issue("a.example", parameters));
    String text = Tree.text(file);
    return text.substring(text.indexOf("[renewalparams]\n"));
  }

  private String saved(String before, Map<String, String> parameters) throws IOException {
    store.save(TestCa.issue("a.example", Map.of("authenticator", "x")));
    String text = Tree.text(file);
    Files.writeString(
        file,
        text.substring(0, text.indexOf("server = "))
            + "server = "
            + TestCa.DIRECTORY
            + "\nkey_type = ecdsa\n"
            + before);
    return saved(parameters).replaceFirst(".renewalparams.\nserver = .*\nkey_type = ecdsa\n", "");
  }

  @ParameterizedTest
  @CsvSource({"http01_port, 8080", "http01_address, 127.0.0.1", "webroot_path, /var/www"})
  void thatIsADefaultAgainIsLeftOut(String key, String value) throws IOException {
    assertThat(saved(key + " = " + value + "\nauthenticator = standalone\n", STANDALONE))
        .isEqualTo("authenticator = standalone\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http01_port = 80", "http01_port = None", "http01_address = \"\""})
  void thatIsADefaultSpelledOutStays(String line) throws IOException {
    String before = line + " # as it is\nauthenticator = standalone\n";
    assertThat(saved(before, STANDALONE)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pref_challs = http-01,",
        "autorenew = False",
        "must_staple = True",
        "pre_hook = true",
        "installer = None",
        "reuse_key = True",
      })
  void thatIsTheSameTouchesNothingElse(String line) throws IOException {
    String before = line + "\nauthenticator = standalone\n";
    assertThat(saved(before, STANDALONE)).isEqualTo(before);
  }

  @Test
  void thatIsNotToldStaysAsItIs() throws IOException {
    String before =
        """
        http01_port = 8080
        pref_challs = http-01,
        authenticator = webroot
        webroot_path = /var/www,
        [[webroot_map]]
        a.example = /var/www
        """;
    assertThat(saved(before, Map.of("renew_hook", "x")))
        .isEqualTo(before.replace("/var/www,\n", "/var/www,\nrenew_hook = x\n"));
  }

  @Test
  void thatHasChangedTakesItsWebrootsAndChallengesAlong() throws IOException {
    String before =
        """
        # begin
        authenticator = webroot
        webroot_path = /var/www,
        pref_challs = http-01,
        [[webroot_map]]
        # by hand
        a.example = /var/www
        [acmesdk]
        failures = 1
        """;
    assertThat(saved(before, STANDALONE))
        .isEqualTo(
            """
            # begin
            authenticator = standalone
            # by hand
            [acmesdk]
            failures = 1
            """);
  }

  @Test
  void thatIsAnotherWebrootIsSetForEachName() throws IOException {
    String before =
        """
        authenticator = webroot
        webroot_path = /var/www,
        [[webroot_map]]
        a.example = /var/www
        b.example = /srv # moved
        """;
    Map<String, String> webroot = Map.of("authenticator", "webroot", "webroot_path", "/srv");
    assertThat(saved(before, webroot))
        .isEqualTo(
            before.replace("path = /var/www", "path = /srv").replace("= /var/www", "= /srv"));
  }

  @Test
  void thatIsOfSeveralWebrootsLeavesTheNamesAlone() throws IOException {
    String before =
        """
        authenticator = webroot
        webroot_path = /var/www, /srv
        [[webroot_map]]
        a.example = /var/www
        """;
    Map<String, String> webroots =
        Map.of("authenticator", "webroot", "webroot_path", "/var/www,/srv");
    assertThat(saved(before, webroots)).isEqualTo(before);
  }

  @Test
  void thatCertbotCanDoAgainIsRenewedAgain() throws IOException {
    assertThat(saved(MANUAL)).contains("authenticator = manual", "autorenew = False");
    assertThat(saved(STANDALONE))
        .contains("authenticator = standalone")
        .doesNotContain("autorenew", "pref_challs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "authenticator = manual\nmanual_auth_hook = /bin/true\n",
        "authenticator = nginx\n",
      })
  void thatCertbotCouldDoBeforeIsStillNotRenewedIfSomebodyHasSaidSo(String way) throws IOException {
    assertThat(saved("autorenew = False\n" + way, STANDALONE)).contains("autorenew = False\n");
  }

  @Test
  void hooksOfAFormerWayGo() throws IOException {
    String before =
        """
        authenticator = manual
        manual_auth_hook = /opt/auth.sh
        manual_cleanup_hook = /opt/cleanup.sh
        """;
    assertThat(saved(before, STANDALONE)).isEqualTo("authenticator = standalone\n");
    Map<String, String> hook = Map.of("authenticator", "manual", "manual_auth_hook", "/opt/new.sh");
    assertThat(saved(before, hook))
        .isEqualTo("authenticator = manual\nmanual_auth_hook = /opt/new.sh\n");
  }
}
