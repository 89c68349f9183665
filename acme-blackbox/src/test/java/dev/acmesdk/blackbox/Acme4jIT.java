package dev.acmesdk.blackbox;

import static dev.acmesdk.testing.assertion.AcmeAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.dns.DnsStub;
import dev.acmesdk.testing.junit.AcmeCa;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.RevocationReason;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.connector.NetworkSettings;
import org.shredzone.acme4j.provider.GenericAcmeProvider;

/** acme4j, another library for Java, at the embedded CA. */
@AcmeCa(lifecycle = Lifecycle.PER_METHOD, nonceRejectPercent = 10)
@Timeout(120)
class Acme4jIT {
  private static final String NAME = "a.example.com";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir private Path folder;
  private EmbeddedAcmeServer ca;
  private Login login;

  @BeforeEach
  void register(EmbeddedAcmeServer server) throws Exception {
    ca = server;
    Session session = new Session(ca.directory(), new Trusting(context(ca.trustAnchorPem())));
    login = new AccountBuilder().agreeToTermsOfService().useKeyPair(key()).createLogin(session);
  }

  /** It would trust what the JVM trusts. */
  private static final class Trusting extends GenericAcmeProvider {
    private final SSLContext context;

    Trusting(SSLContext context) {
      this.context = context;
    }

    @Override
    public HttpClient createHttpClient(NetworkSettings settings) {
      return HttpClient.newBuilder().sslContext(context).build();
    }
  }

  private static SSLContext context(String pem) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(
        "ca",
        CertificateFactory.getInstance("X.509")
            .generateCertificate(
                new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  private static KeyPair key() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(256);
    return generator.generateKeyPair();
  }

  private Certificate issued(Order order) throws Exception {
    assertThat(order.waitUntilReady(LIMIT)).isEqualTo(Status.READY);
    order.execute(key());
    assertThat(order.waitForCompletion(LIMIT)).isEqualTo(Status.VALID);
    return order.getCertificate();
  }

  private Certificate obtain() throws Exception {
    Path directory = Files.createDirectories(folder.resolve(".well-known/acme-challenge"));
    try (Webroot webroot = new Webroot(folder, ca.httpPort())) {
      assertThat(webroot.port()).isEqualTo(ca.httpPort());
      Order order = login.newOrder().domain(NAME).create();
      for (Authorization authorization : order.getAuthorizations()) {
        Http01Challenge challenge =
            authorization.findChallenge(Http01Challenge.class).orElseThrow();
        Files.writeString(directory.resolve(challenge.getToken()), challenge.getAuthorization());
        challenge.trigger();
      }
      return issued(order);
    }
  }

  @Test
  void getsRenewsAndRevokes() throws Exception {
    Certificate first = obtain();
    Certificate second = obtain();
    second.revoke(RevocationReason.SUPERSEDED);

    assertThat(ca).hasAccounts(1).hasOrders(2).hasCertificates(2);
    assertThat(ca.crl().getRevokedCertificate(second.getCertificate())).isNotNull();
    assertThat(ca.crl().getRevokedCertificate(first.getCertificate())).isNull();
    assertThat(first.getRenewalInfo().getSuggestedWindowStart()).isNotNull();
  }

  @Test
  void getsAWildcardByDns(DnsStub dns) throws Exception {
    Order order = login.newOrder().domain("*." + NAME).create();
    for (Authorization authorization : order.getAuthorizations()) {
      Dns01Challenge challenge = authorization.findChallenge(Dns01Challenge.class).orElseThrow();
      dns.addTxt("_acme-challenge." + NAME, challenge.getDigest());
      challenge.trigger();
    }

    assertThat(issued(order).getCertificate().getSubjectAlternativeNames())
        .singleElement()
        .asString()
        .contains("*." + NAME);
    assertThat(ca).hasOrders(1).hasCertificates(1);
  }
}
