package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webroots of certain names: a section in the file, one word on a command line. */
final class WebrootMapTest {
  private static final String MAP =
      "{\"a.example\": \"/var/www/a\", \"192.0.2.1\": \"/srv/my files, #1\"}";
  private static final Map<String, String> WEBROOTS =
      Map.of(
          "authenticator",
          "webroot",
          "webroot_path",
          "/var/www/a,/var/www/b",
          "webroot_map",
          MAP,
          "pre_hook",
          "true");

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
    return Tree.text(file);
  }

  private Map<String, String> parameters() {
    return store.summary("a.example").orElseThrow().renewalParameters();
  }

  @Test
  void isWrittenBehindTheParametersAsCertbotDoes() throws IOException {
    assertThat(saved(WEBROOTS))
        .endsWith(
            """
            [renewalparams]
            pre_hook = true
            webroot_path = /var/www/a, /var/www/b
            server = https://localhost:24000/dir
            authenticator = webroot
            key_type = ecdsa
            [[webroot_map]]
            a.example = /var/www/a
            192.0.2.1 = "/srv/my files, #1"
            """);
  }

  @Test
  void isReadAsItIsGiven() throws IOException {
    saved(WEBROOTS);
    assertThat(parameters()).containsAllEntriesOf(WEBROOTS);
    assertThat(store.find("a.example").orElseThrow().renewalParameters())
        .containsAllEntriesOf(WEBROOTS);
  }

  @Test
  void staysBeforeTheSectionsThatFollow() throws IOException {
    saved(Map.of("authenticator", "standalone"));
    Files.writeString(file, Files.readString(file) + "# mine\n\n[inventory]\nowner = me\n");
    assertThat(saved(WEBROOTS))
        .endsWith(
            """
            authenticator = webroot
            key_type = ecdsa
            pre_hook = true
            webroot_path = /var/www/a, /var/www/b
            [[webroot_map]]
            a.example = /var/www/a
            192.0.2.1 = "/srv/my files, #1"
            # mine

            [inventory]
            owner = me
            """);
    String before = Files.readString(file);
    assertThat(saved(WEBROOTS)).isEqualTo(before);
  }

  @Test
  void takesThePlaceOfTheFormerOne() throws IOException {
    saved(WEBROOTS);
    Files.writeString(
        file,
        Files.readString(file).replace("a.example = /var/www/a", "# why\na.example = /old # x"));
    String map = "{\"b.example\": \"/var/www/b\", \"a.example\": \"/var/www/a\"}";
    assertThat(
            saved(
                Map.of(
                    "authenticator", "webroot", "webroot_path", "/var/www/b", "webroot_map", map)))
        .endsWith(
            """
            [[webroot_map]]
            # why
            a.example = /var/www/a # x
            b.example = /var/www/b
            """);
  }

  @Test
  void goesWhenAllNamesHaveOneDirectoryOrNone() throws IOException {
    saved(WEBROOTS);
    String one = saved(Map.of("authenticator", "webroot", "webroot_path", "/srv"));
    assertThat(one).contains("webroot_path = /srv,\n", "a.example = /srv\n");
    assertThat(saved(Map.of("authenticator", "standalone"))).doesNotContain("/srv", "webroot");
    assertThat(parameters()).doesNotContainKeys("webroot_map", "webroot_path");
  }

  @Test
  void standsAloneIfThereIsNoOtherDirectory() throws IOException {
    assertThat(saved(Map.of("authenticator", "webroot", "webroot_map", MAP)))
        .contains("[[webroot_map]]\na.example = /var/www/a\n")
        .doesNotContain("webroot_path");
  }

  @Test
  void anEmptyOneIsNone() throws IOException {
    saved(WEBROOTS);
    assertThat(
            saved(Map.of("authenticator", "webroot", "webroot_path", "/srv", "webroot_map", "{}")))
        .contains("webroot_path = /srv,\n")
        .doesNotContain("webroot_map");
  }

  @Test
  void isRefusedIfItIsNoJson() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> saved(Map.of("authenticator", "webroot", "webroot_map", "/srv")));
    assertThat(store.names()).isEmpty();
  }

  @Test
  void isKeptWithLineEndsOfWindows() throws IOException {
    saved(Map.of("authenticator", "standalone"));
    Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));
    assertThat(saved(WEBROOTS)).contains("[[webroot_map]]\r\na.example = /var/www/a\r\n");
  }
}
