package dev.acmesdk.client;

import dev.acmesdk.client.JsonWebSignature.Signer;
import dev.acmesdk.error.CancelledException;
import dev.acmesdk.protocol.ProblemType;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Sends signed requests: takes a nonce, signs, sends, and again if the nonce was refused. */
final class SignedRequests {
  /** Enough that even a server that refuses nine nonces of ten is coped with. */
  private static final int MAX_ATTEMPTS = 150;

  /** After so many refusals in a row, something is wrong: go on, but slowly. */
  private static final int HASTY_ATTEMPTS = 20;

  private static final Duration BREATH = Duration.ofMillis(20);

  private final NoncePool nonces;
  private final Clock clock;
  private final Pause pause;
  private final HttpTransport http;
  private final Supplier<String> freshNonce;

  SignedRequests(
      NoncePool nonces, Clock clock, Pause pause, HttpTransport http, Supplier<String> freshNonce) {
    this.nonces = nonces;
    this.clock = clock;
    this.pause = pause;
    this.http = http;
    this.freshNonce = freshNonce;
  }

  /** Tells of requests that are about to be made, several at a time. */
  void expect(int requests) {
    nonces.expect(requests);
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
        nonce = returned == null ? freshNonce.get() : returned;
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
      return nonces.take(freshNonce);
    } catch (InterruptedException e) {
      throw new CancelledException("a wait for a nonce", e);
    }
  }
}
