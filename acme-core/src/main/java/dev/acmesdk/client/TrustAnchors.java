package dev.acmesdk.client;

import dev.acmesdk.crypto.CertificateChain;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;

/** TLS that trusts a private CA, for one client and not for the whole JVM. */
final class TrustAnchors {
  private TrustAnchors() {}

  /** What the JVM trusts is then not even read, if the client was not built before. */
  static OkHttpClient trusting(OkHttpClient.Builder http, String pem) {
    try {
      X509TrustManager trust = trustManager(CertificateChain.fromPem(pem));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {trust}, null);
      return http.sslSocketFactory(context.getSocketFactory(), trust).build();
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("Cannot make a trust manager", e);
    }
  }

  private static X509TrustManager trustManager(CertificateChain anchors)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int number = 0;
    for (X509Certificate anchor : anchors.certificates()) {
      store.setCertificateEntry("anchor-" + number++, anchor);
    }
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
