package dev.acmesdk.tls;

import dev.acmesdk.store.Lineage;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;

/** Lineages as a key store in memory, one entry for each. */
final class KeyStores {
  private KeyStores() {}

  static KeyStore of(List<Lineage> lineages, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (Lineage lineage : lineages) {
        add(lineage, store, password);
      }
      return store;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM cannot make a key store", e);
    }
  }

  private static void add(Lineage lineage, KeyStore store, char[] password) {
    try {
      store.setKeyEntry(
          lineage.name(),
          lineage.privateKey(),
          password,
          lineage.chain().certificates().toArray(X509Certificate[]::new));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot make a key store for " + lineage, e);
    }
  }
}
