package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.error.AcmeException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.error.TermsNotAgreedException;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Directory;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What all operations are made of: requests, signed or not, whose answers are successes. */
final class Requests {
  private static final byte[] POST_AS_GET = new byte[0];

  private final DirectoryCache directory;
  private final HttpTransport http;
  private final NoncePool nonces;
  private final SignedRequests signed;
  private final Retries retries;
  private final Clock clock;
  private final Pause pause;

  Requests(
      DirectoryCache directory,
      HttpTransport http,
      NoncePool nonces,
      Retries retries,
      Clock clock,
      Pause pause) {
    this.directory = directory;
    this.http = http;
    this.nonces = nonces;
    this.retries = retries;
    this.clock = clock;
    this.pause = pause;
    this.signed = new SignedRequests(nonces, clock, pause, http, this::freshNonce);
  }

  /** Tells of signed requests that are about to be made, several at a time. */
  void expect(int requests) {
    signed.expect(requests);
  }

  /** The same, but everything ends by then. */
  Requests until(Instant moment) {
    return new Requests(directory, http.until(moment), nonces, retries.until(moment), clock, pause);
  }

  Directory directory() {
    return directory.get(() -> get(directory.url(), "to show the directory"));
  }

  @Nullable Duration clockOffset() {
    return directory.clockOffset();
  }

  URI directoryUrl() {
    return directory.url();
  }

  Retries retries() {
    return retries;
  }

  /** Fetches without signature, as only directory and renewal information may be. */
  HttpReply get(URI url, String action) {
    return retries.repeat(action, () -> getOnce(url, action));
  }

  HttpReply getOnce(URI url, String action) {
    return checked(http.get(url, MediaTypes.JSON), action);
  }

  /** POST-as-GET (RFC 8555 section 6.3). */
  HttpReply read(AccountCredentials account, URI url, String accept, String action) {
    return retries.repeat(
        action, () -> checked(signed.post(url, signer(account), POST_AS_GET, accept), action));
  }

  /** Sends what does no harm if it arrives twice. */
  HttpReply send(URI url, Signer signer, Map<String, ?> payload, String action) {
    return retries.repeat(action, () -> sendOnce(url, signer, payload, action));
  }

  /** Sends what is not to be sent again without a look at what came of it. */
  HttpReply sendOnce(URI url, Signer signer, Map<String, ?> payload, String action) {
    return checked(post(url, signer, payload), action);
  }

  /** Sends once and takes any answer, for those who look at it before it is {@link #checked}. */
  HttpReply post(URI url, Signer signer, Map<String, ?> payload) {
    return signed.post(url, signer, Json.bytes(payload), MediaTypes.JSON);
  }

  HttpReply checked(HttpReply reply, String action) {
    if (reply.isSuccess()) {
      return reply;
    }
    Directory known = directory.known();
    AcmeException failure = Answers.failure(action, reply, known == null ? null : known.meta());
    if (failure instanceof TermsNotAgreedException) {
      directory.forget();
    }
    throw failure;
  }

  /** Uses a resource of the directory; if it is not there any more, the directory is read again. */
  <T> T at(Function<Directory, URI> resource, Function<URI, T> use) {
    URI url = resource.apply(directory());
    try {
      return use.apply(url);
    } catch (AcmeException e) {
      URI moved = isMissing(e) ? resource.apply(reread()) : url;
      if (moved.equals(url)) {
        throw e;
      }
      return use.apply(moved);
    }
  }

  private static boolean isMissing(AcmeException e) {
    int status =
        e instanceof ProtocolViolationException violation
            ? violation.status()
            : e.problem().map(Problem::status).orElse(0);
    return status == 404;
  }

  private Directory reread() {
    directory.forget();
    return directory();
  }

  /** RFC 8555 section 7.2: HEAD, answered with 200 or 204. */
  private String freshNonce() {
    return at(Directory::newNonce, url -> nonce(http.head(url)));
  }

  private static String nonce(HttpReply reply) {
    @Nullable String nonce = reply.replayNonce();
    if (nonce != null) {
      return nonce;
    }
    if (!reply.isSuccess()) {
      throw Answers.failure("the request for a nonce", reply);
    }
    throw new ProtocolViolationException(
        reply.url() + " gave no usable nonce.",
        "Check that the directory URL is that of an ACME server, and that no proxy removes headers.",
        null);
  }

  static Signer signer(AccountCredentials account) {
    return new Signer(account.key(), account.url());
  }

  static URI requiredLocation(HttpReply reply, String noun) {
    @Nullable URI location = reply.location();
    if (location == null) {
      throw new ProtocolViolationException(
          "%s made an %s but did not tell its URL.".formatted(reply.url(), noun),
          "Report this to the CA.",
          null);
    }
    return Https.required(location, noun);
  }
}
