package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Sends signed requests: takes a nonce, signs, sends, and again if the nonce was refused. */
final class SignedRequests {
  /** Enough that even a server that refuses nine nonces of ten is coped with. */
  private static final int MAX_ATTEMPTS = 150;

  /** After so many refusals in a row, something is wrong: go on, but slowly. */
  private static final int HASTY_ATTEMPTS = 20;

  private static final Duration BREATH = Duration.ofMillis(20);

  private final HttpTransport http;
  private final NoncePool nonces;
  private final Clock clock;
  private final Pause pause;
  private final Supplier<URI> newNonce;

  SignedRequests(HttpTransport http, Clock clock, Pause pause, Supplier<URI> newNonce) {
    this.http = http;
    this.nonces = new NoncePool(clock);
    this.clock = clock;
    this.pause = pause;
    this.newNonce = newNonce;
  }

  /**
   * Sends one request.
   *
   * @return the answer to it, whatever it is; only refused nonces are dealt with in here
   */
  HttpReply post(URI url, Signer signer, byte[] payload, String accept) {
    String returned = null;
    String nonce = take();
    Instant sent = clock.instant();
    try {
      for (int attempt = 1; ; attempt++) {
        HttpReply reply =
            http.post(url, JsonWebSignature.sign(signer, nonce, url, payload), accept);
        returned = reply.replayNonce();
        if (!isBadNonce(reply) || attempt == MAX_ATTEMPTS) {
          return reply;
        }
        // RFC 8555 section 6.5: a retry MUST use the nonce of the error answer.
        nonces.clear();
        nonce = returned == null ? freshNonce() : returned;
        returned = null;
        slowDown(attempt);
        sent = clock.instant();
      }
    } finally {
      nonces.settle(returned, sent);
    }
  }

  private static boolean isBadNonce(HttpReply reply) {
    return !reply.isSuccess() && Answers.isProblem(reply, ProblemType.BAD_NONCE);
  }

  private void slowDown(int attempt) {
    if (attempt >= HASTY_ATTEMPTS) {
      pause.during(BREATH, "a retry with a new nonce");
    }
  }

  private String take() {
    try {
      return nonces.take(this::freshNonce);
    } catch (InterruptedException e) {
      throw new CancelledException("a wait for a nonce", e);
    }
  }

  /** RFC 8555 section 7.2: HEAD, answered with 200 or 204. */
  private String freshNonce() {
    HttpReply reply = http.head(newNonce.get());
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
}
