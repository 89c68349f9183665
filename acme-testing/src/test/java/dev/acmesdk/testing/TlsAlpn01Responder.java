package dev.acmesdk.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIMatcher;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.StandardConstants;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A TLS server that shows one certificate for challenges, right or wrong. */
final class TlsAlpn01Responder implements AutoCloseable {
  private final ServerSocket server;
  private final List<String> serverNames = new CopyOnWriteArrayList<>();
  private volatile SSLContext context = context(null, null);
  private volatile String protocol = "";

  TlsAlpn01Responder() {
    try {
      server = new ServerSocket(0, 0, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "tls-alpn-01-responder");
    thread.setDaemon(true);
    thread.start();
  }

  /** What the certificate is like. */
  record Shape(GeneralNames names, String keyAuthorization, boolean critical, String issuer) {
    static Shape right(int type, String name, String keyAuthorization) {
      return new Shape(
          new GeneralNames(new GeneralName(type, name)), keyAuthorization, true, "CN=challenge");
    }
  }

  void show(Shape shape) {
    show(shape, "acme-tls/1");
  }

  void show(Shape shape, String alpn) {
    KeyPair keys = TestKey.elliptic("secp256r1");
    context = context(certificate(shape, keys), keys);
    protocol = alpn;
  }

  private static X509Certificate certificate(Shape shape, KeyPair keys) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(shape.keyAuthorization().getBytes(StandardCharsets.US_ASCII));
      var builder =
          new JcaX509v3CertificateBuilder(
                  new X500Name(shape.issuer()),
                  BigInteger.ONE,
                  Date.from(Instant.now().minusSeconds(60)),
                  Date.from(Instant.now().plusSeconds(3600)),
                  new X500Name("CN=challenge"),
                  keys.getPublic())
              .addExtension(Extension.subjectAlternativeName, false, shape.names())
              .addExtension(
                  new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31"),
                  shape.critical(),
                  new DEROctetString(digest));
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static SSLContext context(@Nullable X509Certificate certificate, @Nullable KeyPair keys) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      if (keys != null) {
        store.setKeyEntry(
            "challenge", keys.getPrivate(), new char[0], new Certificate[] {certificate});
      }
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store, new char[0]);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(factory.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(e);
    }
  }

  private void serve() {
    while (!server.isClosed()) {
      try (Socket plain = server.accept();
          SSLSocket socket =
              (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {protocol});
        parameters.setSNIMatchers(List.of(new Noting()));
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        socket.getInputStream().read();
      } catch (IOException e) {
        // A handshake that failed, or the end; the CA tells what it thinks of it.
      }
    }
  }

  /** Knows for whom the CA asks before the CA knows whom it has reached. */
  private final class Noting extends SNIMatcher {
    Noting() {
      super(StandardConstants.SNI_HOST_NAME);
    }

    @Override
    public boolean matches(SNIServerName name) {
      serverNames.add(new String(name.getEncoded(), StandardCharsets.US_ASCII));
      return true;
    }
  }

  int port() {
    return server.getLocalPort();
  }

  /** What clients have asked for in SNI. */
  List<String> serverNames() {
    return serverNames;
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
