package dev.acmesdk.spring;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.annotation.Order;

/** Has the web server use our bundle, unless {@code server.ssl} says otherwise. */
@Order(BundleChoice.ORDER)
record BundleChoice(String bundle, AcmeBundles ours, ObjectProvider<SslBundles> bundles)
    implements WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory> {
  /** After Spring Boot's own, which reads the properties below {@code server}. */
  static final int ORDER = 100;

  @Override
  public void customize(AbstractConfigurableWebServerFactory factory) {
    if (factory.getSsl() == null) {
      factory.setSsl(Ssl.forBundle(bundle));
    }
    bundles.ifAvailable(this::expectUpdates);
  }

  /** Only Tomcat looks at them, but Spring Boot would warn of a bundle that nobody looks at. */
  private void expectUpdates(SslBundles all) {
    for (Wanted other : ours.others()) {
      all.addBundleUpdateHandler(ours.nameOf(other), changed -> {});
    }
  }

  /** Whether the server shows our certificates. */
  static boolean isMade(AbstractConfigurableWebServerFactory factory, String bundle) {
    Ssl ssl = factory.getSsl();
    return Ssl.isEnabled(ssl) && ssl != null && bundle.equals(ssl.getBundle());
  }
}
