package dev.acmesdk.spring;

import dev.acmesdk.spring.AcmeProperties.Mode;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.connector.Connector;
import org.springframework.boot.tomcat.TomcatWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;

/**
 * Tomcat takes one certificate from a key store, so it is told of each server name; and it gets a
 * plain connector for the CA, if the application answers.
 */
@Order(BundleChoice.ORDER + 1)
final class TomcatSetup implements WebServerFactoryCustomizer<TomcatWebServerFactory> {
  private final AcmeProperties properties;
  private final AcmeBundles bundles;

  TomcatSetup(AcmeProperties properties, AcmeBundles bundles) {
    this.properties = properties;
    this.bundles = bundles;
  }

  @Override
  public void customize(TomcatWebServerFactory factory) {
    Ssl ssl = factory.getSsl();
    if (ssl != null && BundleChoice.isMade(factory, properties.bundle())) {
      List<Ssl.ServerNameSslBundle> names = new ArrayList<>(ssl.getServerNameBundles());
      for (Wanted other : bundles.others()) {
        for (String domain : other.domains()) {
          names.add(new Ssl.ServerNameSslBundle(domain, bundles.nameOf(other)));
        }
      }
      ssl.setServerNameBundles(names);
    }
    if (properties.http01().mode() == Mode.APPLICATION) {
      Connector plain = new Connector();
      plain.setPort(properties.http01().port());
      factory.addAdditionalConnectors(plain);
    }
  }
}
