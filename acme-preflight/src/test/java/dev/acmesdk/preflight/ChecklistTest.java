package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.http01.Http01Server;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChecklistTest {
  private static final Map<String, String> LOOPBACK = Map.of("a.example", "127.0.0.1");

  @TempDir Path directory;
  private EmbeddedAcmeServer ca;
  private AcmeClient client;
  private int port;

  @BeforeEach
  void startCa() throws IOException {
    ca =
        EmbeddedAcmeServer.builder().termsOfService(URI.create("https://ca.example/terms")).start();
    client = AcmeClient.builder(ca.directory()).trust(ca.trustAnchorPem()).build();
    port = freePort();
  }

  @AfterEach
  void stop() {
    client.close();
    ca.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static Checklist checklist() {
    return Checklist.of(Plans.lookUp(LOOPBACK)).on(FakeMachine.at("10.0.0.1"));
  }

  private PlannedIssuance planned(ChallengeSolver<?> solver, String... names) {
    return Plans.of(client, solver, names).withPublicPort(port).withListening(port, null);
  }

  private PlannedIssuance standalone() {
    return planned(Http01Server.onPort(port), "a.example");
  }

  private static List<Finding> about(PreflightReport report, Topic topic) {
    return report.findings().stream().filter(finding -> finding.topic() == topic).toList();
  }

  @Test
  void findsEverythingReadyForAStandaloneIssuance() {
    PlannedIssuance planned =
        standalone().withStore(CertbotDirectory.at(directory)).withStoreDirectory(directory);

    PreflightReport report = checklist().examine(planned);

    assertThat(report.isReady()).as(report.toString()).isTrue();
    assertThat(report.worst()).as(report.toString()).isEqualTo(Severity.OK);
    assertThat(report.findings())
        .extracting(Finding::topic)
        .contains(
            Topic.CA,
            Topic.CLOCK,
            Topic.CHALLENGE,
            Topic.NAMES,
            Topic.PORT,
            Topic.REACHABILITY,
            Topic.STORE);
  }

  @Test
  void spendsNothingButALookAtTheDirectory() {
    checklist().examine(standalone());

    assertThat(ca.requests()).hasSize(1);
    assertThat(ca.count("directory")).isEqualTo(1);
  }

  @Test
  void leavesThePortFree() throws IOException {
    checklist().examine(standalone());

    try (ServerSocket again = new ServerSocket(port)) {
      assertThat(again.isBound()).isTrue();
    }
  }

  @Test
  void saysWhoHasThePort() throws IOException {
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      PreflightReport report = checklist().examine(standalone());

      assertThat(report.isReady()).isFalse();
      assertThat(about(report, Topic.PORT).get(0).statement())
          .contains(taken.getLocalPort() + " on all addresses cannot be opened");
    }
  }

  @Test
  void seesThatSomebodyElseAnswers() throws IOException {
    // A solver whose responses are not where the CA looks.
    try (Http01Stranger stranger = Http01Stranger.start()) {
      PlannedIssuance planned =
          Plans.of(client, Plans.idle(Http01.class), "a.example").withPublicPort(stranger.port());

      PreflightReport report = checklist().examine(planned);

      assertThat(about(report, Topic.REACHABILITY).get(0).severity()).isEqualTo(Severity.ERROR);
      assertThat(about(report, Topic.REACHABILITY).get(0).statement()).contains("status 404");
    }
  }

  @Test
  void tellsThatTheCaCannotBeReachedAndGoesOn() {
    ca.close();

    PreflightReport report = checklist().examine(standalone());

    assertThat(about(report, Topic.CA)).hasSize(1);
    assertThat(about(report, Topic.CA).get(0).severity()).isEqualTo(Severity.ERROR);
    assertThat(about(report, Topic.REACHABILITY)).isNotEmpty();
  }

  @Test
  void comparesClocks() {
    try (AcmeClient ahead =
        AcmeClient.builder(ca.directory())
            .trust(ca.trustAnchorPem())
            .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)))
            .build()) {
      PreflightReport report =
          checklist().examine(Plans.of(ahead, Plans.idle(Dns01.class), "a.example"));

      Finding clock = about(report, Topic.CLOCK).get(0);
      assertThat(clock.severity()).isEqualTo(Severity.WARNING);
      assertThat(clock.statement()).containsPattern("clock is [45] minutes ahead of the CA's");
      assertThat(clock.commands()).containsExactly("timedatectl set-ntp true");
    }
  }

  @Test
  void noticesThatNothingKeepsTheClockRight() {
    FakeMachine drifting =
        FakeMachine.at("10.0.0.1")
            .prints("timedatectl show --property=NTPSynchronized --value", "no\n");

    PreflightReport report =
        Checklist.of(Plans.lookUp(LOOPBACK)).on(drifting).examine(standalone());

    assertThat(about(report, Topic.CLOCK).get(0).severity()).isEqualTo(Severity.HINT);
  }

  @Test
  void wantsTheTermsAgreedToForANewAccount() {
    Finding finding =
        about(checklist().examine(standalone().withNewAccount(false, false)), Topic.ACCOUNT).get(0);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.remedy()).contains("https://ca.example/terms", "--agree-tos");
    assertThat(
            about(checklist().examine(standalone().withNewAccount(true, false)), Topic.ACCOUNT)
                .get(0)
                .severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void wantsCredentialsOfACaForCustomers() {
    try (EmbeddedAcmeServer strict =
            EmbeddedAcmeServer.builder().externalAccountRequired(true).start();
        AcmeClient other =
            AcmeClient.builder(strict.directory()).trust(strict.trustAnchorPem()).build()) {
      PlannedIssuance planned =
          Plans.of(other, Plans.idle(Dns01.class), "a.example").withNewAccount(true, false);

      assertThat(about(checklist().examine(planned), Topic.ACCOUNT).get(0).remedy())
          .contains("--eab-kid");
    }
  }

  @Test
  void refusesAProfileThatIsNotOffered() {
    PlannedIssuance planned =
        PlannedIssuance.of(
            client, standalone().order().withProfile("fancy"), List.of(Plans.idle(Dns01.class)));

    assertThat(about(checklist().examine(planned), Topic.CA))
        .anyMatch(finding -> finding.statement().contains("fancy"));
  }

  @Test
  void refusesWildcardsByHttp01AndAddressesByDns01() {
    assertThat(
            about(
                    checklist().examine(planned(Plans.idle(Http01.class), "*.a.example")),
                    Topic.CHALLENGE)
                .get(0)
                .remedy())
        .contains("--manual --preferred-challenges dns");
    assertThat(
            about(
                    checklist().examine(planned(Plans.idle(Dns01.class), "192.0.2.1")),
                    Topic.CHALLENGE)
                .get(0)
                .severity())
        .isEqualTo(Severity.ERROR);
  }

  @Test
  void saysThatTheStoreCannotBeWritten() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));

    PreflightReport report =
        checklist().examine(standalone().withStore(CertbotDirectory.at(file.resolve("store"))));

    assertThat(about(report, Topic.STORE).get(0).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void runsChecksOfOnesOwnAndReportsThatOneFailed() {
    Finding own = Finding.of(Topic.CAA, Severity.HINT, "Mine.");
    Checklist checklist =
        checklist()
            .with(planned -> List.of(own))
            .with(
                planned -> {
                  throw new IOException("broken");
                });

    PreflightReport report = checklist.examine(standalone());

    assertThat(report.findings()).contains(own);
    assertThat(report.findings())
        .anyMatch(
            finding ->
                finding.severity() == Severity.HINT && finding.statement().endsWith("broken"));
  }

  @Test
  void isNotSureOfThePortOfAPrivateCa() {
    PlannedIssuance planned = Plans.of(client, Plans.idle(Http01.class), "a.example");

    Finding finding = about(checklist().examine(planned), Topic.REACHABILITY).get(0);

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.statement()).contains("Unless this private CA connects to another port");
  }

  @Test
  void endsWhenItIsInterrupted() {
    Checklist checklist = checklist().with(planned -> forever());

    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> checklist.examine(standalone()))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static List<Finding> forever() throws InterruptedException {
    new CountDownLatch(1).await();
    return List.of();
  }

  @Test
  void doesNotKnowWhatTakesTooLongAndKeepsTheRest() throws IOException {
    AtomicBoolean isTidy = new AtomicBoolean();
    Checklist checklist =
        checklist()
            .with(
                planned -> {
                  try {
                    return forever();
                  } finally {
                    isTidy.set(true);
                  }
                });

    PreflightReport report = checklist.examine(standalone(), Duration.ofSeconds(2));

    assertThat(report.isReady()).as(report.toString()).isTrue();
    assertThat(report.findings()).extracting(Finding::topic).contains(Topic.CA, Topic.CLOCK);
    Finding last = report.findings().get(report.findings().size() - 1);
    assertThat(last.severity()).isEqualTo(Severity.HINT);
    assertThat(last.statement()).contains("not known", "2 seconds");
    assertThat(isTidy).as("it was waited for").isTrue();
  }

  @Test
  void leavesThePortFreeAlsoIfThereIsNoTime() throws IOException {
    PreflightReport report = checklist().examine(standalone(), Duration.ZERO);

    assertThat(report.worst()).as(report.toString()).isEqualTo(Severity.HINT);
    try (ServerSocket again = new ServerSocket(port)) {
      assertThat(again.isBound()).isTrue();
    }
  }
}
