package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.acmesdk.client.FakeAcme.json;
import static dev.acmesdk.client.FakeAcme.problem;
import static dev.acmesdk.client.FakeAcme.protectedHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.CertificateSigningRequest;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.Problem;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What holds for every request and answer, whatever it is for (RFC 8555 section 6). */
@Timeout(60)
class OnTheWireTest {
  /** What Boulder reads of a request's body. */
  private static final int BOULDERS_LIMIT = 50_000;

  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  /** Directory, nonce and a signed request. */
  private Order read(AcmeClient reader) {
    server.onPost("/order/1", json(200, server.order("ready")));
    return reader.orders().read(server.account(), server.url("/order/1"));
  }

  private RejectedException refused(ResponseDefinitionBuilder answer) {
    server.onPost("/order/1", answer);
    return refused();
  }

  private RejectedException refused() {
    return catchThrowableOfType(
        RejectedException.class,
        () -> client.orders().read(server.account(), server.url("/order/1")));
  }

  private static ResponseDefinitionBuilder problemDocument(String body) {
    return aResponse()
        .withStatus(400)
        .withHeader("Content-Type", "application/problem+json")
        .withBody(body);
  }

  @Test
  void rfc8555Section6_1_everyRequestNamesTheClientAndItsLanguage() {
    try (AcmeClient swiss =
        server.builder().application("my-server/2").locale(new Locale("de", "CH")).build()) {
      swiss.directory();
      read(swiss);
    }
    assertThat(server.log()).containsExactly("GET /dir", "HEAD /nonce", "POST /order/1");
    for (LoggedRequest request : server.requests()) {
      assertThat(request.getHeader("User-Agent"))
          .matches("my-server/2 acme-sdk/[0-9].* okhttp/[0-9.]+ Java/[0-9]+");
      assertThat(request.getHeader("Accept-Language")).isEqualTo("de-CH");
    }
  }

  @Test
  void rfc8555Section6_5_1_sendsNoNonceInAHeader() {
    client.directory();
    read(client);
    assertThat(server.requests())
        .hasSize(3)
        .noneMatch(request -> request.containsHeader("Replay-Nonce"));
  }

  @Test
  void rfc8555Section6_3_fetchesDirectoryAndNoncesWithoutSignature() {
    client.directory();
    read(client);
    assertThat(server.log()).startsWith("GET /dir", "HEAD /nonce");
    assertThat(server.requests().subList(0, 2))
        .allMatch(request -> request.getBody().length == 0)
        .noneMatch(request -> request.containsHeader("Authorization"));
  }

  @ParameterizedTest
  @EnumSource(
      value = Protocol.class,
      names = {"HTTP_1_1", "HTTP_2"})
  void speaksBothVersionsOfHttp(Protocol version) {
    List<Protocol> offered =
        version == Protocol.HTTP_2 ? List.of(version, Protocol.HTTP_1_1) : List.of(version);
    Set<Protocol> spoken = ConcurrentHashMap.newKeySet();
    OkHttpClient http =
        new OkHttpClient.Builder()
            .protocols(offered)
            .addNetworkInterceptor(
                chain -> {
                  Response response = chain.proceed(chain.request());
                  spoken.add(response.protocol());
                  return response;
                })
            .build();
    try (AcmeClient speaker = server.builder().httpClient(http).build()) {
      assertThat(read(speaker).status()).isEqualTo(Order.Status.READY);
    }
    assertThat(spoken).containsExactly(version);
  }

  @Test
  void sendsAtOnceWhatIsWritten() {
    Set<Boolean> prompt = ConcurrentHashMap.newKeySet();
    try (AcmeClient client =
        server
            .builder()
            .adjustHttpClient(
                http ->
                    http.addNetworkInterceptor(
                        chain -> {
                          prompt.add(chain.connection().socket().getTcpNoDelay());
                          return chain.proceed(chain.request());
                        }))
            .build()) {
      read(client);
    }
    assertThat(prompt).containsExactly(true);
  }

