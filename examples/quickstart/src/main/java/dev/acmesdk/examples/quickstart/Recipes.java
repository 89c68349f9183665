package dev.acmesdk.examples.quickstart;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.ManagedCertificate;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.store.Lineage;
import java.net.URI;
import java.nio.file.Path;

/** What the site's pages show, a few lines for each task. */
final class Recipes {
  private Recipes() {}

  /** A web server has port 80, and delivers files. */
  static AcmeRequest besideAWebServer() {
    return Acme.webroot(Path.of("/var/www/html"))
        .email("admin@example.com")
        .agreeToTermsOfService()
        .domains("example.com", "www.example.com");
  }

  /** A CA of the house, whose root no operating system knows. */
  static Acme atAPrivateCa(Acme acme, URI directory, Path root) {
    return acme.directory(directory).trust(root);
  }

  /** Another public CA, which serves its customers only. */
  static Acme asACustomer(Acme acme, URI directory, String keyId, String macKey) {
    return acme.directory(directory).externalAccount(keyId, macKey);
  }

  /** A second CA, which is asked when the first one does not issue. */
  static ManagedCertificate withASecondCa(AcmeRequest request, AcmeAccount second) {
    return request.managing().fallback(second).start();
  }

  /** An address instead of a name, for six days. */
  static AcmeRequest sixDaysForAnAddress(Acme acme) {
    return acme.profile("shortlived").identifiers(Identifier.ip("192.0.2.7"));
  }

  /** The certificate that Certbot has obtained; it is renewed if it is due, and kept if not. */
  static Lineage certbots() {
    return Acme.standalone()
        .agreeToTermsOfService()
        .domains("example.com")
        .named("example.com")
        .obtain();
  }
}
