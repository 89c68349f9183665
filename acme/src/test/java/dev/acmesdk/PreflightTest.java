package dev.acmesdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.preflight.Finding;
import dev.acmesdk.preflight.PreflightReport;
import dev.acmesdk.preflight.Severity;
import dev.acmesdk.preflight.Topic;
import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is found out before an order is spent. */
@Timeout(120)
class PreflightTest {
  private static final String NAME = "a.example";

  @TempDir Path directory;
  private final LocalCa ca =
      new LocalCa(builder -> builder.termsOfService(URI.create("https://ca.example/terms")));
  private final DnsStub dns = DnsStub.start();

  PreflightTest() {
    dns.addZone(
        """
        example. SOA ns.example. admin.example. 1 1800 900 604800 60
        a.example. A 127.0.0.1
        """);
  }

  @AfterEach
  void close() {
    dns.close();
    ca.close();
  }

  private Acme acme() {
    return ca.acme().storeIn(directory).dnsClient(DnsClient.of(List.of(dns.address())));
  }

  private static List<Finding> about(PreflightReport report, Topic topic) {
    return report.findings().stream().filter(finding -> finding.topic() == topic).toList();
  }

  @Test
  void everythingIsReadyAndNothingIsSpent() {
    PreflightReport report = acme().domains(NAME).preflight();

    assertThat(report.isReady()).as(report.toString()).isTrue();
    assertThat(about(report, Topic.REACHABILITY))
        .extracting(Finding::severity)
        .containsExactly(Severity.OK);
    assertThat(ca.operations()).containsExactly("directory");
  }

  @Test
  void aLimitLeavesUnknownWhatNoNameServerTells() {
    dns.fail(DnsFault.DROP);
    PreflightReport report = acme().domains(NAME).preflight(Duration.ofSeconds(1));

    assertThat(report.isReady()).as(report.toString()).isTrue();
    assertThat(report.worst()).isEqualTo(Severity.HINT);
    assertThat(about(report, Topic.NAMES).get(0).statement()).contains("not known");
  }

  @Test
  void aPortThatIsTakenIsFoundBeforeAnOrder() throws IOException {
    try (ServerSocket taken = new ServerSocket(ca.httpPort)) {
      PreflightReport report = acme().domains(NAME).preflight();

      assertThat(taken.isBound()).isTrue();
      assertThat(report.isReady()).isFalse();
      assertThat(about(report, Topic.PORT).get(0).remedy()).isNotEmpty();
    }
  }

  @Test
  void aNameWithoutAddressIsFoundBeforeAnOrder() {
    PreflightReport report = acme().domains("b.example").preflight();

    assertThat(about(report, Topic.NAMES).get(0).statement()).contains("NXDOMAIN");
  }

  @Test
  void termsMatterOnlyUntilThereIsAnAccount() {
    Acme silent =
        Acme.standalone()
            .httpPort(ca.httpPort)
            .directory(ca.server.directory())
            .trust(ca.server.trustAnchorPem())
            .clock(ca.clock)
            .storeIn(directory)
            .dnsClient(DnsClient.of(List.of(dns.address())));
    assertThat(about(silent.domains(NAME).preflight(), Topic.ACCOUNT).get(0).severity())
        .isEqualTo(Severity.ERROR);

    acme().domains(NAME).obtain();
    assertThat(about(silent.domains(NAME).preflight(), Topic.ACCOUNT).get(0).severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void aWildcardByHttp01IsFoundBeforeAnOrder() {
    PreflightReport report = acme().domains("*.a.example").preflight();

    assertThat(report.isReady()).isFalse();
    assertThat(about(report, Topic.CHALLENGE).get(0).subject()).contains("*.a.example");
  }
}