  @Test
  void adjustsAnHttpClientThatWasGiven() {
    List<String> seen = new CopyOnWriteArrayList<>();
    OkHttpClient given = new OkHttpClient.Builder().addInterceptor(noting(seen, "given")).build();
    try (AcmeClient client =
        server
            .builder()
            .httpClient(given)
            .adjustHttpClient(http -> http.addInterceptor(noting(seen, "added")))
            .build()) {
      client.directory();
    }
    assertThat(seen).containsExactly("given", "added");
  }

  private static Interceptor noting(List<String> seen, String name) {
    return chain -> {
      seen.add(name);
      return chain.proceed(chain.request());
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/problem+json",
        "application/problem+json; charset=utf-8",
        "Application/Problem+JSON;charset=\"UTF-8\"; q=1"
      })
  void matchesMediaTypesWithoutTheirParameters(String type) {
    ResponseDefinitionBuilder answer = problem(403, "unauthorized", "no");
    assertThat(refused(answer.withHeader("Content-Type", type)).kind())
        .isEqualTo(ProblemType.UNAUTHORIZED);
  }

  @Test
  void rfc8555Section6_2_aRequestHasThreeMembersAndOneHeader() {
    read(client);
    server.onPost("/account", json(201, "{}").withHeader("Location", "/account/7"));
    client.accounts().create(AccountKey.generate(), new NewAccount(List.of(), true));
    LoggedRequest byAccount = server.posts("/order/1").get(0);
    LoggedRequest byKey = server.posts("/account").get(0);
    for (LoggedRequest request : List.of(byAccount, byKey)) {
      assertThat(JsonMapper.shared().readTree(request.getBodyAsString()).propertyNames())
          .containsExactlyInAnyOrder("protected", "payload", "signature");
    }
    assertThat(protectedHeader(byAccount).propertyNames())
        .containsExactlyInAnyOrder("alg", "nonce", "url", "kid");
    assertThat(protectedHeader(byKey).propertyNames())
        .containsExactlyInAnyOrder("alg", "nonce", "url", "jwk");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/order/1?a=%2f%2F&b=~%7e",
        "/Order//1/;x=1",
        "/order/%C3%bc/%41",
        "/order/1?q=a+b%20c:@!$&()*,"
      })
  void rfc8555Section6_4_signsTheUrlByteForByteAsTheServerNamesIt(String path) {
    String url = server.url("") + path;
    server.onPost("/order", json(201, server.order("pending")).withHeader("Location", url));
    server.onPost(path, json(200, server.order("ready")));
    Order placed =
        client
            .orders()
            .place(server.account(), NewOrder.of(List.of(Identifier.dns("example.com"))));
    client.orders().read(server.account(), placed.url());
    LoggedRequest sent = server.posts(path).get(0);
    assertThat(protectedHeader(sent).get("url").stringValue()).isEqualTo(url);
    assertThat(sent.getUrl()).isEqualTo(path);
  }

  @Test
  void rfc8555Section6_2_showsWhichAlgorithmsTheServerTakes() {
    RejectedException refused =
        refused(
            problemDocument(
                """
                {"type": "urn:ietf:params:acme:error:badSignatureAlgorithm",
                 "algorithms": ["RS256", "ES384"]}
                """));
    assertThat(refused.problem().orElseThrow().algorithms()).containsExactly("RS256", "ES384");
    assertThat(refused.remedy()).contains("RS256", "ES384");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204})
  void rfc8555Section7_2_takesTheFirstNonceWithEitherStatus(int status) {
    server.onAnything(
        "/nonce", aResponse().withStatus(status).withHeader("Replay-Nonce", "the-first"));
    read(client);
    assertThat(server.log()).contains("HEAD /nonce");
    assertThat(protectedHeader(server.posts("/order/1").get(0)).get("nonce").stringValue())
        .isEqualTo("the-first");
  }

  @Test
  void rfc8555Section6_5_usesTheNonceOfAnError() {
    server.onAnything(
        "/order/1", problem(403, "unauthorized", "no").withHeader("Replay-Nonce", "of-the-error"));
    refused();
    refused();
    assertThat(server.log()).filteredOn("HEAD /nonce"::equals).hasSize(1);
    assertThat(protectedHeader(server.posts("/order/1").get(1)).get("nonce").stringValue())
        .isEqualTo("of-the-error");
  }

  @Test
  void rfc8555Section6_7_readsEveryMemberOfAProblem() {
    RejectedException refused =
        refused(
            problemDocument(
                """
                {"type": "urn:ietf:params:acme:error:caa", "title": "CAA", "detail": "Forbidden",
                 "status": 400, "instance": "/problems/7", "algorithms": ["ES256"],
                 "identifier": {"type": "dns", "value": "a.example"},
                 "subproblems": [{"type": "urn:ietf:params:acme:error:dns", "detail": "No answer",
                                  "identifier": {"type": "dns", "value": "b.example"}}]}
                """));
    Problem subproblem =
        new Problem(
            "urn:ietf:params:acme:error:dns",
            null,
            "No answer",
            0,
            null,
            Identifier.dns("b.example"),
            List.of(),
            List.of());
    assertThat(refused.problem())
        .contains(
            new Problem(
                "urn:ietf:params:acme:error:caa",
                "CAA",
                "Forbidden",
                400,
                server.url("/problems/7"),
                Identifier.dns("a.example"),
                List.of(subproblem),
                List.of("ES256")));
  }

  @Test
  void rfc8555Section6_7_takesAProblemWithoutType() {
    Problem problem =
        refused(problemDocument("{\"detail\": \"It rains\"}")).problem().orElseThrow();
    assertThat(problem.type()).isEqualTo("about:blank");
    assertThat(problem.kind()).isEqualTo(ProblemType.OTHER);
  }

  @Test
  void rfc8555Section6_7_showsTheDetailOfEveryProblem() {
    for (ProblemType kind : ProblemType.values()) {
      String type = kind.urn().substring(kind.urn().lastIndexOf(':') + 1);
      server.onPost("/order/1", problem(400, type, "The CA's very own words"));
      assertThatThrownBy(() -> client.orders().read(server.account(), server.url("/order/1")))
          .as(type)
          .hasMessageContaining("The CA's very own words");
    }
  }

  @Test
  void staysBelowTheLimitWithAHundredLongNamesAndTheLargestKeys() {
    AccountCredentials account =
        new AccountCredentials(
            server.url("/account/1"), AccountKey.generate(KeyAlgorithm.RSA_4096));
    String longest = "." + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(63);
    List<String> names =
        IntStream.range(100, 200).mapToObj(i -> i + "a".repeat(58) + longest).toList();
    assertThat(names).hasSize(100).allMatch(name -> name.length() == 253);
    CertificateSigningRequest csr =
        CertificateSigningRequest.create(KeyAlgorithm.RSA_4096.generate(), names, List.of());
    server.onPost("/order", json(201, server.order("ready")).withHeader("Location", "/order/1"));
    server.onPost("/finalize", json(200, server.order("processing")));
    Order order =
        client
            .orders()
            .place(account, NewOrder.of(names.stream().<Identifier>map(Identifier::dns).toList()));
    client.orders().finalizeOrder(account, order, csr);
    assertThat(List.of(server.posts("/order").get(0), server.posts("/finalize").get(0)))
        .allMatch(request -> request.getBody().length < BOULDERS_LIMIT);
  }

  @Test
  void resolvesARelativeLocationAgainstTheRequest() {
    server.onPost("/order", json(201, server.order("pending")).withHeader("Location", "order/9"));
    Order placed =
        client
            .orders()
            .place(server.account(), NewOrder.of(List.of(Identifier.dns("example.com"))));
    assertThat(placed.url()).isEqualTo(URI.create(server.url("/order/9").toString()));
  }
}
