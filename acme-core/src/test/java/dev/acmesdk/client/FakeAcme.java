package dev.acmesdk.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.head;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.ScenarioMappingBuilder;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.crypto.Base64Url;
import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.protocol.AccountCredentials;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A server over real HTTPS that says what a test tells it to: for all that an honest CA would never
 * say. Every answer to a POST brings a nonce.
 */
public final class FakeAcme implements AutoCloseable {
  public static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  private static final JsonMapper JSON = new JsonMapper();
  private static final TestCa TLS_CA = TestCa.root();
  private static final String PASSWORD = "changeit";
  private static final Path KEY_STORE = keyStore();

  /** One for all tests, since starting it takes longer than a test does. */
  private static final WireMockServer SERVER = start();

  private final WireMockServer server = SERVER;
  private final FakeClock clock = new FakeClock(NOW);
  private final AccountKey accountKey = AccountKey.generate();

  public FakeAcme() {
    server.resetAll();
    server.stubFor(get(urlEqualTo("/dir")).willReturn(json(200, directory("{}"))));
    server.stubFor(head(urlEqualTo("/nonce")).willReturn(withNonce(aResponse())));
  }

  private static WireMockServer start() {
    WireMockServer server =
        new WireMockServer(
            wireMockConfig()
                .httpDisabled(true)
                .dynamicHttpsPort()
                .bindAddress("127.0.0.1")
                .keystorePath(KEY_STORE.toString())
                .keystorePassword(PASSWORD)
                .keyManagerPassword(PASSWORD)
                .keystoreType("PKCS12")
                .globalTemplating(true));
    server.start();
    return server;
  }

  private static Path keyStore() {
    try {
      TestCa.Issued issued = TLS_CA.leaf("localhost").issue();
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          "server",
          issued.key().getPrivate(),
          PASSWORD.toCharArray(),
          issued.chain().certificates().toArray(X509Certificate[]::new));
      Path file = Files.createTempFile("fake-acme", ".p12");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, PASSWORD.toCharArray());
      }
      return file;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The directory's JSON with a meta object. */
  public String directory(String meta) {
    return """
        {"newNonce": "%s", "newAccount": "%s", "newOrder": "%s", "revokeCert": "%s",
         "keyChange": "%s", "x7zQk": "https://community.example/unknown-member", "meta": %s}
        """
        .formatted(
            url("/nonce"), url("/account"), url("/order"), url("/revoke"), url("/key"), meta);
  }

  public URI url(String path) {
    return URI.create("https://localhost:" + server.httpsPort() + path);
  }

  public FakeClock clock() {
    return clock;
  }

  public String trustedPem() {
    return new CertificateChain(List.of(TLS_CA.rootCertificate())).toPem();
  }

  /** For a client that reports every trouble at once, unless a test wants another policy. */
  public AcmeClientBuilder builder() {
    return AcmeClient.builder(url("/dir"))
        .trust(trustedPem())
        .clock(clock)
        .random(new Random(1))
        .retries(RetryPolicy.NONE)
        .pause(clock);
  }

  public AcmeClient client() {
    return builder().build();
  }

  public AccountCredentials account() {
    return new AccountCredentials(url("/account/1"), accountKey);
  }

  public void onGet(String path, ResponseDefinitionBuilder response) {
    server.stubFor(get(urlEqualTo(path)).willReturn(response));
  }

  /** Answers POSTs, the first with the first of the responses, the last for ever. */
  public void onPost(String path, ResponseDefinitionBuilder... responses) {
    for (int i = 0; i < responses.length; i++) {
      ScenarioMappingBuilder mapping =
          post(urlEqualTo(path))
              .inScenario(path)
              .whenScenarioStateIs(i == 0 ? Scenario.STARTED : "answer " + i)
              .willReturn(withNonce(responses[i]));
      server.stubFor(
          i + 1 < responses.length ? mapping.willSetStateTo("answer " + (i + 1)) : mapping);
    }
  }

  /** Answers exactly so, without a nonce unless the response brings one. */
  public void onAnything(String path, ResponseDefinitionBuilder response) {
    server.stubFor(any(urlEqualTo(path)).willReturn(response));
  }

  private static ResponseDefinitionBuilder withNonce(ResponseDefinitionBuilder response) {
    return response.withHeader("Replay-Nonce", "{{randomValue length=22 type='ALPHANUMERIC'}}");
  }

  public static ResponseDefinitionBuilder json(int status, String body) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/json; charset=utf-8")
        .withBody(body);
  }

  public static ResponseDefinitionBuilder problem(int status, String type, String detail) {
    return aResponse()
        .withStatus(status)
        .withHeader("Content-Type", "application/problem+json")
        .withBody(
            """
            {"type": "urn:ietf:params:acme:error:%s", "detail": "%s", "status": %d}
            """
                .formatted(type, detail, status));
  }

  /** An order in a state, with its authorizations and perhaps its certificate. */
  public String order(String status, String... authorizations) {
    return """
        {"status": "%s", "expires": "2026-12-01T00:00:00Z", "unknown": {"a": [1]},
         "identifiers": [{"type": "dns", "value": "example.com"}],
         "authorizations": [%s], "finalize": "%s", "certificate": "%s"}
        """
        .formatted(
            status,
            String.join(
                ",", List.of(authorizations).stream().map(a -> "\"" + url(a) + "\"").toList()),
            url("/finalize"),
            url("/certificate"));
  }

  public String authorization(String name, String status, String challengeMembers) {
    return """
        {"identifier": {"type": "dns", "value": "%s"}, "status": "%s", "challenges": [
          {"type": "sky-writing-01", "url": "%s", "status": "pending"},
          {"type": "http-01", "url": "%s", "token": "token-of-%s", %s}]}
        """
        .formatted(
            name,
            status,
            url("/challenge/sky"),
            url("/challenge/" + name),
            name.replace('.', '-'),
            challengeMembers);
  }

  /** The requests to a path, oldest first. */
  public List<LoggedRequest> posts(String path) {
    return server.findAll(postRequestedFor(urlEqualTo(path)));
  }

  public int count() {
    return server.getAllServeEvents().size();
  }

  /** All requests, oldest first. */
  public List<LoggedRequest> requests() {
    List<LoggedRequest> requests =
        new ArrayList<>(server.getAllServeEvents().stream().map(ServeEvent::getRequest).toList());
    Collections.reverse(requests);
    return requests;
  }

  /** All requests as "METHOD path", oldest first. */
  public List<String> log() {
    return requests().stream()
        .map(request -> request.getMethod() + " " + request.getUrl())
        .toList();
  }

  public static JsonNode protectedHeader(LoggedRequest request) {
    return JSON.readTree(decoded(request, "protected"));
  }

  public static String payload(LoggedRequest request) {
    return decoded(request, "payload");
  }

  private static String decoded(LoggedRequest request, String member) {
    return new String(
        Base64Url.decode(JSON.readTree(request.getBodyAsString()).get(member).stringValue()),
        StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.resetAll();
  }
}
