package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.KEY_AUTHORIZATION;
import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.ip;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.Preflight.Reservation;
import java.io.IOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SuppressWarnings("try") // What is reserved is held for the block, not used in it.
class Http01ServerTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-03T04:05:06Z"), ZoneOffset.UTC);
  private static final String OK_HEAD =
      """
      HTTP/1.1 200 OK\r
      Date: Wed, 03 Jun 2026 04:05:06 GMT\r
      Content-Type: application/octet-stream\r
      Content-Length: 87\r
      Connection: close\r
      \r
      """;
  private static final String NOT_FOUND =
      """
      HTTP/1.1 404 Not Found\r
      Date: Wed, 03 Jun 2026 04:05:06 GMT\r
      Content-Length: 0\r
      Connection: close\r
      \r
      """;

  private final Http01Server server =
      Http01Server.builder().port(0).limits(Limits.DEFAULT.withClock(CLOCK)).build();
  private Reservation reservation;

  @BeforeEach
  void open() throws IOException {
    reservation = server.reserve(List.of(Identifier.dns("example.com")));
    server.present(pending());
  }

  @AfterEach
  void close() {
    server.cleanUp(pending());
    reservation.close();
  }

  @Test
  void rfc8555Section8_3_answersTheKeyAuthorizationAsOctetStream() throws IOException {
    assertThat(RawClient.get(server.port(), PATH)).isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
  }

  @Test
  void answersHeadWithTheSameFieldsAndNoBody() throws IOException {
    assertThat(RawClient.exchange(server.port(), "HEAD " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n"))
        .isEqualTo(OK_HEAD);
  }

  @Test
  void answersHttp10WithoutHost() throws IOException {
    assertThat(RawClient.exchange(server.port(), "GET " + PATH + " HTTP/1.0\r\n\r\n"))
        .isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"other.example", "[2001:db8::1]:8080", "*", ""})
  void answersWhateverTheHost(String host) throws IOException {
    String request = "GET " + PATH + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
    assertThat(RawClient.exchange(server.port(), request)).startsWith(OK_HEAD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.com", "http://example.com:80", "HTTP://EXAMPLE.COM", "https://x"})
  void rfc9112Section3_2_2_acceptsTheAbsoluteForm(String origin) throws IOException {
    assertThat(RawClient.get(server.port(), origin + PATH)).isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
  }

  @Test
  void rfc9112Section2_2_skipsEmptyLinesAndTakesBareLineFeeds() throws IOException {
    assertThat(RawClient.exchange(server.port(), "\r\n\nGET " + PATH + " HTTP/1.1\nHost: x\n\n"))
        .isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
  }

  @Test
  void answersARequestThatComesInPieces() throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GE").send("T " + PATH).send(" HTTP/1.1\r").send("\nHost: x\r\n\r").send("\n");
      assertThat(client.readAll()).isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
    }
  }

  @Test
  void answersAClientThatHasAlreadyEndedItsSide() throws IOException {
    try (RawClient client = RawClient.connect(server.port())) {
      client.send("GET " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n").endOfRequests();
      assertThat(client.readAll()).isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PATH + "/",
        PATH + "?",
        PATH + "?a=b",
        PATH + "#a",
        PATH + "X",
        "/" + PATH,
        "/.well-known/acme-challenge/",
        "/.well-known/acme-challenge/unknown",
        "/.well-known/acme-challenge/%4CoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0",
        "/.well-known/./acme-challenge/" + Challenges.TOKEN,
        "/.well-known/acme-challenge/../acme-challenge/" + Challenges.TOKEN,
        "/.WELL-KNOWN/acme-challenge/" + Challenges.TOKEN,
        "/.well-known%2Facme-challenge%2F" + Challenges.TOKEN,
        "/",
        "*",
        "http://example.com",
        "http://example.com?" + PATH,
        "ftp://example.com" + PATH
      })
  void knowsNoOtherTarget(String target) throws IOException {
    assertThat(RawClient.get(server.port(), target)).isEqualTo(NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "get", "GETS"})
  void knowsNoOtherMethod(String method) throws IOException {
    String request = method + " " + PATH + " HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody";
    assertThat(RawClient.exchange(server.port(), request)).isEqualTo(NOT_FOUND);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>evil</script>",
        "GET",
        "GET " + PATH,
        "GET  " + PATH + " HTTP/1.1",
        "GET " + PATH + " HTTP/1.1 ",
        " GET " + PATH + " HTTP/1.1",
        "GET /a b HTTP/1.1",
        "PRI * HTTP/2.0",
        "GET " + PATH + " http/1.1",
        "\u0016\u0003\u0001\u0002\u0000\u0001"
      })
  void refusesWhatIsNoRequestLineWithoutEcho(String line) throws IOException {
    assertThat(RawClient.exchange(server.port(), line + "\r\nHost: x\r\n\r\n"))
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .endsWith("\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  @Test
  void answersOnlyTheFirstOfPipelinedRequestsAndTheAnswerSurvives() throws IOException {
    String request = "GET " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n";
    assertThat(RawClient.exchange(server.port(), request.repeat(1_000)))
        .isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
  }

  @Test
  void knowsTheResponseOnlyUntilCleanUp() throws IOException {
    server.present(pending("second"));
    server.cleanUp(pending());
    assertThat(RawClient.get(server.port(), PATH)).isEqualTo(NOT_FOUND);
    assertThat(RawClient.get(server.port(), "/.well-known/acme-challenge/second"))
        .endsWith("\r\n\r\nsecond." + Challenges.THUMBPRINT);
    server.cleanUp(pending("second"));
  }

  @Test
  void listensOnIpv4AndIpv6() throws IOException {
    InetAddress ipv6 = ip("::1");
    assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "This host has no IPv6");
    for (InetAddress address : List.of(ip("127.0.0.1"), ipv6)) {
      try (RawClient client = RawClient.connect(address, server.port())) {
        client.send("GET " + PATH + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(client.readAll()).isEqualTo(OK_HEAD + KEY_AUTHORIZATION);
      }
    }
  }

  @Test
  void listensOnOneAddressIfToldSo() throws IOException {
    InetAddress ipv6 = ip("::1");
    assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "This host has no IPv6");
    Http01Server onIpv6 = Http01Server.builder().port(0).address(ipv6).build();
    try (Reservation ignored = onIpv6.reserve(List.of())) {
      assertThat(ipv6).isInstanceOf(Inet6Address.class);
      RawClient.connect(ipv6, onIpv6.port()).close();
      assertThatThrownBy(() -> RawClient.connect(onIpv6.port()))
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void anOrdinaryClientUnderstandsIt() throws IOException {
    URI url = URI.create("http://127.0.0.1:" + server.port() + PATH);
    HttpURLConnection client = (HttpURLConnection) url.toURL().openConnection();
    assertThat(client.getResponseCode()).isEqualTo(200);
    assertThat(client.getInputStream()).hasContent(KEY_AUTHORIZATION);
    assertThat(client.getHeaderField("Server")).isNull();
  }
}
