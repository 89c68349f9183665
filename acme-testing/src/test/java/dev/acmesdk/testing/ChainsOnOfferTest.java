package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChainsOnOfferTest {

  private static void verify(List<X509Certificate> chain, X509Certificate root) throws Exception {
    CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(chain);
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    CertPathValidator.getInstance("PKIX").validate(path, parameters);
  }

  @ParameterizedTest
  @CsvSource({"false, 0", "false, 2", "true, 1"})
  void rfc8555Section7_4_2_offersAlternatesThatEndInOtherRoots(boolean rsa, int length)
      throws Exception {
    try (Http01Responder responder = new Http01Responder();
        EmbeddedAcmeServer server =
            EmbeddedAcmeServer.builder()
                .httpPort(responder.port())
                .rsaIssuer(rsa)
                .chainLength(length)
                .alternateChains(1, 3)
                .start()) {
      RawClient client = new RawClient(server).withAccount();
      Reply order = client.newOrder("example.com");
      client.validate(order, responder);
      client.finalizeOrder(order, TestCsr.der("example.com"));
      String url = client.await(order.location(), "processing").text("certificate");
      Reply usual = client.read(url);
      List<X509Certificate> first = Chains.parse(usual.body());
      List<String> alternates =
          usual.headers().allValues("Link").stream()
              .filter(link -> link.endsWith("rel=\"alternate\""))
              .map(link -> link.substring(1, link.indexOf('>')))
              .toList();

      assertThat(first).hasSize(1 + length);
      assertThat(first.get(0).getSigAlgName()).contains(rsa ? "RSA" : "ECDSA");
      assertThat(server.issuerRoots()).hasSize(3).doesNotHaveDuplicates();
      verify(first, server.issuerRoot());
      assertThat(alternates).hasSize(2);
      List<X509Certificate> second = Chains.parse(client.read(alternates.get(0)).body());
      List<X509Certificate> third = Chains.parse(client.read(alternates.get(1)).body());
      assertThat(second).hasSize(2).startsWith(first.get(0));
      assertThat(third).hasSize(4).startsWith(first.get(0));
      verify(second, server.issuerRoots().get(1));
      verify(third, server.issuerRoots().get(2));
      assertThat(client.read(alternates.get(1)).link("alternate")).contains(url);
      assertThat(client.read(url + "/3").refusal()).isEqualTo("404 malformed");
      assertThat(client.read(url + "/0").refusal()).isEqualTo("404 malformed");
    }
  }

  @Test
  void offersNoAlternatesByDefault() {
    try (Http01Responder responder = new Http01Responder();
        EmbeddedAcmeServer server =
            EmbeddedAcmeServer.builder().httpPort(responder.port()).start()) {
      RawClient client = new RawClient(server).withAccount();
      Reply order = client.newOrder("example.com");
      client.validate(order, responder);
      client.finalizeOrder(order, TestCsr.der("example.com"));
      String url = client.await(order.location(), "processing").text("certificate");

      assertThat(client.read(url).link("alternate")).isEmpty();
    }
  }
}
