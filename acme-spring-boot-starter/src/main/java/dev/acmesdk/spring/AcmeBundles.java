package dev.acmesdk.spring;

import dev.acmesdk.error.StoreException;
import dev.acmesdk.store.CertificateStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tls.ReloadableKeyManager;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.TrustManagerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.ssl.SslBundleRegistrar;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslManagerBundle;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.SslStoreBundle;

/**
 * The certificates as SSL bundles: one with all of them, the default one first, and one for each of
 * the others. They are there before the web server is, and each change of what is shown updates
 * them.
 */
final class AcmeBundles implements SslBundleRegistrar {
  private static final Logger log = LoggerFactory.getLogger(AcmeBundles.class);

  /** The key stores never leave the memory, but some servers insist on a password. */
  private static final String PASSWORD = "changeit";

  private final String all;
  private final List<Wanted> wanted;
  private final CertificateStore store;
  private final ReloadableKeyManager keys;

  AcmeBundles(String all, List<Wanted> wanted, CertificateStore store, ReloadableKeyManager keys) {
    this.all = all;
    this.wanted = wanted;
    this.store = store;
    this.keys = keys;
  }

  @Override
  public void registerBundles(SslBundleRegistry registry) {
    wanted.forEach(this::showWhatThereIs);
    KeyStore now = keys.keyStore(PASSWORD.toCharArray());
    registry.registerBundle(all, ofAll(now));
    others().forEach(one -> registry.registerBundle(nameOf(one), of(one, now)));
    keys.onChange(() -> update(registry));
  }

  /** All but the default one. */
  List<Wanted> others() {
    return wanted.subList(1, wanted.size());
  }

  /** The name of the bundle of one of the others. */
  String nameOf(Wanted one) {
    return all + "." + one.name();
  }

  /** So that a server can start whatever the CA does. */
  private void showWhatThereIs(Wanted one) {
    try {
      Optional<Lineage> stored = store.find(one.name());
      if (stored.isPresent() && keys.publish(stored.get())) {
        return;
      }
    } catch (StoreException | IllegalArgumentException e) {
      log.warn("The stored certificate {} cannot be used: {}", one.name(), e.getMessage());
    }
    keys.publishPlaceholder(one.name(), one.identifiers());
  }

  private void update(SslBundleRegistry registry) {
    KeyStore now = keys.keyStore(PASSWORD.toCharArray());
    registry.updateBundle(all, ofAll(now));
    others().forEach(one -> registry.updateBundle(nameOf(one), of(one, now)));
  }

  /** Servers that take key managers find the certificate for each name by themselves. */
  private SslBundle ofAll(KeyStore store) {
    return SslBundle.of(
        SslStoreBundle.of(store, PASSWORD, null),
        SslBundleKey.of(PASSWORD),
        SslOptions.NONE,
        SslBundle.DEFAULT_PROTOCOL,
        SslManagerBundle.of(keys.keyManagerFactory(), whatTheJdkTrusts()));
  }

  private static SslBundle of(Wanted one, KeyStore store) {
    String alias = one.name().toLowerCase(Locale.ROOT);
    return SslBundle.of(SslStoreBundle.of(store, PASSWORD, null), SslBundleKey.of(PASSWORD, alias));
  }

  private static TrustManagerFactory whatTheJdkTrusts() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init((KeyStore) null);
      return trust;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JVM cannot speak TLS", e);
    }
  }
}
