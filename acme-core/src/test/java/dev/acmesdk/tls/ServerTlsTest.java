package dev.acmesdk.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.OpaqueKey;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.store.Lineage;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerTlsTest {
  private static final TestCa CA = TestCa.withIntermediates(1);
  private static final TestCa RSA_CA =
      TestCa.root("RSA Root", KeyAlgorithm.RSA_2048)
          .intermediate("RSA Intermediate", KeyAlgorithm.RSA_2048);

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3,EC_P256,false",
    "TLSv1.3,EC_P384,false",
    "TLSv1.3,EC_P521,false",
    "TLSv1.3,RSA_2048,true",
    "TLSv1.3,EC_P256,true",
    "TLSv1.2,EC_P256,false",
    "TLSv1.2,EC_P384,false",
    "TLSv1.2,EC_P521,false",
    "TLSv1.2,RSA_2048,true",
    "TLSv1.2,RSA_2048,false"
  })
  void presentsTheWholeChainToClientsThatTrustTheRoot(
      String protocol, KeyAlgorithm algorithm, boolean rsaCa) throws Exception {
    TestCa ca = rsaCa ? RSA_CA : CA;
    TestCa.Issued issued = ca.leaf("localhost").key(algorithm).issue();
    try (TlsServer server = new TlsServer(ServerTls.context(lineage(issued)), protocol)) {
      SSLSession session = server.connect(TlsServer.trusting(ca));
      assertThat(session.getProtocol()).isEqualTo(protocol);
      assertThat(session.getPeerCertificates())
          .containsExactlyElementsOf(issued.chain().certificates());
    }
  }

  @Test
  void withoutTheIntermediateNobodyWouldTrustIt() throws Exception {
    TestCa.Issued issued = CA.leaf("localhost").issue();
    TestCa.Issued alone =
        new TestCa.Issued(
            issued.key(), new CertificateChain(issued.chain().certificates().subList(0, 1)));
    assertThat(TlsServer.handshakeFailure(alone, CA)).isInstanceOf(SSLHandshakeException.class);
  }

  @Test
  void aContextKeepsItsCertificateWhenThereIsANewOne() throws Exception {
    TestCa.Issued first = CA.leaf("localhost").issue();
    TestCa.Issued second = CA.leaf("localhost").issue();
    SSLContext context = ServerTls.context(lineage(first));
    assertThat(ServerTls.context(lineage(second))).isNotSameAs(context);
    try (TlsServer server = new TlsServer(context)) {
      assertThat(server.connect(TlsServer.trusting(CA)).getPeerCertificates()[0])
          .isEqualTo(first.leaf());
      assertThat(server.connect(TlsServer.trusting(CA)).getPeerCertificates()[0])
          .isEqualTo(first.leaf());
    }
  }

  @Test
  void keyStoreHasOneEntryNamedLikeTheLineage() throws Exception {
    TestCa.Issued issued = CA.leaf("localhost").issue();
    KeyStore store = ServerTls.keyStore(lineage(issued));
    assertThat(store.getType()).isEqualTo("PKCS12");
    assertThat(store.size()).isEqualTo(1);
    assertThat(store.isKeyEntry("example.com")).isTrue();
    assertThat(store.getKey("example.com", new char[0])).isEqualTo(issued.key().getPrivate());
    assertThat(store.getCertificateChain("example.com"))
        .containsExactly(issued.chain().certificates().toArray(Certificate[]::new));
  }

  @Test
  void aKeyThatCannotBeStoredIsAnErrorThatShowsNoKey() {
    TestCa.Issued issued = CA.leaf("localhost").issue();
    PrivateKey opaque = new OpaqueKey("EC");
    Lineage lineage = new Lineage("example.com", 1, issued.chain(), opaque, null, null);
    assertThatIllegalStateException()
        .isThrownBy(() -> ServerTls.context(lineage))
        .withMessageContaining("Cannot make a key store for Lineage[example.com")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(OpaqueKey.SECRET));
  }

  private static Lineage lineage(TestCa.Issued issued) {
    return new Lineage("example.com", 1, issued.chain(), issued.key().getPrivate(), null, null);
  }
}
