package dev.acmesdk.examples.server;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** A connection to a server, which a browser would trust. */
final class Visitor implements AutoCloseable {
  static final String HOST = "example.com";

  private final SSLSocket socket;

  private Visitor(SSLSocket socket) {
    this.socket = socket;
  }

  static Visitor connect(int port, X509Certificate root)
      throws IOException, GeneralSecurityException {
    return connect(port, root, HOST);
  }

  /** Connects, and checks chain and host name. Each time is the first: no session is resumed. */
  static Visitor connect(int port, X509Certificate root, String host)
      throws IOException, GeneralSecurityException {
    Socket plain = new Socket(InetAddress.getLoopbackAddress(), port);
    SSLSocket socket =
        (SSLSocket) trusting(root).getSocketFactory().createSocket(plain, host, port, true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return new Visitor(socket);
  }

  private static SSLContext trusting(X509Certificate root)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("root", root);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  String serial() throws IOException {
    return Page.serial((X509Certificate) socket.getSession().getPeerCertificates()[0]);
  }

  /** Fetches a page, and leaves the connection open for another one. */
  String get(String path) throws IOException {
    String request = "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n".formatted(path, HOST);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    DataInputStream answer = new DataInputStream(socket.getInputStream());
    int length = -1;
    for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith("content-length:")) {
        length = Integer.parseInt(header.substring("content-length:".length()).strip());
      }
    }
    if (length < 0) {
      throw new IOException("The server does not tell how long its page is");
    }
    byte[] page = new byte[length];
    answer.readFully(page);
    return new String(page, StandardCharsets.UTF_8);
  }

  private static String line(DataInputStream answer) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = answer.readUnsignedByte(); c != '\n'; c = answer.readUnsignedByte()) {
      line.append((char) c);
    }
    return line.toString().strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
