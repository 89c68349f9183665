package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.NOW;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.ServerUnreachableException;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.RenewalInfo;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class RenewalInformationTest {
  private static final CertificateId ID = new CertificateId("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE");
  private static final String PATH = "/renewal-info/" + ID.value();
  private static final Instant SIX_HOURS_LATER = NOW.plus(Duration.ofHours(6));
  private static final String WINDOW =
      "\"suggestedWindow\": {\"start\": \"2026-12-02T04:00:00Z\", \"end\": \"2026-12-03T04:00:00+01:00\"}";

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.builder().retries(RetryPolicy.DEFAULT).build();

  @BeforeEach
  void offerRenewalInformation() {
    offerAt("/renewal-info");
  }

  private void offerAt(String path) {
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace(
                    "\"meta\"", "\"renewalInfo\": \"%s\", \"meta\"".formatted(server.url(path)))));
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private RenewalAnswer ask() {
    return client.certificates().renewalInfo(ID).orElseThrow();
  }

  private RenewalInfo suggested(String members, String retryAfter) {
    ResponseDefinitionBuilder answer = json(200, "{" + members + "}");
    server.onGet(
        PATH, retryAfter.isEmpty() ? answer : answer.withHeader("Retry-After", retryAfter));
    RenewalAnswer result = ask();
    assertThat(result).isInstanceOf(RenewalAnswer.Suggested.class);
    assertThat(result.askAgainAt())
        .isEqualTo(((RenewalAnswer.Suggested) result).info().askAgainAt());
    return ((RenewalAnswer.Suggested) result).info();
  }

  private AcmeException unavailable() {
    RenewalAnswer answer = ask();
    assertThat(answer).isInstanceOf(RenewalAnswer.Unavailable.class);
    return ((RenewalAnswer.Unavailable) answer).cause();
  }

  @Test
  void rfc9773Section4_1_theCertificateIsASegmentOfThePathAndNothingIsSigned() {
    RenewalInfo info =
        suggested(WINDOW + ", \"explanationURL\": \"https://ca.example/why\"", "3600");
    assertThat(info)
        .isEqualTo(
            new RenewalInfo(
                ID,
                Instant.parse("2026-12-02T04:00:00Z"),
                Instant.parse("2026-12-03T03:00:00Z"),
                URI.create("https://ca.example/why"),
                NOW,
                NOW.plusSeconds(3600)));
    assertThat(server.log()).containsExactly("GET /dir", "GET " + PATH);
  }

  @Test
  void rfc9773Section4_1_aSlashAtTheEndIsNotDoubled() {
    offerAt("/renewal-info/");
    suggested(WINDOW, "3600");
  }

  @ParameterizedTest
  @CsvSource({"0,PT1M", "59,PT1M", "61,PT61S", "86400,P1D", "86401,P1D", "9999999,P1D"})
  void rfc9773Section4_3_2_theNextTimeIsWithinAMinuteAndADay(String retryAfter, Duration wait) {
    assertThat(suggested(WINDOW, retryAfter).askAgainAt()).isEqualTo(NOW.plus(wait));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-5"})
  void rfc9773Section4_3_3_withoutUsableRetryAfterItIsSixHours(String retryAfter) {
    assertThat(suggested(WINDOW, retryAfter).askAgainAt()).isEqualTo(SIX_HOURS_LATER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "file:///etc/passwd",
        "data:text/html,x",
        "https://user:secret@ca.example/why",
        "https:///nowhere",
        "mailto:ca@ca.example",
        "not a URL"
      })
  void rfc9773Section4_2_anExplanationThatIsNoPageIsNotShown(String url) {
    assertThat(
            suggested(WINDOW + ", \"explanationURL\": \"%s\"".formatted(url), "60").explanation())
        .isEmpty();
  }

  @Test
  void rfc9773Section4_2_anExplanationIsShownInAscii() {
    assertThat(
            suggested(WINDOW + ", \"explanationURL\": \"http://ca.example/\\u202ewhy\"", "60")
                .explanation())
        .contains(URI.create("http://ca.example/%E2%80%AEwhy"));
    String longUrl = "https://ca.example/" + "x".repeat(2_000);
    assertThat(
            suggested(WINDOW + ", \"explanationURL\": \"%s\"".formatted(longUrl), "60")
                .explanation())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"suggestedWindow\": {\"start\": \"2026-12-02T04:00:00Z\", \"end\": \"2026-12-02T04:00:00Z\"}",
        "\"suggestedWindow\": {\"start\": \"2026-12-02T04:00:00Z\", \"end\": \"2026-12-01T04:00:00Z\"}",
        "\"suggestedWindow\": {\"start\": \"2026-12-02T04:00:00Z\"}",
        "\"suggestedWindow\": {\"start\": 5, \"end\": \"tomorrow\"}",
        "\"suggestedWindow\": []",
        "\"explanationURL\": \"https://ca.example/why\""
      })
  void rfc9773Section4_2_anInvalidWindowIsNoAnswer(String members) {
    server.onGet(PATH, json(200, "{" + members + "}").withHeader("Retry-After", "60"));
    assertThat(unavailable()).isInstanceOf(ProtocolViolationException.class);
    assertThat(ask().askAgainAt()).isEqualTo(SIX_HOURS_LATER);
  }

  @Test
  void rfc9773Section4_3_3_longTermErrorsAreNotTriedAgainForSixHours() {
    for (ResponseDefinitionBuilder answer :
        new ResponseDefinitionBuilder[] {
          json(200, "not json"),
          problem(404, "malformed", "no such certificate"),
          problem(429, "rateLimited", "enough").withHeader("Retry-After", "1"),
          aResponse().withStatus(400).withBody("<html>")
        }) {
      server.onGet(PATH, answer);
      int before = server.count();
      assertThat(ask().askAgainAt()).isEqualTo(SIX_HOURS_LATER);
      assertThat(unavailable().getMessage()).isNotBlank();
      assertThat(server.log().stream().skip(before).filter(("GET " + PATH)::equals)).hasSize(2);
    }
    assertThat(server.clock().waits()).isEmpty();
  }

  @Test
  void rfc9773Section4_3_3_aBrokenConnectionIsALongTermError() {
    server.onGet(PATH, aResponse().withFault(Fault.EMPTY_RESPONSE));
    assertThat(unavailable()).isInstanceOf(ServerUnreachableException.class);
    assertThat(server.clock().waits()).isEmpty();
  }

  @Test
  void rfc9773Section4_3_3_aTimeoutIsATemporaryError() {
    OkHttpClient impatient = new OkHttpClient.Builder().callTimeout(Duration.ofSeconds(1)).build();
    try (AcmeClient hasty =
        server.builder().httpClient(impatient).retries(RetryPolicy.DEFAULT).build()) {
      hasty.directory();
      int before = server.clock().waits().size();
      server.onGet(PATH, aResponse().withFixedDelay(3_000));
      assertThat(hasty.certificates().renewalInfo(ID))
          .containsInstanceOf(RenewalAnswer.Unavailable.class);
      assertThat(server.clock().waits()).hasSize(before + 3);
    }
  }

  @Test
  void rfc9773Section4_3_3_temporaryErrorsAreTriedAgainAFewTimes() {
    server.onGet(PATH, aResponse().withStatus(503));
    AcmeException cause = unavailable();
    assertThat(cause.isRetryable()).isTrue();
    assertThat(server.log()).filteredOn(("GET " + PATH)::equals).hasSize(4);
    assertThat(server.clock().waits()).hasSize(3).isSorted();
    server.onGet(PATH, problem(500, "serverInternal", "oh"));
    assertThat(ask().askAgainAt()).isEqualTo(server.clock().instant().plus(Duration.ofHours(6)));
  }

  @Test
  void rfc9773Section4_3_3_aServerThatIsNotThereIsALongTermError() {
    server.onGet(
        "/dir",
        json(
            200,
            server
                .directory("{}")
                .replace("\"meta\"", "\"renewalInfo\": \"https://localhost:1/ri\", \"meta\"")));
    assertThat(unavailable()).isInstanceOf(ServerUnreachableException.class);
    assertThat(server.clock().waits()).isEmpty();
  }

  @Test
  void anInterruptionIsNoAnswer() {
    client.directory();
    Thread.currentThread().interrupt();
    assertThatThrownBy(this::ask).isInstanceOf(CancelledException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void rfc9773Section3_aServerWithoutRenewalInformationIsNotAsked() {
    server.onGet("/dir", json(200, server.directory("{}")));
    assertThat(client.certificates().renewalInfo(ID)).isEmpty();
    assertThat(server.log()).containsExactly("GET /dir");
  }

  @Test
  void rfc9773Section4_3_anExpiredCertificateIsNeverAskedFor() {
    X509Certificate certificate =
        TestCa.root()
            .leaf("example.com")
            .valid(NOW.minusSeconds(3600), Duration.ofHours(2))
            .issue()
            .leaf();
    String path = "/renewal-info/" + CertificateId.of(certificate).orElseThrow();
    server.onGet(path, json(200, "{" + WINDOW + "}"));
    assertThat(client.certificates().renewalInfo(certificate))
        .containsInstanceOf(RenewalAnswer.Suggested.class);
    int before = server.count();
    server.clock().advance(Duration.ofHours(2));
    assertThat(client.certificates().renewalInfo(certificate)).isEmpty();
    assertThat(server.count()).isEqualTo(before);
  }

  @Test
  void rfc9773Section2_aCertificateWithoutIdentifierIsNotAskedFor() {
    assertThat(client.certificates().renewalInfo(TestCa.root().rootCertificate())).isEmpty();
    assertThat(server.count()).isZero();
  }
}
