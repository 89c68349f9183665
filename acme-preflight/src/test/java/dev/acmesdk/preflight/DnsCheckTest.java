package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RetryPolicy;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsNetwork;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsCheckTest {
  private final DnsNetwork network = DnsNetwork.start(Clock.systemUTC());
  private final DnsStub resolver = network.resolver();
  private final DnsCheck check =
      new DnsCheck(DnsClient.of(List.of(resolver.address())).withRoute(network::route));

  @AfterEach
  void close() {
    network.close();
  }

  private void zone(String... records) {
    network.zone("example. SOA ns.example. admin.example. 1 1800 900 604800 60", "192.0.2.2");
    network.zone(
        """
        a.example. SOA ns.a.example. admin.a.example. 1 1800 900 604800 60
        a.example. NS ns.a.example.
        ns.a.example. A 192.0.2.1
        %s
        """
            .formatted(String.join("\n", records)),
        "192.0.2.1");
  }

  /** The CA cannot be reached, so what is known of it has to do. */
  private static AcmeClient unreachable(URI directory) {
    OkHttpClient nowhere = new OkHttpClient.Builder().proxySelector(new Nowhere()).build();
    return AcmeClient.builder(directory).httpClient(nowhere).retries(RetryPolicy.NONE).build();
  }

  private List<Finding> examine(URI ca, ChallengeSolver<?> solver, String... names)
      throws IOException, InterruptedException {
    return check.examine(Plans.of(unreachable(ca), solver, names));
  }

  private List<Finding> examineAtLetsEncrypt(ChallengeSolver<?> solver, String... names)
      throws IOException, InterruptedException {
    return examine(CertificateAuthorities.LETS_ENCRYPT.directory(), solver, names);
  }

  @Test
  void isContentWithoutCaaRecords() throws Exception {
    zone();

    assertThat(examineAtLetsEncrypt(Plans.idle(Http01.class), "a.example"))
        .extracting(Finding::topic, Finding::severity)
        .containsExactly(tuple(Topic.CAA, Severity.OK));
  }

  @Test
  void rfc8659Section4_2_findsThatAnotherCaIsNamed() throws Exception {
    zone("a.example. CAA 0 issue \"other.example\"");

    Finding finding = examineAtLetsEncrypt(Plans.idle(Http01.class), "www.a.example").get(0);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.subject()).contains("www.a.example");
    assertThat(finding.statement()).contains("letsencrypt.org");
  }

  @Test
  void rfc8657Section4_findsThatTheWayOfProvingIsNotAllowed() throws Exception {
    zone("a.example. CAA 0 issue \"letsencrypt.org; validationmethods=dns-01\"");

    assertThat(examineAtLetsEncrypt(Plans.idle(Http01.class), "a.example").get(0).severity())
        .isEqualTo(Severity.ERROR);
    assertThat(examineAtLetsEncrypt(Plans.idle(Dns01.class), "a.example").get(0).severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void saysNothingOfCaaAtACaOfWhichNoNameIsKnown() throws Exception {
    zone("a.example. CAA 0 issue \"other.example\"");

    assertThat(examine(URI.create("https://ca.example/dir"), Plans.idle(Http01.class), "a.example"))
        .isEmpty();
  }

  @Test
  void findsSignaturesThatDoNotFit() throws Exception {
    zone();
    resolver.fail(DnsFault.BOGUS);

    assertThat(examineAtLetsEncrypt(Plans.idle(Dns01.class), "a.example"))
        .anySatisfy(
            finding -> {
              assertThat(finding.topic()).isEqualTo(Topic.NAMES);
              assertThat(finding.severity()).isEqualTo(Severity.ERROR);
              assertThat(finding.statement()).contains("DNSSEC");
            });
  }

  /** Sends every connection to a port of this machine at which nobody listens. */
  private static final class Nowhere extends ProxySelector {
    @Override
    public List<Proxy> select(URI uri) {
      return List.of(
          new Proxy(Proxy.Type.HTTP, new InetSocketAddress(InetAddress.getLoopbackAddress(), 1)));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
