package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.KEY_AUTHORIZATION;
import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.ip;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.acmesdk.protocol.Challenge.Http01;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ResponderHandlerTest {
  private final Http01Responder responder = new Http01Responder();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(ip("127.0.0.1"), 0), 0);
    server.createContext(Http01.PATH_PREFIX, responder.asHttpHandler());
    server.start();
    responder.present(pending());
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String ask(String method, String target) throws IOException {
    String request = method + " " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    return RawClient.exchange(server.getAddress().getPort(), request);
  }

  @Test
  void answersTheKeyAuthorizationAsOctetStream() throws IOException {
    assertThat(ask("GET", PATH))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Type: application/octet-stream\r\n")
        .containsIgnoringCase("\r\nContent-Length: 87\r\n")
        .endsWith("\r\n\r\n" + KEY_AUTHORIZATION);
  }

  @Test
  void answersHeadWithoutBody() throws IOException {
    assertThat(ask("HEAD", PATH))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .containsIgnoringCase("\r\nContent-Length: 87\r\n")
        .endsWith("\r\n\r\n");
  }

  @Test
  void answersTheAbsoluteForm() throws IOException {
    assertThat(ask("GET", "http://example.com" + PATH)).endsWith("\r\n\r\n" + KEY_AUTHORIZATION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        PATH + "/",
        PATH + "?",
        PATH + "?a=b",
        "/.well-known/acme-challenge/",
        "/.well-known/acme-challenge/unknown",
        "/.well-known/acme-challenge/%4CoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0"
      })
  void knowsNoOtherTarget(String target) throws IOException {
    assertThat(ask("GET", target))
        .startsWith("HTTP/1.1 404 Not Found\r\n")
        .doesNotContain("acme-challenge");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void knowsNoOtherMethod(String method) throws IOException {
    assertThat(ask(method, PATH)).startsWith("HTTP/1.1 404 Not Found\r\n");
  }
}
