package dev.acmesdk.testing.ca;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** The checks of RFC 8555 sections 6.1 to 6.5, which every POST has to pass. */
final class SignedRequests {
  private final Urls urls;
  private final Accounts accounts;
  private final Nonces nonces;

  SignedRequests(Urls urls, Accounts accounts, Nonces nonces) {
    this.urls = urls;
    this.accounts = accounts;
    this.nonces = nonces;
  }

  Call verify(Request request, SignedEndpoint.SignedBy signedBy, String id) {
    checkHeaders(request);
    Jws jws = Jws.parse(request.body());
    SignatureAlgorithm algorithm = SignatureAlgorithm.named(jws.algorithm());
    checkUrl(jws, request);
    Call call = signedBy.isByKey(jws) ? byKey(jws, id) : byAccount(jws, id);
    algorithm.verify(call.key(), jws);
    nonces.use(jws.nonce());
    if (call.signer() != null) {
      call.signer().requireValid();
    }
    return call;
  }

  private static void checkHeaders(Request request) {
    if (!request.header("Content-Type").equals(List.of("application/jose+json"))) {
      throw new Refusal(
          Problem.of(
                  ProblemKind.MALFORMED,
                  "The Content-Type is %s; it must be application/jose+json and nothing else"
                      .formatted(request.header("Content-Type")))
              .withStatus(415));
    }
    if (!request.header("Replay-Nonce").isEmpty()) {
      throw Refusal.malformed("Requests have no Replay-Nonce header (RFC 8555 section 6.5.1)");
    }
    if (request.body().length() > HttpConnection.LARGEST_BODY) {
      throw new Refusal(
          Problem.of(ProblemKind.MALFORMED, "The request body is too large").withStatus(413));
    }
  }

  private void checkUrl(Jws jws, Request request) {
    String expected = urls.base() + request.target();
    if (!jws.url().equals(expected)) {
      throw Refusal.malformed(
          "JWS header parameter 'url' incorrect. Expected \"%s\" got \"%s\""
              .formatted(expected, jws.url()));
    }
  }

  private static Call byKey(Jws jws, String id) {
    if (jws.kid().isPresent() || jws.jwk().isEmpty()) {
      throw Refusal.malformed("JWS must have \"jwk\" and no \"kid\" here (RFC 8555 section 6.2)");
    }
    JsonNode jwk = jws.jwk().get();
    return new Call(id, jws.url(), jws.payload(), Jwk.parse(jwk), null);
  }

  private Call byAccount(Jws jws, String id) {
    if (jws.jwk().isPresent() || jws.kid().isEmpty()) {
      throw Refusal.malformed("JWS must have \"kid\" and no \"jwk\" here (RFC 8555 section 6.2)");
    }
    Account account = accounts.byUrl(jws.kid().get());
    return new Call(id, jws.url(), jws.payload(), account.key(), account);
  }
}
