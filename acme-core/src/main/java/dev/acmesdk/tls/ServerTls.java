package dev.acmesdk.tls;

import dev.acmesdk.store.Lineage;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** The TLS objects that a server needs to present a certificate. */
public final class ServerTls {
  static final char[] NO_PASSWORD = new char[0];

  private ServerTls() {}

  /**
   * A context for servers that present the lineage's current certificate. It does not change when
   * the certificate is renewed; that of a {@link ReloadableKeyManager} does.
   *
   * @param lineage key and chain
   * @return a context for any server on the JDK's TLS
   */
  public static SSLContext context(Lineage lineage) {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(lineage), NO_PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a TLS context for " + lineage, e);
    }
  }

  /**
   * A key store in memory with one entry, named like the lineage, without password.
   *
   * @param lineage key and chain
   * @return a PKCS#12 key store
   */
  public static KeyStore keyStore(Lineage lineage) {
    return KeyStores.of(List.of(lineage), NO_PASSWORD);
  }
}
