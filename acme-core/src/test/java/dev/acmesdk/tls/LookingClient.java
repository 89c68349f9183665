package dev.acmesdk.tls;

import dev.acmesdk.protocol.Identifier;
import java.io.IOException;
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
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** A client that takes any certificate, to see which one it is shown. Immutable. */
record LookingClient(
    List<SNIHostName> serverNames, String version, String unwantedKeys, List<String> protocols) {
  private static final int PATIENCE_MILLIS = 30_000;

  /** One that asks for no name, in TLS 1.3. */
  static LookingClient nameless() {
    return new LookingClient(List.of(), "TLSv1.3", "", List.of());
  }

  static LookingClient askingFor(String name) {
    return new LookingClient(List.of(new SNIHostName(name)), "TLSv1.3", "", List.of());
  }

  LookingClient version(String only) {
    return new LookingClient(serverNames, only, unwantedKeys, protocols);
  }

  LookingClient withEcOnly() {
    return new LookingClient(serverNames, version, "RSA", protocols);
  }

  LookingClient withRsaOnly() {
    return new LookingClient(serverNames, version, "ECDSA", protocols);
  }

  LookingClient offering(String... applicationProtocols) {
    return new LookingClient(serverNames, version, unwantedKeys, List.of(applicationProtocols));
  }

  /** What it is shown by an engine that selects protocols as told. */
  X509Certificate shownBy(ReloadableKeyManager keys, String... accepted) throws SSLException {
    return leaf(EngineHandshake.run(engine(context()), serverEngine(keys, accepted)));
  }

  /** What it is shown by a server on this machine. */
  X509Certificate shownOn(int port) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(Identifier.ip("127.0.0.1").address(), port));
      plain.setSoTimeout(PATIENCE_MILLIS);
      try (SSLSocket socket =
          (SSLSocket) context().getSocketFactory().createSocket(plain, null, port, true)) {
        socket.setSSLParameters(parameters(socket.getSSLParameters()));
        socket.startHandshake();
        return leaf(socket.getSession());
      }
    }
  }

  /** The certificate of a web server that has proved to be whom the client wanted. */
  X509Certificate verifiedOn(int port, TrustManager... trust) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust, null);
    String host = serverNames.isEmpty() ? "127.0.0.1" : serverNames.get(0).getAsciiName();
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(Identifier.ip("127.0.0.1").address(), port));
      plain.setSoTimeout(PATIENCE_MILLIS);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true)) {
        SSLParameters parameters = parameters(socket.getSSLParameters());
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        WebPage.get(socket);
        return leaf(socket.getSession());
      }
    }
  }

  private static X509Certificate leaf(SSLSession session) throws SSLPeerUnverifiedException {
    return (X509Certificate) session.getPeerCertificates()[0];
  }

  private static SSLEngine serverEngine(ReloadableKeyManager keys, String... accepted) {
    SSLEngine server = keys.sslContext().createSSLEngine();
    server.setUseClientMode(false);
    SSLParameters parameters = server.getSSLParameters();
    parameters.setApplicationProtocols(accepted);
    server.setSSLParameters(parameters);
    return server;
  }

  private SSLEngine engine(SSLContext context) {
    SSLEngine client = context.createSSLEngine();
    client.setUseClientMode(true);
    client.setSSLParameters(parameters(client.getSSLParameters()));
    return client;
  }

  private SSLParameters parameters(SSLParameters parameters) {
    parameters.setServerNames(List.copyOf(serverNames));
    parameters.setProtocols(new String[] {version});
    parameters.setApplicationProtocols(protocols.toArray(String[]::new));
    if (!unwantedKeys.isEmpty()) {
      parameters.setAlgorithmConstraints(new Without(unwantedKeys));
    }
    return parameters;
  }

  static SSLContext context() {
    try {
      SSLContext fresh = SSLContext.getInstance("TLS");
      fresh.init(null, new TrustManager[] {new Trusting()}, null);
      return fresh;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Before JDK 19 there is no other way to choose signature schemes for one client. */
  private record Without(String kind) implements AlgorithmConstraints {
    @Override
    public boolean permits(
        Set<CryptoPrimitive> primitives, String algorithm, AlgorithmParameters parameters) {
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
        AlgorithmParameters parameters) {
      return permits(primitives, algorithm, parameters);
    }
  }

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
