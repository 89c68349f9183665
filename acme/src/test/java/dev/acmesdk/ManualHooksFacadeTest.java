package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.hook.ManualHooks;
import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Control is proved by commands that were written for Certbot. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "There is no /bin/sh.")
@Timeout(120)
class ManualHooksFacadeTest {
  @TempDir private Path directory;
  @TempDir private Path webroot;

  private final LocalCa ca = new LocalCa();
  private HttpServer webServer;

  @BeforeEach
  void start() throws IOException {
    webServer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ca.httpPort), 0);
    webServer.createContext(
        "/",
        exchange -> {
          Path file = webroot.resolve(Path.of(exchange.getRequestURI().getPath()).getFileName());
          byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[] {'?'};
          exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    webServer.start();
  }

  @AfterEach
  void stop() {
    webServer.stop(0);
    ca.close();
  }

  private AcmeRequest request(ManualHooks hooks) {
    return ca.pointed(Acme.manualHooks(hooks)).storeIn(directory).domains("example.com");
  }

  private ManualHooks hooks() {
    return ManualHooks.of("printf %s $CERTBOT_VALIDATION > " + webroot + "/$CERTBOT_TOKEN")
        .cleanupHook("rm " + webroot + "/$CERTBOT_TOKEN")
        .preferredChallenges("http");
  }

  private Path renewalFile() {
    return directory.resolve("renewal/example.com.conf");
  }

  @Test
  void scriptsForCertbotAreEnough() {
    assertThat(request(hooks()).obtain().version()).isEqualTo(1);
    assertThat(webroot).isEmptyDirectory();
  }

  @Test
  void theRenewalFileNamesThemSoThatCertbotCanRenew() throws IOException {
    var unused = request(hooks()).obtain();
    assertThat(Files.readString(renewalFile()))
        .contains(
            "authenticator = manual\n",
            "manual_auth_hook = printf %s $CERTBOT_VALIDATION > " + webroot + "/$CERTBOT_TOKEN\n",
            "manual_cleanup_hook = rm " + webroot + "/$CERTBOT_TOKEN\n",
            "pref_challs = http-01,\n")
        .doesNotContain("autorenew");
  }

  @Test
  void whatARenewalFileNamesRenews() throws IOException {
    Lineage first = request(hooks()).obtain();
    ManualHooks found = ManualHooks.find(first.renewalParameters()).orElseThrow();
    String before = Files.readString(renewalFile());
    assertThat(request(found).reissue().version()).isEqualTo(2);
    assertThat(Files.readString(renewalFile()).replace("2.pem", "1.pem"))
        .contains(before.lines().filter(line -> line.startsWith("manual_")).toList());
  }

  @Test
  void anAuthHookThatFailsStopsBeforeTheCaIsToldToLook() {
    assertThatExceptionOfType(SolverException.class)
        .isThrownBy(() -> request(ManualHooks.of("sh -c 'echo no; exit 3'")).obtain())
        .withMessageContaining("ended with status 3; it printed: no")
        .withMessageContaining("example.com");
    assertThat(ca.operations()).doesNotContain("challenge");
  }

  @Test
  void aCommandThatIsNotThereIsToldBeforeAnythingIsAsked() {
    assertThatExceptionOfType(InvalidRequestException.class)
        .isThrownBy(() -> request(ManualHooks.of("/not/there")).obtain());
    ca.assertNothingAsked();
  }
}
