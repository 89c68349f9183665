package dev.acmesdk.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.spring.AcmeProperties.Http01;
import dev.acmesdk.spring.AcmeProperties.Mode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

class ChallengeWebFilterTest {
  private static final String TOKEN = "evaGxfADs6pSRb2LAv9IZf17Dt3juxGJ-PCt92wr-oA";
  private static final String THUMBPRINT = "9jg46WB3rR_AHD-EBXdN7cBkH1WOu0tA3M9fm21mqTI";
  private static final String PATH = "http://example.com/.well-known/acme-challenge/";

  private final Http01Responder responder = new Http01Responder();
  private final List<ServerWebExchange> passedOn = new ArrayList<>();

  private MockServerHttpResponse answer(HttpMethod method, String url, boolean redirects) {
    Http01 settings = new Http01(Mode.APPLICATION, 80, redirects, 8443);
    ChallengeWebFilter filter =
        new ChallengeWebFilter(responder, new HttpsRedirect(settings, new MockEnvironment()));
    MockServerWebExchange exchange =
        MockServerWebExchange.from(MockServerHttpRequest.method(method, URI.create(url)));
    filter
        .filter(
            exchange,
            passed -> {
              passedOn.add(passed);
              return Mono.empty();
            })
        .block();
    return exchange.getResponse();
  }

  private void present() {
    responder.present(
        new PendingChallenge<>(
            Identifier.dns("example.com"),
            false,
            new Challenge.Http01(
                URI.create("https://ca.example/1"), Challenge.Status.PENDING, null, TOKEN),
            URI.create("https://ca.example/account/1"),
            THUMBPRINT));
  }

  @Test
  void rfc8555Section8_3_answersTheCaBeforeAllOthers() {
    present();

    MockServerHttpResponse answer = answer(HttpMethod.GET, PATH + TOKEN, true);

    assertThat(answer.getBodyAsString().block()).isEqualTo(TOKEN + "." + THUMBPRINT);
    assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_OCTET_STREAM);
    assertThat(passedOn).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"GET, unknown", "POST, " + TOKEN, "GET, " + TOKEN + "?a=b", "GET, " + TOKEN + "/"})
  void answersNothingElseThere(String method, String end) {
    present();

    assertThat(answer(HttpMethod.valueOf(method), PATH + end, true).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
    assertThat(passedOn).isEmpty();
  }

  @Test
  void sendsPlainRequestsToHttpsIfItIsTold() {
    MockServerHttpResponse answer = answer(HttpMethod.GET, "http://example.com/a%20b?c=d", true);

    assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.PERMANENT_REDIRECT);
    assertThat(answer.getHeaders().getLocation())
        .isEqualTo(URI.create("https://example.com:8443/a%20b?c=d"));
    assertThat(passedOn).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"http://example.com/, false", "https://example.com/, true"})
  void leavesAllElseToTheApplication(String url, boolean redirects) {
    answer(HttpMethod.GET, url, redirects);

    assertThat(passedOn).hasSize(1);
  }
}
