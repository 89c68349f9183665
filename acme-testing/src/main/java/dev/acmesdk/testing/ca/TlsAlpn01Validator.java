package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** TLS-ALPN-01 (RFC 8737, for addresses RFC 8738 section 6), with the words of Boulder. */
final class TlsAlpn01Validator implements ChallengeValidator {
  private static final String PROTOCOL = "acme-tls/1";

  private final Names names;
  private final int port;
  private final Duration limit;

  TlsAlpn01Validator(Names names, int port) {
    this(names, port, Duration.ofSeconds(5));
  }

  TlsAlpn01Validator(Names names, int port, Duration limit) {
    this.names = names;
    this.port = port;
    this.limit = limit;
  }

  @Override
  public void validate(ValidationTask task) throws ChallengeFailure {
    InetAddress address = names.resolve(task.identifier());
    try {
      TlsAlpnCertificate.check(certificate(address, task.identifier()), task);
    } catch (SocketTimeoutException e) {
      throw failure(ProblemKind.CONNECTION, address, "Timeout during connect or handshake");
    } catch (ConnectException e) {
      throw failure(ProblemKind.CONNECTION, address, "Connection refused");
    } catch (SSLException e) {
      throw failure(ProblemKind.TLS, address, "TLS handshake failed: " + e.getMessage());
    } catch (IOException e) {
      throw failure(ProblemKind.CONNECTION, address, "Error getting validation data: " + e);
    }
  }

  private X509Certificate certificate(InetAddress address, Identifier identifier)
      throws IOException, ChallengeFailure {
    int millis = Math.toIntExact(limit.toMillis());
    // The socket of a channel, since an interrupt closes it.
    try (SocketChannel channel = SocketChannel.open();
        Socket plain = channel.socket()) {
      plain.connect(new InetSocketAddress(address, port), millis);
      plain.setSoTimeout(millis);
      try (SSLSocket socket = TrustingTls.over(plain)) {
        socket.setSSLParameters(parameters(socket, identifier));
        socket.startHandshake();
        if (!PROTOCOL.equals(socket.getApplicationProtocol())) {
          throw failure(
              ProblemKind.UNAUTHORIZED,
              address,
              "Cannot negotiate ALPN protocol \"%s\" for tls-alpn-01 challenge"
                  .formatted(PROTOCOL));
        }
        Certificate[] shown = socket.getSession().getPeerCertificates();
        return (X509Certificate) shown[0];
      }
    }
  }

  private static SSLParameters parameters(SSLSocket socket, Identifier identifier) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {PROTOCOL});
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    String name = identifier.isIp() ? ReverseName.of(identifier.value()) : identifier.value();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    return parameters;
  }

  private static ChallengeFailure failure(ProblemKind kind, InetAddress address, String why) {
    return new ChallengeFailure(kind, "%s: %s".formatted(IpLiterals.canonical(address), why));
  }
}
