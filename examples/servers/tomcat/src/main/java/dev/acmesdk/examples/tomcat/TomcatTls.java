package dev.acmesdk.examples.tomcat;

import dev.acmesdk.tls.ReloadableKeyManager;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.TrustManager;
import org.apache.tomcat.util.net.SSLContext;
import org.jspecify.annotations.Nullable;

/** Tomcat has an interface of its own for what the JDK calls an {@code SSLContext}. */
record TomcatTls(ReloadableKeyManager keys) implements SSLContext {
  @Override
  public void init(
      KeyManager @Nullable [] keyManagers,
      TrustManager @Nullable [] trustManagers,
      @Nullable SecureRandom random) {}

  @Override
  public void destroy() {}

  @Override
  public SSLSessionContext getServerSessionContext() {
    return keys.sslContext().getServerSessionContext();
  }

  @Override
  public SSLEngine createSSLEngine() {
    return keys.sslContext().createSSLEngine();
  }

  @Override
  public SSLServerSocketFactory getServerSocketFactory() {
    return keys.sslContext().getServerSocketFactory();
  }

  @Override
  public SSLParameters getSupportedSSLParameters() {
    return keys.sslContext().getSupportedSSLParameters();
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return keys.getCertificateChain(alias);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
