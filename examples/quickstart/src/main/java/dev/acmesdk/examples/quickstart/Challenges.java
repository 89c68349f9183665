package dev.acmesdk.examples.quickstart;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.AcmeRequest;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsAccount01Solver;
import dev.acmesdk.dns01.DnsPersist01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.PersistentRecord;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.http01.Http01Responder;
import dev.acmesdk.protocol.Challenge.DnsAccount01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.tls.ReloadableKeyManager;
import dev.acmesdk.tlsalpn01.TlsAlpn01Responder;
import java.net.URI;
import javax.net.ssl.SSLParameters;

/** The ways to prove control, as the site's pages on the challenges show them. */
final class Challenges {
  private Challenges() {}

  /** HTTP-01 through the web server that this program has anyway. */
  static Acme throughTheWebServer(HttpServer server) {
    Http01Responder responder = new Http01Responder();
    server.createContext(Http01.PATH_PREFIX, responder.asHttpHandler());
    return Acme.with(responder);
  }

  /** TLS-ALPN-01 with a server of its own, where port 443 is free. */
  static AcmeRequest onPort443() {
    return Acme.tlsAlpn()
        .email("admin@example.com")
        .agreeToTermsOfService()
        .domains("example.com", "www.example.com");
  }

  /** TLS-ALPN-01 through the TLS server that this program has anyway. */
  static Acme throughTheTlsServer(HttpsServer server, ReloadableKeyManager keys) {
    server.setHttpsConfigurator(
        new HttpsConfigurator(keys.sslContext()) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters tls = getSSLContext().getDefaultSSLParameters();
            tls.setApplicationProtocols(new String[] {"http/1.1", TlsAlpn01.PROTOCOL});
            parameters.setSSLParameters(tls);
          }
        });
    server.start();
    return Acme.with(TlsAlpn01Responder.of(keys));
  }

  /** dns-account-01, and DNS-01 at a CA that does not offer it. */
  static Acme byOwnLabel(DnsProvider provider, VisibilityCheck check) {
    return Acme.with(
        DnsAccount01Solver.of(provider).withVisibilityCheck(check),
        Dns01Solver.of(provider).withVisibilityCheck(check));
  }

  /** The name whose alias may lead to a zone of this account's own. */
  static String ownLabel(AcmeAccount account) {
    URI url = account.register().url();
    return DnsAccount01.label(url) + "._acme-challenge.example.com";
  }

  /** dns-persist-01: the record is added if it is not there. */
  static Acme byLastingRecord(DnsProvider provider, VisibilityCheck check) {
    return Acme.with(
        DnsPersist01Solver.of(provider).withVisibilityCheck(check).withLookUp(check.client()::txt));
  }

  /** The line for the zone, for whoever may change it, before anything is ordered. */
  static String lastingRecord(AcmeAccount account) {
    URI url = account.register().url();
    Identifier.Dns name = Identifier.dns("example.com");
    return new PersistentRecord(name, "ca.example", url, false, null).toTxtRecord().toString();
  }
}
