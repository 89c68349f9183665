package dev.acmesdk.issuance;

import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.ca.CertificateAuthority;
import dev.acmesdk.ca.NameRules;
import dev.acmesdk.ca.OrderLimits;
import dev.acmesdk.ca.OrderLint;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.FakeAcme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.NoUsableChallengeException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.error.SolverException;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The flow of RFC 8555 section 7, with a CA that plays along. */
@Timeout(60)
class CertificateIssuerTest extends PlayingCa {
  @Test
  void walksFromNamesToACertificate() {
    IssuedCertificate issued = issue(TWO_NAMES);
    assertThat(issued.chain().dnsNames())
        .containsExactlyInAnyOrder("a.example.com", "b.example.com");
    assertThat(issued.order()).isEqualTo(server.url("/order/1"));
    assertThat(issued.toString()).doesNotContain("PRIVATE").contains("a.example.com");
    assertThat(events)
        .containsExactly(
            "OrderPlaced",
            "ChallengePresented",
            "ChallengePresented",
            "ValidationStarted",
            "ControlProved",
            "OrderFinalized",
            "CertificateIssued");
  }

  @Test
  void rfc8555Section8_2_allResponsesAreInPlaceBeforeTheCaIsTold() {
    issue(TWO_NAMES);
    assertThat(solver.calls)
        .containsExactly(
            "reserve [a.example.com, b.example.com]",
            "present a.example.com token-of-a-example-com",
            "present b.example.com token-of-b-example-com",
            "awaitVisible 2",
            "awaitRequested 2",
            "cleanUp b.example.com",
            "cleanUp a.example.com",
            "release");
  }

  @Test
  void rfc8555Section7_5_1_pollsNothingBeforeTheCaHasAsked() {
    List<String> before = new ArrayList<>();
    solver.whenWaiting = () -> before.addAll(server.log());
    issue(TWO_NAMES);
    assertThat(before)
        .contains("POST /challenge/a.example.com", "POST /challenge/b.example.com")
        .doesNotContain("POST /order/1")
        .doesNotHaveDuplicates();
    assertThat(server.log()).startsWith(before.toArray(String[]::new)).contains("POST /order/1");
  }

  @Test
  void rfc8555Section7_5_1_asksNoLaterBecauseItHadMuchToTellTheCa() {
    try (AcmeClient slow = server.builder().adjustHttpClient(this::takeTimeToTell).build()) {
      issuer(slow, List.of(solver)).issue(TWO_NAMES);
    }
    assertThat(server.clock().waits())
        .isNotEmpty()
        .allSatisfy(wait -> assertThat(wait).isLessThan(Duration.ofSeconds(1)));
  }

  private void takeTimeToTell(OkHttpClient.Builder http) {
    http.addInterceptor(
        chain -> {
          if (chain.request().url().encodedPath().startsWith("/challenge/")) {
            server.clock().advance(Duration.ofSeconds(10));
          }
          return chain.proceed(chain.request());
        });
  }

  @Test
  void rfc8555Section7_5_1_answersOneChallengeOfEachAuthorizationOnce() {
    for (String host : List.of("a", "b")) {
      String twoFit =
          authorization(host, "pending")
              .replace("\"sky-writing-01\"", "\"dns-01\", \"token\": \"other\"");
      server.onPost("/authz/" + host, json(200, twoFit));
    }
    issuer(List.of(solver, new DnsOnly())).issue(TWO_NAMES);
    assertThat(server.log())
        .filteredOn(line -> line.contains("/challenge/"))
        .containsExactlyInAnyOrder(
            "POST /challenge/a.example.com", "POST /challenge/b.example.com");
  }

  @Test
  void rfc8555Section7_4_reliesOnNoOrderOfNamesAndAuthorizations() {
    server.onPost(
        "/order",
        json(201, server.order("pending", "/authz/b", "/authz/a"))
            .withHeader("Location", "/order/1"));
    assertThat(issue(TWO_NAMES).chain().dnsNames()).hasSize(2);
    assertThat(solver.calls)
        .contains(
            "present a.example.com token-of-a-example-com",
            "present b.example.com token-of-b-example-com");
  }

