package dev.acmesdk.spring;

import dev.acmesdk.spring.AcmeProperties.Mode;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.springframework.boot.jetty.JettyWebServerFactory;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;

/**
 * Spring Boot does not hand Jetty the bundle again when it has changed, so this does; and Jetty
 * gets a plain connector for the CA, if the application answers.
 */
@Order(BundleChoice.ORDER + 1)
final class JettySetup implements WebServerFactoryCustomizer<JettyWebServerFactory> {
  private final AcmeProperties properties;
  private final SslBundles bundles;

  JettySetup(AcmeProperties properties, SslBundles bundles) {
    this.properties = properties;
    this.bundles = bundles;
  }

  @Override
  public void customize(JettyWebServerFactory factory) {
    if (BundleChoice.isMade(factory, properties.bundle())) {
      factory.addServerCustomizers(this::keepUpToDate);
    }
    if (properties.http01().mode() == Mode.APPLICATION) {
      factory.addServerCustomizers(this::listenForTheCa);
    }
  }

  private void keepUpToDate(Server server) {
    for (Connector connector : server.getConnectors()) {
      SslConnectionFactory tls = connector.getConnectionFactory(SslConnectionFactory.class);
      if (tls != null) {
        bundles.addBundleUpdateHandler(
            properties.bundle(), bundle -> reload(tls.getSslContextFactory(), bundle));
      }
    }
  }

  private static void reload(SslContextFactory.Server tls, SslBundle bundle) {
    try {
      tls.reload(factory -> factory.setKeyStore(bundle.getStores().getKeyStore()));
    } catch (Exception e) {
      throw new IllegalStateException("Jetty has not taken the new certificate", e);
    }
  }

  private void listenForTheCa(Server server) {
    ServerConnector plain = new ServerConnector(server);
    plain.setPort(properties.http01().port());
    server.addConnector(plain);
  }
}
