package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.ip;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What a CA does: a handshake, after which it looks at the certificate. One object keeps its TLS
 * sessions, and the JDK resumes one with the server name that it began with.
 */
final class Validation {
  private static final int PATIENCE_MILLIS = 30_000;
  private static final int OCTET_STRING_HEADERS = 4;

  private final List<X509Certificate> shown = new ArrayList<>();
  private final SSLContext context = context();
  private InetAddress address = ip("127.0.0.1");
  private List<String> serverNames = List.of("example.com");
  private String[] protocols = {"acme-tls/1"};
  private String[] versions = {"TLSv1.3", "TLSv1.2"};
  private boolean hangsUp;

  /** How a handshake has ended. */
  record Outcome(String protocol, String version, X509Certificate certificate, int octetsAfter) {
    String digest() {
      byte[] value = certificate.getExtensionValue("1.3.6.1.5.5.7.1.31");
      return HexFormat.of()
          .formatHex(Arrays.copyOfRange(value, OCTET_STRING_HEADERS, value.length));
    }

    List<List<?>> alternativeNames() throws GeneralSecurityException {
      return List.copyOf(certificate.getSubjectAlternativeNames());
    }
  }

  Validation at(InetAddress where) {
    address = where;
    return this;
  }

  Validation serverName(String... names) {
    serverNames = List.of(names);
    return this;
  }

  Validation protocols(String... offered) {
    protocols = offered;
    return this;
  }

  Validation versions(String... enabled) {
    versions = enabled;
    return this;
  }

  /** Does not wait for the server to hang up: one that serves others, too, need not at once. */
  Validation hangingUp() {
    hangsUp = true;
    return this;
  }

  /** Whether any certificate has come, at any time. */
  boolean hasSeenACertificate() {
    return !shown.isEmpty();
  }

  Outcome run(int port) throws IOException {
    try (Socket plain = new Socket()) {
      plain.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      plain.setSoTimeout(PATIENCE_MILLIS);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, null, port, true);
      socket.setSSLParameters(parameters(socket.getSSLParameters()));
      socket.startHandshake();
      int octetsAfter = hangsUp ? 0 : socket.getInputStream().readAllBytes().length;
      return new Outcome(
          socket.getApplicationProtocol(),
          socket.getSession().getProtocol(),
          (X509Certificate) socket.getSession().getPeerCertificates()[0],
          octetsAfter);
    }
  }

  Outcome runUnchecked(int port) {
    try {
      return run(port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SSLParameters parameters(SSLParameters parameters) {
    parameters.setServerNames(List.copyOf(serverNames.stream().map(SNIHostName::new).toList()));
    parameters.setApplicationProtocols(protocols);
    parameters.setProtocols(versions);
    return parameters;
  }

  private SSLContext context() {
    try {
      SSLContext fresh = SSLContext.getInstance("TLS");
      fresh.init(null, new TrustManager[] {new LookOnly()}, null);
      return fresh;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private final class LookOnly extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      shown.addAll(List.of(chain));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      shown.addAll(List.of(chain));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      shown.addAll(List.of(chain));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new IllegalStateException("This is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new IllegalStateException("This is a client");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {
      throw new IllegalStateException("This is a client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