  @Test
  void sendsNoRequestThatTheProtocolDoesNotDemand() {
    issue(TWO_NAMES);
    // No account is made here: 2n + 7, the account's being the eighth of the fixed ones.
    assertThat(server.log())
        .containsExactlyInAnyOrder(
            "GET /dir",
            "HEAD /nonce",
            "POST /order",
            "POST /authz/a",
            "POST /authz/b",
            "POST /challenge/a.example.com",
            "POST /challenge/b.example.com",
            "POST /order/1",
            "POST /finalize",
            "POST /order/1",
            "POST /certificate");
  }

  @Test
  void rfc8555Section7_1_6_answersNothingForWhatWasProvedBefore() {
    server.onPost("/authz/b", json(200, authorization("b", "valid")));
    issue(TWO_NAMES);
    assertThat(server.posts("/challenge/b.example.com")).isEmpty();
    assertThat(events).contains("AlreadyAuthorized");
  }

  @Test
  void rfc8555Section7_1_6_goesStraightToFinalizeWhenTheOrderIsReady() {
    server.onPost(
        "/order", json(201, server.order("ready", "/authz/a")).withHeader("Location", "/order/1"));
    server.onPost("/order/1", json(200, server.order("valid")));
    issue(TWO_NAMES);
    assertThat(server.posts("/authz/a")).isEmpty();
    assertThat(solver.calls).containsExactly("reserve [a.example.com, b.example.com]", "release");
  }

  @Test
  void rfc8555Section7_5_2_givesOldProofsUpWhenAsked() {
    server.onPost(
        "/authz/a",
        json(200, authorization("a", "valid")),
        json(200, authorization("a", "deactivated")),
        json(200, authorization("a", "pending")));
    issue(TWO_NAMES.revalidating());
    assertThat(server.posts("/order")).hasSize(2);
    assertThat(FakeAcme.payload(server.posts("/authz/a").get(1))).contains("deactivated");
    assertThat(server.posts("/challenge/a.example.com")).hasSize(1);
  }

  @Test
  void rfc8555Section8_3_cleansUpWhenTheCaRefusesAnAnswer() {
    server.onPost("/challenge/b.example.com", problem(400, "malformed", "no such challenge"));
    assertThatThrownBy(() -> issue(TWO_NAMES)).isInstanceOf(RejectedException.class);
    assertThat(solver.calls).endsWith("cleanUp b.example.com", "cleanUp a.example.com", "release");
  }

  @Test
  void cleansUpWhatWasHalfPresented() {
    solver.failAt = "present";
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOfSatisfying(
            SolverException.class,
            e -> assertThat(e.identifiers()).containsExactly(Identifier.dns("a.example.com")))
        .hasMessageContaining("a.example.com")
        .hasMessageContaining("no present today");
    assertThat(solver.calls).endsWith("cleanUp a.example.com", "release");
    assertThat(server.posts("/challenge/a.example.com")).isEmpty();
  }

  @Test
  void rfc8555Section8_2_tellsTheCaNothingWhenResponsesAreNotVisible() {
    solver.failAt = "awaitVisible";
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(SolverException.class)
        .hasMessageContaining("could not be seen from outside");
    assertThat(server.log()).noneMatch(line -> line.contains("/challenge/"));
  }

  @Test
  void anInterruptedSolverEndsTheCallAndIsCleanedUp() {
    for (String step : List.of("present", "awaitVisible", "awaitRequested")) {
      solver.failAt = step;
      solver.interruptAtFailure = true;
      assertThatThrownBy(() -> issue(TWO_NAMES)).isInstanceOf(CancelledException.class);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(solver.calls).endsWith("cleanUp a.example.com", "release");
    }
  }

  @Test
  void aFailedCleanUpDoesNotSpoilTheCertificate() {
    solver.failAt = "cleanUp";
    assertThat(issue(TWO_NAMES).chain().dnsNames()).hasSize(2);
    assertThat(events).filteredOn("CleanUpFailed"::equals).hasSize(2);
  }

  @Test
  void aListenerThatThrowsDoesNotSpoilTheCertificate() {
    IssuedCertificate issued =
        new CertificateIssuer(
                client,
                server::account,
                List.of(solver),
                event -> {
                  if (event instanceof IssuanceEvent.OrderFinalized) {
                    serveCertificate();
                  }
                  throw new IllegalStateException("tired");
                },
                server.clock())
            .issue(TWO_NAMES);
    assertThat(issued.chain().dnsNames()).hasSize(2);
  }

