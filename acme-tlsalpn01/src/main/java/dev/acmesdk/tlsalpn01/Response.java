package dev.acmesdk.tlsalpn01;

import dev.acmesdk.crypto.TlsAlpnCertificate;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.KeyAuthorization;
import dev.acmesdk.solver.PendingChallenge;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;

/**
 * The response to one challenge. It has its own TLS context, so that no session can be carried over
 * from another one.
 *
 * @param keyAuthorization what it proves
 * @param context knows its certificate and no other
 * @param unasked at zero as soon as a CA has asked for it
 */
record Response(KeyAuthorization keyAuthorization, SSLContext context, CountDownLatch unasked) {
  // RFC 8737 section 4: TLS 1.2 or higher.
  private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};

  static Response to(PendingChallenge<TlsAlpn01> challenge, Clock clock) {
    return new Response(
        keyAuthorization(challenge), context(certificate(challenge, clock)), new CountDownLatch(1));
  }

  static TlsAlpnCertificate certificate(PendingChallenge<TlsAlpn01> challenge, Clock clock) {
    byte[] digest = keyAuthorization(challenge).digest();
    return challenge.identifier() instanceof Identifier.Ip ip
        ? TlsAlpnCertificate.forAddress(ip.address(), digest, clock)
        : TlsAlpnCertificate.forName(challenge.identifier().value(), digest, clock);
  }

  static KeyAuthorization keyAuthorization(PendingChallenge<TlsAlpn01> challenge) {
    return challenge.challenge().keyAuthorization(challenge.thumbprint());
  }

  private static SSLContext context(TlsAlpnCertificate certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      // No trust managers, lest the JDK's root certificates are read: clients show no certificate.
      context.init(
          new KeyManager[] {new ChallengeKeyManager(certificate)}, new TrustManager[0], null);
      context.getServerSessionContext().setSessionCacheSize(1);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot speak TLS", e);
    }
  }

  /** The server's end of a new connection. */
  SSLEngine newEngine() {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {TlsAlpn01.PROTOCOL});
    parameters.setProtocols(VERSIONS);
    engine.setSSLParameters(parameters);
    return engine;
  }

  void noteThatItWasAsked() {
    unasked.countDown();
  }
}
