package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.GeneralName;

/**
 * What the API's own TLS shows. Its root is not the root that certificates are issued from, so that
 * a client that mixes the two up is found out.
 *
 * @param anchor the root to trust
 * @param tls the server's side of TLS
 */
record ServerIdentity(X509Certificate anchor, SSLContext tls) {
  private static final Duration YEARS = Duration.ofDays(10L * 365);

  static ServerIdentity create(InetAddress listening) {
    // Handshakes are judged by the machine's clock, whatever the clock of the CA shows.
    Instant now = Clock.systemUTC().instant();
    Authority root =
        Authority.root(
            "API " + Tokens.shortOne(), SigningKey.generate(), now.minus(YEARS), now.plus(YEARS));
    KeyPair keys = SigningKey.generate();
    X509Certificate certificate =
        root.certify(
            keys.getPublic(),
            names(listening),
            now.minus(YEARS),
            now.plus(YEARS),
            Optional.empty());
    try {
      return new ServerIdentity(root.certificate(), context(keys, certificate));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("TLS could not be set up", e);
    }
  }

  private static List<GeneralName> names(InetAddress listening) {
    Set<String> addresses = new LinkedHashSet<>(List.of("127.0.0.1", "::1"));
    addresses.add(IpLiterals.canonical(listening));
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    addresses.forEach(address -> names.add(new GeneralName(GeneralName.iPAddress, address)));
    return names;
  }

  private static SSLContext context(KeyPair keys, X509Certificate certificate)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    char[] noPassword = new char[0];
    store.setKeyEntry("api", keys.getPrivate(), noPassword, new Certificate[] {certificate});
    KeyManagerFactory factory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(store, noPassword);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
    return context;
  }
}