  @Test
  void spendsNoRequestWhenNothingCanBeReserved() {
    solver.failAt = "reserve";
    assertThatThrownBy(() -> issue(TWO_NAMES))
        .isInstanceOf(SolverException.class)
        .hasMessageContaining("no reserve today");
    assertThat(server.count()).isZero();
  }

  @Test
  void spendsNoRequestOnWhatTheCaIsKnownToRefuse() {
    OrderLint lint =
        OrderLint.of(
            CertificateAuthority.builder("Our CA", server.url("/dir"))
                .nameRules(NameRules.BASELINE)
                .limits(OrderLimits.UNKNOWN.withCertificateKeys(Set.of(KeyAlgorithm.RSA_4096)))
                .profile("one", OrderLimits.UNKNOWN.withMaxNames(1))
                .build());
    CertificateIssuer issuer =
        new CertificateIssuer(
            client, server::account, List.of(solver), event -> {}, server.clock(), lint);
    CertificateRequest internal = CertificateRequest.of(List.of(Identifier.dns("db.internal")));
    assertThatThrownBy(() -> issuer.issue(internal))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("EC_P256")
        .hasMessageContaining("db.internal");
    assertThatThrownBy(() -> issuer.issue(TWO_NAMES.withProfile("one")))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("2 names");
    assertThat(server.count()).isZero();
    assertThat(solver.calls).isEmpty();
  }

  @Test
  void rfc8555Section8_4_spendsNoRequestOnAWildcardWithHttp01Only() {
    CertificateRequest wildcard =
        CertificateRequest.of(
            List.of(Identifier.dns("*.example.com"), Identifier.dns("example.com")));
    assertThatThrownBy(() -> issue(wildcard))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("\"*.example.com\" is a wildcard")
        .hasMessageContaining("DNS-01")
        .hasMessageContaining("dns-account-01 or dns-persist-01");
    assertThat(server.count()).isZero();
    assertThat(solver.calls).isEmpty();
  }

  @Test
  void rfc8738Section7_spendsNoRequestOnAnAddressWithDns01Only() {
    ChallengeSolver<Challenge.Dns01> dns = new DnsOnly();
    CertificateRequest address = CertificateRequest.of(List.of(Identifier.ip("192.0.2.1")));
    CertificateIssuer issuer =
        new CertificateIssuer(
            client, server::account, List.of(dns), IssuanceListener.NONE, server.clock());
    assertThatThrownBy(() -> issuer.issue(address))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("192.0.2.1")
        .hasMessageContaining("HTTP-01 or TLS-ALPN-01");
    assertThat(server.count()).isZero();
  }

  @Test
  void namesWhatTheCaOffersWhenNoSolverFits() {
    CertificateIssuer issuer =
        new CertificateIssuer(
            client, server::account, List.of(new DnsOnly()), IssuanceListener.NONE, server.clock());
    assertThatThrownBy(() -> issuer.issue(TWO_NAMES))
        .isInstanceOfSatisfying(
            NoUsableChallengeException.class,
            e -> assertThat(e.offered()).containsExactly("sky-writing-01", "http-01"))
        .hasMessageContaining("a.example.com")
        .hasMessageContaining("the solvers at hand solve dns-01.");
  }

  @Test
  void needsASolver() {
    assertThatThrownBy(
            () ->
                new CertificateIssuer(
                    client, server::account, List.of(), IssuanceListener.NONE, server.clock()))
        .isInstanceOf(InvalidRequestException.class);
  }

  private static final class DnsOnly implements ChallengeSolver<Challenge.Dns01> {
    @Override
    public Class<Challenge.Dns01> challengeType() {
      return Challenge.Dns01.class;
    }

    @Override
    public void present(PendingChallenge<Challenge.Dns01> challenge) {
      throw new AssertionError("There is no DNS-01 challenge, or another was to be taken");
    }

    @Override
    public void cleanUp(PendingChallenge<Challenge.Dns01> challenge) {}
  }
}
