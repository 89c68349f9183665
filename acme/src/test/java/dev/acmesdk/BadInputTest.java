package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is sent or written. */
@Timeout(120)
class BadInputTest {
  @TempDir private Path parent;

  private final LocalCa ca = new LocalCa();

  @AfterEach
  void stop() {
    ca.close();
  }

  /** In a directory that is not made before there is something to write. */
  private Acme acme() {
    return ca.acme().storeIn(parent.resolve("letsencrypt"));
  }

  private InvalidRequestException refusal(AcmeRequest request) throws IOException {
    InvalidRequestException failure =
        catchThrowableOfType(InvalidRequestException.class, request::obtain);
    assertThat(failure).as("the refusal").isNotNull();
    assertThat(failure.remedy()).contains("Nothing was sent");
    assertThat(failure.isRetryable()).isFalse();
    ca.assertNothingAsked();
    ca.assertPortIsFree();
    try (Stream<Path> entries = Files.list(parent)) {
      assertThat(entries).as("what was written").isEmpty();
    }
    assertThat(catchThrowableOfType(InvalidRequestException.class, request::reissue)).isNotNull();
    assertThat(catchThrowableOfType(InvalidRequestException.class, request::dryRun)).isNotNull();
    ca.assertNothingAsked();
    return failure;
  }

  @Test
  void noName() throws IOException {
    assertThat(refusal(acme().domains())).hasMessageStartingWith("No name was given.");
    assertThat(refusal(acme().identifiers())).hasMessageStartingWith("No name was given.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|The name is empty",
        "'  '|The name is empty",
        "localhost|single label",
        "192.0.2.1|is an IP address",
        "2001:db8::1|is an IP address",
        "https://example.com/|is a URL",
        "example.com/path|is a URL",
        "example.com:443|has a port",
        "admin@example.com|is an e-mail address",
        "a..example.com|empty label",
        ".example.com|empty label",
        "www.*.example.com|asterisk",
        "under_score.example.com|under_score",
        "exa mple.com|exa mple",
        "stra\u00dfe.example|A-label",
      })
  void aNameThatIsNone(String name, String finding) throws IOException {
    assertThat(refusal(acme().domains(name))).hasMessageContaining(finding);
  }

  @Test
  void namesThatAreTooLong() throws IOException {
    assertThat(refusal(acme().domains("a".repeat(64) + ".example.com")))
        .hasMessageContaining("a label of 64 characters");
    assertThat(refusal(acme().domains("a.".repeat(126) + "com")))
        .hasMessageContaining("a name has at most 253");
  }

  @Test
  void allBadNamesAreToldAtOnce() throws IOException {
    InvalidRequestException failure =
        refusal(acme().domains("localhost", "example.com", "192.0.2.1"));
    assertThat(failure.findings()).hasSize(2);
    assertThat(failure).hasMessageStartingWith("The request has 2 faults:");
  }

  private static String[] names(int number) {
    return IntStream.rangeClosed(1, number)
        .mapToObj(i -> "n" + i + ".example.com")
        .toArray(String[]::new);
  }

