package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.ManualPrompt;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.protocol.Challenge;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Control is proved by other means than a server of our own. */
@Timeout(120)
class OtherSolversTest {
  @TempDir private Path directory;
  @TempDir private Path webroot;

  private final LocalCa ca = new LocalCa();
  private HttpServer webServer;

  @BeforeEach
  void start() throws IOException {
    webServer =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), ca.httpPort), 0);
    webServer.start();
  }

  @AfterEach
  void stop() {
    webServer.stop(0);
    ca.close();
  }

  private void serveFiles() {
    webServer.createContext(
        "/",
        exchange -> {
          Path file = webroot.resolve(exchange.getRequestURI().getPath().substring(1));
          byte[] content = Files.exists(file) ? Files.readAllBytes(file) : new byte[] {'?'};
          exchange.sendResponseHeaders(Files.exists(file) ? 200 : 404, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
  }

  private Acme acme(Acme acme) {
    return ca.pointed(acme).storeIn(directory);
  }

  private String renewalFile() throws IOException {
    return Files.readString(directory.resolve("renewal/example.com.conf"));
  }

  private List<Path> responsesLeft() throws IOException {
    try (Stream<Path> files = Files.walk(webroot)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aWebrootNeedsNoPort() throws IOException {
    serveFiles();
    assertThat(
            acme(Acme.webroot(webroot)).domains("example.com", "www.example.com").obtain().name())
        .isEqualTo("example.com");
    assertThat(renewalFile()).contains("authenticator = webroot").contains(webroot.toString());
    assertThat(responsesLeft()).isEmpty();
  }

  @Test
  void aWebrootThatIsNotThereIsToldBeforeAnythingIsAsked() {
    Path missing = webroot.resolve("missing");
    assertThatThrownBy(() -> acme(Acme.webroot(missing)).domains("example.com").obtain())
        .isInstanceOf(SolverException.class)
        .hasMessageContaining(missing.toString());
    ca.assertNothingAsked();
    assertThat(directory).isDirectoryNotContaining("glob:**{accounts,archive,live,renewal}");
  }

  @Test
  void anInterruptionIsNotTakenForAFaultOfTheWebroot() throws IOException {
    serveFiles();
    AcmeRequest request =
        acme(Acme.webroot(webroot))
            .onProgress(
                event -> {
                  if (event instanceof IssuanceEvent.ChallengePresented) {
                    Thread.currentThread().interrupt();
                  }
                })
            .domains("example.com", "www.example.com");
    assertThatThrownBy(request::obtain).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(responsesLeft()).isEmpty();
    assertThat(ca.operations()).doesNotContain("challenge");
  }

  @Test
  void aServerThatAlreadyRunsAnswersForItself() throws IOException {
    Http01Responder responder = new Http01Responder();
    webServer.createContext(Challenge.Http01.PATH_PREFIX, responder.asHttpHandler());
    assertThat(acme(Acme.with(responder)).domains("example.com").obtain().version()).isEqualTo(1);
    assertThat(renewalFile()).contains("authenticator = manual", "autorenew = False");
  }

  @Test
  void aZoneIsChangedAndChangedBack() {
    RecordedZone zone = new RecordedZone();
    Dns01Solver solver = Dns01Solver.of(zone).withoutVisibilityCheck().withoutAliases();
    // This CA offers DNS-01, but does not validate it.
    assertThatThrownBy(
            () -> acme(Acme.with(solver)).domains("*.example.com", "example.com").obtain())
        .isInstanceOf(ValidationFailedException.class);
    assertThat(zone.added)
        .hasSize(2)
        .extracting(TxtRecord::name)
        .containsOnly("_acme-challenge.example.com");
    assertThat(zone.removed).containsExactlyInAnyOrderElementsOf(zone.added);
    assertThat(directory.resolve("archive")).isEmptyDirectory();
  }

  @Test
  void aHumanIsAskedForAllRecordsTogether() {
    List<TxtRecord> asked = new ArrayList<>();
    List<TxtRecord> useless = new ArrayList<>();
    ManualPrompt human =
        new ManualPrompt() {
          @Override
          public void awaitInPlace(List<TxtRecord> records, Duration limit) {
            asked.addAll(records);
            assertThat(limit).isLessThanOrEqualTo(Duration.ofMinutes(10));
          }

          @Override
          public void tellToRemove(TxtRecord record) {
            useless.add(record);
          }
        };
    assertThatThrownBy(() -> acme(Acme.manual(human)).domains("a.example", "b.example").obtain())
        .isInstanceOf(ValidationFailedException.class);
    assertThat(asked)
        .extracting(TxtRecord::name)
        .containsExactlyInAnyOrder("_acme-challenge.a.example", "_acme-challenge.b.example");
    assertThat(useless).containsExactlyInAnyOrderElementsOf(asked);
  }

  @Test
  void theFirstSolverThatFitsIsUsed() {
    Http01Responder responder = new Http01Responder();
    webServer.createContext(Challenge.Http01.PATH_PREFIX, responder.asHttpHandler());
    RecordedZone zone = new RecordedZone();
    acme(Acme.with(responder, Dns01Solver.of(zone))).domains("example.com").obtain();
    assertThat(zone.added).isEmpty();
  }
}
