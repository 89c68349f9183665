package dev.acmesdk.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts are those of Boulder, the software of Let's Encrypt, and of its test server. */
class RemediesTest {

  @ParameterizedTest
  @EnumSource(ProblemType.class)
  void thereIsAdviceForEveryKind(ProblemType kind) {
    assertThat(Remedies.forRejection(Problem.of(kind, "x"))).isNotBlank().endsWith(".");
    assertThat(Remedies.forValidation(Problem.of(kind, "x"))).isNotBlank().endsWith(".");
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1: Fetching http://x/.well-known/acme-challenge/y: Connection refused,Nothing listens",
    "Timeout during connect (likely firewall problem),Something drops",
    "Timeout during read (your server may be slow or overloaded),Something drops",
    "dial tcp 192.0.2.1:80: connect: connection timed out,Something drops",
    "TIMEOUT,Something drops",
    "Connection reset by peer,Check that the A and AAAA records",
    "Network unreachable,Check that the A and AAAA records"
  })
  void connectionTroubleIsToldApart(String detail, String advice) {
    assertThat(Remedies.forValidation(Problem.of(ProblemType.CONNECTION, detail)))
        .startsWith(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "DNS,DNS problem: NXDOMAIN looking up A for x,name servers answer",
    "CAA,CAA record for x prevents issuance,CAA records",
    "TLS,bad handshake,port 443",
    "UNAUTHORIZED,Invalid response from http://x: 404,Something else answers",
    "INCORRECT_RESPONSE,wrong,Something else answers",
    "MALFORMED,Unable to contact x,CA's own words"
  })
  void validationAdviceFitsTheKind(ProblemType kind, String detail, String advice) {
    assertThat(Remedies.forValidation(Problem.of(kind, detail))).contains(advice);
  }

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED,No TXT record found at _acme-challenge.x",
    "UNAUTHORIZED,'Incorrect TXT record \"a\" (and 1 more) found at _acme-challenge.x'",
    "INCORRECT_RESPONSE,TXT record does not match",
    "UNAUTHORIZED,Correct value not found for DNS challenge",
    "DNS,DNS problem: NXDOMAIN looking up TXT for _acme-challenge.x"
  })
  void adviceOnRecordsDoesNotSpeakOfServers(ProblemType kind, String detail) {
    assertThat(Remedies.forValidation(Problem.of(kind, detail)))
        .contains("TXT record", "name servers")
        .doesNotContain("A and AAAA", "proxy", "points to this machine");
  }

  @Test
  void theSameKindMeansAnotherThingOutsideOfValidation() {
    Problem problem = Problem.of(ProblemType.UNAUTHORIZED, "Account is not valid");
    assertThat(Remedies.forRejection(problem)).contains("account");
  }

  @Test
  void rfc8555Section7_3_3_sendsTheUserToTheInstanceUrl() {
    URI page = URI.create("https://ca.example/agree");
    Problem problem =
        new Problem(
            ProblemType.USER_ACTION_REQUIRED.urn(),
            null,
            "New terms",
            403,
            page,
            null,
            List.of(),
            List.of());
    assertThat(Remedies.forRejection(problem))
        .isEqualTo("Visit https://ca.example/agree and do what it says, then try again.");
    assertThat(Remedies.forRejection(Problem.of(ProblemType.USER_ACTION_REQUIRED, "x")))
        .startsWith("Log in at the CA");
  }
}