  /** With a name server that knows nobody, lest a fault of this test reaches the real one. */
  private Acme letsEncrypt() {
    OkHttpClient nowhere =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  throw new UnknownHostException(host);
                })
            .build();
    return acme().httpClient(nowhere).directory(LetsEncrypt.PRODUCTION);
  }

  @Test
  void moreNamesThanLetsEncryptTakes() throws IOException {
    assertThat(refusal(letsEncrypt().domains(names(101))))
        .hasMessageStartingWith(
            "101 names were given, but a certificate from Let's Encrypt has at most 100.");
  }

  @Test
  void moreNamesThanTheProfileAllows() throws IOException {
    assertThat(refusal(letsEncrypt().profile("tlsserver").domains(names(26))))
        .hasMessageContaining("with the profile \"tlsserver\" has at most 25");
  }

  @Test
  void aNameThatLetsEncryptCannotIssueFor() throws IOException {
    assertThat(refusal(letsEncrypt().domains("example.com", "db.internal")))
        .hasMessageStartingWith("\"db.internal\" ends in .internal");
  }

  @Test
  void moreNamesThanAnyCaTakes() throws IOException {
    assertThat(refusal(acme().domains(names(1_001))))
        .hasMessageStartingWith("1001 names were given, but no CA puts more than 1000");
  }

  @Test
  void aWildcardThatHttpCannotProve() throws IOException {
    assertThat(refusal(acme().domains("example.com", "*.example.com")))
        .hasMessageContaining("\"*.example.com\" is a wildcard")
        .hasMessageContaining("manual(…) or dns(…)");
  }

  @Test
  void anAddressThatDnsCannotProve() throws IOException {
    assertThat(
            refusal(
                ca.pointed(Acme.dns(new RecordedZone()))
                    .storeIn(parent.resolve("letsencrypt"))
                    .identifiers(Identifier.ip("192.0.2.1"))))
        .hasMessageContaining("\"192.0.2.1\" is an IP address");
  }

  @Test
  void noSolver() throws IOException {
    assertThat(
            refusal(
                ca.pointed(Acme.with())
                    .storeIn(parent.resolve("letsencrypt"))
                    .domains("example.com")))
        .hasMessageContaining("No challenge solver was given");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "admin",
        "admin@",
        "@example.com",
        "a@b@example.com",
        "a@example.com,b@example.com",
        "Admin <admin@example.com>",
        "a@example.com?subject=x",
        "mailto:admin@example.com"
      })
  void anEmailAddressThatIsNone(String address) throws IOException {
    assertThat(refusal(acme().email("good@example.com", address).domains("example.com")))
        .hasMessageContaining("\"" + address + "\" is not an e-mail address")
        .hasMessageContaining("such as admin@example.com");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 65_536, 70_000})
  void aPortThatIsNone(int port) {
    assertThatThrownBy(() -> Acme.standalone().httpPort(port))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageStartingWith(port + " is not a TCP port. Give a number from 1 to 65535.");
  }

  @Test
  void aPortOrAnAddressForWhatOpensNone() {
    Acme dns = Acme.dns(new RecordedZone());
    assertThatThrownBy(() -> dns.httpPort(8080))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("httpPort(…)")
        .hasMessageContaining("Acme.standalone()");
    assertThatThrownBy(() -> dns.httpAddress(InetAddress.getLoopbackAddress()))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("httpAddress(…)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://ca.example/directory", "ca.example", "https:///directory", "file:/x"})
  void aDirectoryThatIsNotHttps(String url) throws IOException {
    assertThat(refusal(acme().directory(URI.create(url)).domains("example.com")))
        .hasMessageContaining("\"" + url + "\" cannot be a directory URL");
  }

  @Test
  void aDirectoryWithDotsInItsPath() throws IOException {
    assertThat(
            refusal(
                acme().directory(URI.create("https://localhost/a/../b")).domains("example.com")))
        .hasMessageContaining("https://localhost/a/../b");
  }

  @Test
  void trustInAFileThatIsNotThere() throws IOException {
    assertThat(refusal(acme().trust(Path.of("/no/such/root.pem")).domains("example.com")))
        .hasMessageContaining("/no/such/root.pem cannot be read")
        .hasMessageContaining("Give a PEM file");
  }

  @Test
  void trustInWhatIsNoCertificate(@TempDir Path elsewhere) throws IOException {
    Path garbage = Files.writeString(elsewhere.resolve("root.pem"), "not PEM at all");
    assertThat(refusal(acme().trust(garbage).domains("example.com")))
        .hasMessageContaining(garbage + " are not usable");
    assertThat(refusal(acme().trust("not PEM at all").domains("example.com")))
        .hasMessageContaining("the given text are not usable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "..", "../escape", "a/b", ".hidden", "new\nline"})
  void aNameForFilesThatIsNone(String name) throws IOException {
    assertThat(refusal(acme().domains("example.com").named(name)))
        .hasMessageContaining("lineage name")
        .hasMessageContaining("named(…)");
  }

  @Test
  void aNameThatIsTooLongForAFile() throws IOException {
    String name = ("a".repeat(61) + ".").repeat(4) + "com";
    assertThat(refusal(acme().domains(name)))
        .hasMessageContaining("251 octets")
        .hasMessageContaining("named(…)");
    assertThat(acme().domains(name).named("long").obtain().name()).isEqualTo("long");
  }

  @Test
  void noTime() throws IOException {
    assertThat(refusal(acme().timeLimit(Duration.ZERO).domains("example.com")))
        .hasMessageStartingWith("The time limit must be more than zero.");
    assertThat(refusal(acme().timeLimit(Duration.ofSeconds(-1)).domains("example.com")))
        .hasMessageStartingWith("The time limit must be more than zero.");
  }

  @Test
  void butNotAllTheTimeInTheWorld() {
    assertThat(
            acme()
                .timeLimit(ChronoUnit.FOREVER.getDuration())
                .domains("example.com")
                .obtain()
                .version())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"m\u00fcller/1.0", "two\nlines"})
  void anApplicationThatNoHeaderCanName(String product) throws IOException {
    assertThat(refusal(acme().application(product).domains("example.com")))
        .hasMessageContaining("application");
  }
}
