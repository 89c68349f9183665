package dev.acmesdk.dns01.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Message;

/** Files for Certbot's plugin dns-rfc2136. */
class Rfc2136CredentialsTest {
  private static final String SECRET = "coPGp68omWvM2XwJN/p+bZLnjOa1KrWng2mt81L/FEwGmLQhO4dFJw";

  private static final String WHOLE =
      """
      # Target DNS server
      dns_rfc2136_server = 127.0.0.1
      dns_rfc2136_port = 5353
      # TSIG key
      dns_rfc2136_name = keyname.
      dns_rfc2136_secret = %s==
      dns_rfc2136_algorithm = HMAC-SHA512
      dns_rfc2136_sign_query = false
      """
          .formatted(SECRET);

  @TempDir Path folder;

  private Path file(String text, String mode) throws Exception {
    Path file = folder.resolve("rfc2136.ini");
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    return file;
  }

  private Rfc2136Provider read(String text) throws Exception {
    return Rfc2136Provider.ofCertbotFile(file(text, "rw-------"));
  }

  /** What is logged while a file is read. */
  private String logged(String mode) throws Exception {
    Path file = file(WHOLE, mode);
    PrintStream before = System.err;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      var unused = Rfc2136Provider.ofCertbotFile(file);
    } finally {
      System.setErr(before);
    }
    return caught.toString(StandardCharsets.UTF_8);
  }

  @Test
  void readsAllThatCertbotsFilesSay() throws Exception {
    assertThat(read(WHOLE))
        .hasToString("Rfc2136Provider[127.0.0.1 port 5353, key keyname (hmac-sha512)]");
  }

  @Test
  void portAndSignedQuestionsMayBeMissing() throws Exception {
    String text = WHOLE.replaceAll("(?m)^.*(port|sign_query).*\\n", "");
    assertThat(read(text).toString()).contains("port 53,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"'%s=='", "\"%s==\"", "  %s==   # the key", "'%s==' # the key"})
  void readsQuotesAndComments(String form) throws Exception {
    String plain = "dns_rfc2136_secret = " + SECRET + "==";
    TsigKey key = read(WHOLE.replace(plain, "dns_rfc2136_secret=" + form.formatted(SECRET))).key();
    assertThat(key).isNotNull();
    assertThat(key.secret()).isEqualTo(Base64.getDecoder().decode(SECRET + "=="));
  }

  @Test
  void signsQuestionsIfTheFileSaysSo() throws Exception {
    try (FakeNameServer server = new FakeNameServer()) {
      String text = WHOLE.replace("5353", Integer.toString(server.port())).replace("false", "True");
      Rfc2136Provider provider = read(text);
      assertThatIOException()
          .isThrownBy(() -> provider.check(List.of("a.example.com")))
          .withMessageContaining("is not signed");
      assertThat(server.questions()).extracting(Message::getTSIG).doesNotContainNull();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dns_rfc2136_server,",
    "dns_rfc2136_name,",
    "dns_rfc2136_secret,",
    "dns_rfc2136_algorithm,HMAC-MD5",
    "dns_rfc2136_algorithm,",
    "dns_rfc2136_port,0",
    "dns_rfc2136_port,http",
    "dns_rfc2136_secret,%%%"
  })
  void aLineThatIsMissingOrWrongIsNamedAndNoSecretShown(String line, String value)
      throws Exception {
    String text =
        WHOLE.replaceAll(
            "(?m)^" + line + ".*$", value == null ? "" : line + " = " + value.replace("$", ""));
    assertThatIOException()
        .isThrownBy(() -> read(text))
        .withMessageContaining("The line " + line + " in " + folder.resolve("rfc2136.ini"))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(SECRET));
  }

  @Test
  void aFileThatIsNoTextIsTold() throws Exception {
    Path file = folder.resolve("binary");
    Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertThatIOException()
        .isThrownBy(() -> Rfc2136Provider.ofCertbotFile(file))
        .withMessageContaining("is not a text file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-rw----", "rw-----w-"})
  void othersWhoCanReadItAreWarnedOf(String mode) throws Exception {
    assertThat(logged(mode))
        .contains("Other users of this machine can read or change the credentials in")
        .contains("chmod 600")
        .doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-------", "r--r-----"})
  void aFileOfItsOwnerOrAGroupIsFine(String mode) throws Exception {
    assertThat(logged(mode)).isEmpty();
  }
}
