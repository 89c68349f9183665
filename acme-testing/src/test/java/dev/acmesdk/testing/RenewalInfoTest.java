package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RenewalInfoTest {
  private static final Instant START = Instant.parse("2031-01-01T00:00:00Z");

  private final MutableClock clock = new MutableClock(START);
  private final Http01Responder responder = new Http01Responder();
  private EmbeddedAcmeServer server;
  private RawClient client;

  @BeforeEach
  void start() {
    start(EmbeddedAcmeServer.builder());
  }

  private void start(EmbeddedAcmeServerBuilder builder) {
    if (server != null) {
      server.close();
    }
    server = builder.httpPort(responder.port()).clock(clock).backdating(Duration.ZERO).start();
    client = new RawClient(server).withAccount();
  }

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private X509Certificate certificate() {
    return Issuing.leaf(client, responder, "a.example.com");
  }

  private Reply ask(X509Certificate certificate) {
    return ask(Issuing.id(certificate));
  }

  private Reply ask(String id) {
    return client.get(client.url("renewalInfo") + "/" + id);
  }

  private static String window(Reply reply, String end) {
    return reply.json().path("suggestedWindow").path(end).asString();
  }

  @Test
  void rfc9773Section4_1_answersWithoutASignature() {
    Reply reply = ask(certificate());

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.header("Content-Type")).contains("application/json; charset=utf-8");
    assertThat(reply.header("Replay-Nonce")).isEmpty();
    assertThat(reply.json().has("explanationURL")).isFalse();
    assertThat(client.post(client.url("renewalInfo") + "/a.b", "").refusal())
        .isEqualTo("405 malformed");
  }

  /** Centres: two thirds of a lifetime, or half of one that is shorter than ten days. */
  @ParameterizedTest
  @CsvSource({
    "PT1H, 2031-01-01T00:29:24Z, 2031-01-01T00:30:36Z",
    "PT24H, 2031-01-01T11:45:36Z, 2031-01-01T12:14:24Z",
    "P6D, 2031-01-03T22:33:36Z, 2031-01-04T01:26:24Z",
    "P10D, 2031-01-07T13:36:00Z, 2031-01-07T18:24:00Z",
    "P45D, 2031-01-30T13:12:00Z, 2031-01-31T10:48:00Z",
    "P64D, 2031-02-12T00:38:24Z, 2031-02-13T07:21:36Z",
    "P90D, 2031-03-01T02:24:00Z, 2031-03-02T21:36:00Z",
    "PT1S, 2031-01-01T00:00:00Z, 2031-01-01T00:00:01Z"
  })
  void rfc9773Section4_2_suggestsTheWindowOfLetsEncrypt(
      Duration validity, Instant start, Instant end) {
    start(EmbeddedAcmeServer.builder().certificateValidity(validity));
    Reply reply = ask(certificate());

    assertThat(window(reply, "start")).isEqualTo(start.toString());
    assertThat(window(reply, "end")).isEqualTo(end.toString());
  }

  @Test
  void rfc9773Section4_2_movesTheWindowOfOneCertificate() {
    X509Certificate moved = certificate();
    X509Certificate other = certificate();
    server.setRenewalWindow(
        moved, START.minusSeconds(60), START, URI.create("https://ca.example/why"));
    Reply reply = ask(moved);

    assertThat(window(reply, "start")).isEqualTo("2030-12-31T23:59:00Z");
    assertThat(window(reply, "end")).isEqualTo("2031-01-01T00:00:00Z");
    assertThat(reply.text("explanationURL")).isEqualTo("https://ca.example/why");
    assertThat(window(ask(other), "start")).isEqualTo("2031-03-01T02:24:00Z");
  }

  @Test
  void rfc9773Section4_2_servesNoWindowThatEndsBeforeItBegins() {
    X509Certificate certificate = certificate();

    assertThatThrownBy(() -> server.setRenewalWindow(certificate, START, START, null))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cannot end");
    assertThat(window(ask(certificate), "start")).isEqualTo("2031-03-01T02:24:00Z");
  }

  @Test
  void movesNoWindowOfAnotherCa() {
    try (EmbeddedAcmeServer other = EmbeddedAcmeServer.builder().start()) {
      X509Certificate certificate = certificate();

      assertThatThrownBy(
              () -> other.setRenewalWindow(certificate, START, START.plusSeconds(1), null))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not issued");
      assertThatThrownBy(
              () -> server.setRenewalWindow(server.issuerRoot(), START, START.plusSeconds(1), null))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rfc9773Section4_3_1_saysWhenToAskAgain() {
    assertThat(ask(certificate()).header("Retry-After")).contains("21600");

    start(EmbeddedAcmeServer.builder().renewalInfoRetryAfter(Duration.ofMinutes(90)));
    assertThat(ask(certificate()).header("Retry-After")).contains("5400");
  }

  @Test
  void rfc9773Section4_1_doesNotKnowForeignCertificates() {
    String[] own = Issuing.id(certificate()).split("\\.", -1);

    assertThat(ask("aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE").refusal()).isEqualTo("404 malformed");
    assertThat(ask(own[0] + ".AIdlQyE").refusal()).isEqualTo("404 malformed");
    assertThat(ask("aYhba4dGQEHhs3uEe6CuLN4ByNQ." + own[1]).refusal()).isEqualTo("404 malformed");
    assertThat(ask("").refusal()).isEqualTo("404 malformed");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aYhba4dGQEHhs3uEe6CuLN4ByNQ",
        "aYhba4dGQEHhs3uEe6CuLN4ByNQ.",
        ".AIdlQyE",
        "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE.AIdlQyE",
        "aYhba4dGQEHhs3uEe6CuLN4ByNQ=.AIdlQyE=",
        "aYhba4dGQEHhs3uEe6CuLN4ByN*.AIdlQyE",
        "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE/",
        "aYhba4dGQEHhs3uEe6CuLN4ByNQ.AIdlQyE?fresh"
      })
  void rfc9773Section4_1_refusesMalformedIdentifiers(String id) {
    assertThat(ask(id).refusal()).isEqualTo("400 malformed");
  }

  /** 87654321 would be a negative number, and 00654321 has a zero octet too many. */
  @ParameterizedTest
  @ValueSource(strings = {"h2VDIQ", "AGVDIQ"})
  void rfc9773Section4_1_wantsTheSerialNumberAsDerHasIt(String serial) {
    Reply reply = ask("aYhba4dGQEHhs3uEe6CuLN4ByNQ." + serial);

    assertThat(reply.refusal()).isEqualTo("400 malformed");
    assertThat(reply.text("detail")).contains("zero octet");
  }

  @Test
  void rfc9773Section4_1_findsSerialNumbersWithALeadingZeroOctet() {
    boolean withZero = false;
    boolean without = false;
    while (!withZero || !without) {
      X509Certificate certificate = certificate();
      boolean zero = certificate.getSerialNumber().bitLength() % 8 == 0;
      withZero |= zero;
      without |= !zero;

      assertThat(ask(certificate).status()).isEqualTo(200);
    }
  }

  @Test
  void rfc9773Section3_canBeSwitchedOff() {
    String before = client.url("renewalInfo");
    start(EmbeddedAcmeServer.builder().renewalInfo(false));
    String path = URI.create(before).getPath();

    assertThat(before).isNotEmpty();
    assertThat(client.url("renewalInfo")).isEmpty();
    assertThat(client.get(server.directory().resolve(path + "/a.b").toString()).refusal())
        .isEqualTo("404 malformed");
    assertThat(server.count("renewalInfo")).isZero();
  }

  @Test
  void rfc9773Section4_3_3_failsAsOftenAsItIsTold() {
    X509Certificate certificate = certificate();
    server.faults().failRenewalInfo(2);
    server.faults().garbleRenewalInfo(1);
    server.faults().invertRenewalInfo(1);

    assertThat(ask(certificate).refusal()).isEqualTo("500 serverInternal");
    assertThat(ask(certificate).refusal()).isEqualTo("500 serverInternal");
    Reply garbled = ask(certificate);
    assertThat(garbled.status()).isEqualTo(200);
    assertThatThrownBy(garbled::json).isInstanceOf(RuntimeException.class);
    Reply inverted = ask(certificate);
    assertThat(inverted.status()).isEqualTo(200);
    assertThat(window(inverted, "end")).isLessThan(window(inverted, "start"));
    assertThat(window(ask(certificate), "start")).isEqualTo("2031-03-01T02:24:00Z");
    assertThat(server.count("renewalInfo")).isEqualTo(5);
  }

  @Test
  void faultsOfAnswersThatNobodyAskedForCanBeTakenBack() {
    X509Certificate certificate = certificate();
    server.faults().failRenewalInfo(3);
    server.faults().clear();

    assertThat(ask(certificate).status()).isEqualTo(200);
  }
}
