package dev.acmesdk.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import tools.jackson.databind.JsonNode;

/** Just enough of an ACME client to be wrong on purpose. Every request takes a fresh nonce. */
final class RawClient {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient http;
  private final JsonNode directory;
  private final TestKey key;
  private String kid = "";

  RawClient(EmbeddedAcmeServer server) {
    this(server, TestKey.es256());
  }

  RawClient(EmbeddedAcmeServer server, TestKey key) {
    this.http = HttpClient.newBuilder().sslContext(trusting(server.trustAnchorPem())).build();
    this.key = key;
    this.directory = get(server.directory().toString()).json();
  }

  static SSLContext trusting(String pem) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      byte[] octets = pem.getBytes(StandardCharsets.US_ASCII);
      store.setCertificateEntry(
          "ca",
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(octets)));
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, factory.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  TestKey key() {
    return key;
  }

  String kid() {
    return kid;
  }

  void kid(String url) {
    kid = url;
  }

  String url(String operation) {
    return directory.path(operation).asString();
  }

  Reply get(String url) {
    return send(request(url).GET());
  }

  Reply head(String url) {
    return send(request(url).method("HEAD", BodyPublishers.noBody()));
  }

  HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url))
        .timeout(LIMIT)
        .setHeader("User-Agent", "raw-client/1");
  }

  Reply send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  String nonce() {
    return head(url("newNonce")).header("Replay-Nonce").orElseThrow();
  }

  /** A POST as it should be, once the account is known. */
  Reply post(String url, String payload) {
    return post(url, payload, UnaryOperator.identity());
  }

  /** A POST with something wrong in it. */
  Reply post(String url, String payload, UnaryOperator<JwsRequest> spoil) {
    return send(signed(url, spoil.apply(byAccount(url, payload)).body()));
  }

  JwsRequest byAccount(String url, String payload) {
    return new JwsRequest(key, nonce(), url, payload).header("kid", kid);
  }

  JwsRequest byKey(String url, String payload) {
    return new JwsRequest(key, nonce(), url, payload).header("jwk", key.jwk());
  }

  HttpRequest.Builder signed(String url, String body) {
    return request(url)
        .setHeader("Content-Type", "application/jose+json")
        .POST(BodyPublishers.ofString(body));
  }

  Reply read(String url) {
    return post(url, "");
  }

  Reply newAccount(String payload) {
    return newAccount(payload, UnaryOperator.identity());
  }

  Reply newAccount(String payload, UnaryOperator<JwsRequest> spoil) {
    String url = url("newAccount");
    Reply reply = send(signed(url, spoil.apply(byKey(url, payload)).body()));
    reply.header("Location").ifPresent(this::kid);
    return reply;
  }

  RawClient withAccount() {
    newAccount("{\"termsOfServiceAgreed\":true}");
    return this;
  }

  Reply newOrder(String... names) {
    List<Map<String, String>> identifiers =
        List.of(names).stream().map(name -> Map.of("type", "dns", "value", name)).toList();
    return newOrder(Map.of("identifiers", identifiers));
  }

  Reply newOrder(Map<String, ?> payload) {
    return post(url("newOrder"), TestJson.write(payload));
  }

  Reply authorization(Reply order, int index) {
    return read(order.texts("authorizations").get(index));
  }

  static JsonNode challenge(Reply authorization, String type) {
    return authorization.elements("challenges").stream()
        .filter(challenge -> challenge.path("type").asString("").equals(type))
        .findFirst()
        .orElseThrow();
  }

  Reply respond(JsonNode challenge) {
    return post(challenge.path("url").asString(), "{}");
  }

  String keyAuthorization(JsonNode challenge) {
    return challenge.path("token").asString() + "." + key.thumbprint();
  }

  /** Asks until the status is another one than these. */
  Reply await(String url, String... notYet) {
    return await(url, reply -> !List.of(notYet).contains(reply.text("status")));
  }

  private Reply await(String url, Predicate<Reply> done) {
    long end = System.nanoTime() + LIMIT.toNanos();
    Reply reply = read(url);
    while (!done.test(reply)) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Still " + reply.body());
      }
      reply = read(url);
    }
    return reply;
  }

  /** Answers all HTTP-01 challenges of an order and waits for the outcome. */
  Reply validate(Reply order, Http01Responder responder) {
    for (String url : order.texts("authorizations")) {
      JsonNode challenge = challenge(read(url), "http-01");
      responder.serve(challenge.path("token").asString(), keyAuthorization(challenge));
      respond(challenge);
    }
    return await(order.location(), "pending");
  }

  Reply finalizeOrder(Reply order, byte[] csr) {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("csr", TestKey.base64url(csr));
    return post(order.text("finalize"), TestJson.write(payload));
  }
}
