package dev.acmesdk.dns01.provider;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import dev.acmesdk.dns01.TxtRecord;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** lego's contract of web services, and services that do not keep to it. */
@Timeout(60)
class HttpreqProviderTest {
  private static final String PASSWORD = "pass-word-that-is-secret";
  private static final TxtRecord RECORD =
      new TxtRecord("_acme-challenge.example.com", "value", TxtRecord.DEFAULT_TTL);
  private static final String JSON =
      "{\"fqdn\":\"_acme-challenge.example.com.\",\"value\":\"value\"}";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());
  private HttpreqProvider provider;

  @BeforeEach
  void start() {
    server.start();
    provider = HttpreqProvider.at(URI.create(server.baseUrl() + "/dns/"));
    answer(aResponse().withStatus(200));
  }

  @AfterEach
  void stop() {
    server.stop();
  }

  private void answer(ResponseDefinitionBuilder response) {
    server.stubFor(post(anyUrl()).willReturn(response));
  }

  private void assertRefused(String... words) {
    assertThatIOException()
        .isThrownBy(() -> provider.addTxt(RECORD))
        .withMessageContaining(server.baseUrl() + "/dns/present")
        .withMessageContaining(String.join("", words))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(PASSWORD).hasSizeLessThan(600));
  }

  @Test
  void asksAsLegoDoes() throws IOException, InterruptedException {
    provider.addTxt(RECORD);
    provider.removeTxt(RECORD);
    for (String path : new String[] {"/dns/present", "/dns/cleanup"}) {
      server.verify(
          1,
          postRequestedFor(urlEqualTo(path))
              .withHeader("Content-Type", equalTo("application/json"))
              .withHeader("Authorization", absent())
              .withRequestBody(equalToJson(JSON)));
    }
  }

  @Test
  void rfc7617_sendsCredentialsWithEachRequest() throws IOException, InterruptedException {
    HttpreqProvider known = provider.credentials("user", PASSWORD);
    known.addTxt(RECORD);
    String basic =
        Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    server.verify(
        postRequestedFor(urlEqualTo("/dns/present"))
            .withHeader("Authorization", equalTo("Basic " + basic)));
    assertThat(known.toString()).doesNotContain(PASSWORD).contains("/dns/");
  }

  @Test
  void inRawModeTheServiceMakesTheValueItself() throws IOException, InterruptedException {
    ChallengeSolver<Dns01> solver = provider.raw();
    PendingChallenge<Dns01> challenge =
        new PendingChallenge<>(
            Identifier.dns("example.com"),
            true,
            new Dns01(URI.create("https://ca/1"), Challenge.Status.PENDING, null, "token"),
            URI.create("https://ca/account"),
            "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI");
    solver.present(challenge);
    solver.cleanUp(challenge);
    for (String path : new String[] {"/dns/present", "/dns/cleanup"}) {
      server.verify(
          postRequestedFor(urlEqualTo(path))
              .withRequestBody(
                  equalToJson(
                      "{\"domain\":\"example.com\",\"token\":\"token\",\"keyAuth\":\"token.9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI\"}")));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204})
  void everyStatusOfSuccessIsOne(int status) throws IOException, InterruptedException {
    answer(aResponse().withStatus(status));
    provider.addTxt(RECORD);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 404, 500, 503})
  void aRefusalIsToldWithTheServicesWords(int status) {
    answer(aResponse().withStatus(status).withBody("no such\nzone\u001b[2J"));
    assertRefused("answered with status " + status + ": no such zone [2J");
  }

  @Test
  void aLongRefusalIsCut() {
    answer(aResponse().withStatus(500).withBody("x".repeat(60_000)));
    assertRefused("…");
  }

  @Test
  void whatAServiceSendsBackOfASecretIsNotShown() throws IOException {
    String basic =
        Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
    provider = provider.credentials("user", PASSWORD);
    answer(aResponse().withStatus(403).withBody("Basic " + basic + " or " + PASSWORD));
    assertRefused("status 403: Basic … or …");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void aRedirectIsNotFollowedForWhatIsSentIsSecret(int status) {
    answer(aResponse().withStatus(status).withHeader("Location", server.baseUrl() + "/elsewhere"));
    assertRefused("status " + status);
    server.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
  }

  @Test
  void anAnswerWithoutEndIsNotReadToItsEnd() {
    answer(aResponse().withStatus(200).withBody("x".repeat(1_000_000)));
    assertRefused("longer than 64 KiB");
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void aBrokenConnectionIsAnError(Fault fault) {
    answer(aResponse().withFault(fault));
    assertRefused();
  }

  @Test
  void aServiceThatTakesTooLongIsGivenUp() {
    provider = provider.timeLimit(Duration.ofMillis(300));
    answer(aResponse().withStatus(200).withFixedDelay(20_000));
    assertRefused("did not answer within 300 ms");
  }

  @Test
  void aServiceThatDribblesIsGivenUp() {
    provider = provider.timeLimit(Duration.ofMillis(300));
    answer(aResponse().withStatus(200).withBody("abcdef").withChunkedDribbleDelay(6, 20_000));
    assertRefused("did not answer within 300 ms");
  }

  @Test
  void anInterruptionEndsAddingButNotRemoving() throws IOException {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> provider.addTxt(RECORD));
    Thread.currentThread().interrupt();
    provider.removeTxt(RECORD);
    assertThat(Thread.interrupted()).isTrue();
    server.verify(1, postRequestedFor(urlEqualTo("/dns/cleanup")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://a.example",
        "/path",
        "https:///path",
        "https://user:pass-word@a.example",
        "https://a.example/?key=1",
        "https://a.example/#x"
      })
  void refusesAnAddressThatCanBeNone(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HttpreqProvider.at(URI.create(address)))
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("pass-word"));
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> provider.credentials("", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> provider.credentials("a:b", "a"));
    assertThatIllegalArgumentException().isThrownBy(() -> provider.timeLimit(Duration.ZERO));
  }
}
