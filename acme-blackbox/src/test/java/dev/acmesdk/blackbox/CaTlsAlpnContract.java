package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.Acme;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.error.ValidationFailedException;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuanceListener;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.tlsalpn01.TlsAlpn01Server;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

/** The TLS-ALPN-01 solver against a real CA. */
@Timeout(300)
@TestInstance(Lifecycle.PER_CLASS)
abstract class CaTlsAlpnContract extends CaContract {
  private CaUnderTest ca;
  private TlsAlpn01Server server;
  private AccountCredentials account;

  @BeforeAll
  void open() throws IOException, InterruptedException {
    ca = start();
    server = TlsAlpn01Server.onPort(ca.tlsPort());
    account = register(ca, server);
  }

  @AfterAll
  void stop() {
    if (ca != null) {
      ca.close();
    }
  }

  /** As the facade does it, which gets a first certificate by the way. */
  private static AccountCredentials register(CaUnderTest where, TlsAlpn01Server solver) {
    InMemoryStore store = new InMemoryStore();
    Acme.with(solver)
        .directory(where.directoryUri())
        .trust(where.trustAnchor())
        .agreeToTermsOfService()
        .storeIn(store)
        .domains("account.test")
        .obtain();
    return store.find(where.directoryUri()).orElseThrow();
  }

  private IssuedCertificate issue(
      CaUnderTest where,
      AccountCredentials who,
      IssuanceListener listener,
      Identifier... identifiers) {
    try (AcmeClient client =
        AcmeClient.builder(where.directoryUri()).trust(where.trustAnchor()).build()) {
      return new CertificateIssuer(client, () -> who, List.of(server), listener, Clock.systemUTC())
          .issue(CertificateRequest.of(List.of(identifiers)));
    }
  }

  private IssuedCertificate issue(IssuanceListener listener, Identifier... identifiers) {
    return issue(ca, account, listener, identifiers);
  }

  @Test
  void rfc8737Section3_getsACertificateForOneName() {
    IssuedCertificate issued = issue(IssuanceListener.NONE, Identifier.dns("one.test"));
    assertThat(issued.chain().dnsNames()).containsExactly("one.test");
  }

  @Test
  void rfc8737Section3_getsACertificateForTwoNames() {
    IssuedCertificate issued =
        issue(IssuanceListener.NONE, Identifier.dns("a.two.test"), Identifier.dns("bü.two.test"));
    assertThat(issued.chain().dnsNames())
        .containsExactlyInAnyOrder("a.two.test", "xn--b-eha.two.test");
  }

  @Test
  void rfc8738Section6_getsACertificateForAnAddress() {
    IssuedCertificate issued = issue(IssuanceListener.NONE, Identifier.ip("127.0.0.1"));
    assertThat(issued.chain().ipAddresses()).containsExactly("127.0.0.1");
    assertThat(issued.chain().dnsNames()).isEmpty();
  }

  @Test
  void sendsAtMostTwoRequestsForEachNameAndTenMore() {
    RequestCounter counter = new RequestCounter();
    String[] names =
        IntStream.range(0, 10).mapToObj(i -> "h" + i + ".requests.test").toArray(String[]::new);
    Acme.with(server)
        .directory(ca.directoryUri())
        .trust(ca.trustAnchor())
        .agreeToTermsOfService()
        .httpClient(counter.client())
        .storeIn(new InMemoryStore())
        .domains(names)
        .obtain();
    assertThat(counter.count()).as("%s", counter.kinds()).isLessThanOrEqualTo(2 * 10 + 10);
  }

  /** Two CAs that validate at the same port, since a Pebble can hang with two orders. */
  @Test
  void oneServerServesTwoIssuancesAtOnce() throws Exception {
    try (CaUnderTest other = with().tlsPort(ca.tlsPort()).start()) {
      AccountCredentials otherAccount = register(other, server);
      CompletableFuture<IssuedCertificate> second =
          CompletableFuture.supplyAsync(
              () ->
                  issue(
                      other,
                      otherAccount,
                      IssuanceListener.NONE,
                      Identifier.dns("x.second.test"),
                      Identifier.dns("y.second.test")));
      IssuedCertificate first =
          issue(
              IssuanceListener.NONE,
              Identifier.dns("x.first.test"),
              Identifier.dns("y.first.test"));
      assertThat(first.chain().dnsNames())
          .containsExactlyInAnyOrder("x.first.test", "y.first.test");
      assertThat(second.join().chain().dnsNames())
          .containsExactlyInAnyOrder("x.second.test", "y.second.test");
    }
  }

  @Test
  void thePortIsClosedAfterSuccessFailureAndInterruption() throws Exception {
    IssuanceListener watching =
        event -> {
          if (event instanceof IssuanceEvent.ChallengePresented) {
            assertListening(ca.tlsPort(), true);
          }
        };
    issue(watching, Identifier.dns("success.test"));
    assertListening(ca.tlsPort(), false);

    ca.breakName("failure.test");
    assertThatThrownBy(() -> issue(watching, Identifier.dns("failure.test")))
        .isInstanceOf(ValidationFailedException.class)
        .hasMessageContaining("failure.test");
    assertListening(ca.tlsPort(), false);

    Thread caller = Thread.currentThread();
    IssuanceListener interrupting =
        event -> {
          if (event instanceof IssuanceEvent.ValidationStarted) {
            caller.interrupt();
          }
        };
    assertThatThrownBy(() -> issue(interrupting, Identifier.dns("interrupted.test")))
        .isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertListening(ca.tlsPort(), false);
  }

  @Test
  void aPortInUseIsFoundOutBeforeAnOrderIsPlaced() throws Exception {
    try (ServerSocket holder = new ServerSocket(ca.tlsPort())) {
      assertThat(holder.isBound()).isTrue();
      assertThatThrownBy(
              () ->
                  issue(
                      event -> {
                        throw new AssertionError("Something was done: " + event);
                      },
                      Identifier.dns("busy.test")))
          .isInstanceOf(PortUnavailableException.class)
          .hasMessageContaining("Port " + ca.tlsPort())
          .hasMessageContaining("this very process");
    }
  }
}
