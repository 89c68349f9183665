package dev.acmesdk.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * A client that resumes no session. Which it is follows from its number, so that eight in a row are
 * all combinations of TLS 1.2 and 1.3, with and without SNI, with EC keys only and RSA keys only.
 *
 * @param number any number
 */
record HandshakeClient(int number) {
  static final String NAME = "one.example";

  private static final int PATIENCE_MILLIS = 60_000;
  private static final TrustManager[] TRUST = {new Trusting()};

  boolean wantsRsa() {
    return (number & 4) != 0;
  }

  /** The certificate of a server that has proved to have its key. */
  X509Certificate shake(int port) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, TRUST, null);
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      plain.setSoTimeout(PATIENCE_MILLIS);
      plain.setTcpNoDelay(true);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, null, port, true)) {
        socket.setSSLParameters(parameters(socket.getSSLParameters()));
        if (socket.getInputStream().read() != HandshakeServer.OCTET) {
          throw new IOException("The server has hung up");
        }
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
      }
    }
  }

  private SSLParameters parameters(SSLParameters parameters) {
    parameters.setProtocols(new String[] {(number & 1) == 0 ? "TLSv1.3" : "TLSv1.2"});
    parameters.setServerNames((number & 2) == 0 ? List.of() : List.of(new SNIHostName(NAME)));
    parameters.setAlgorithmConstraints(new Without(wantsRsa() ? "ECDSA" : "RSA"));
    return parameters;
  }

  /** Before JDK 19 there is no other way to choose signature schemes for one client. */
  private record Without(String kind) implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        @Nullable AlgorithmParameters parameters) {
      return !algorithm.toUpperCase(Locale.ROOT).contains(kind);
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
      return true;
    }

    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives,
        String algorithm,
        Key key,
        @Nullable AlgorithmParameters parameters) {
      return permits(primitives, algorithm, parameters);
    }
  }

  /** It is looked at by the measurement instead. */
  private static final class Trusting extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
