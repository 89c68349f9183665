package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.cert.CRLReason;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RevocationTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");

  private final MutableClock clock = new MutableClock(NOW);
  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder().httpPort(responder.port()).clock(clock).start();
  private final RawClient client = new RawClient(server).withAccount();
  private final TestKey certificateKey = TestKey.es256();
  private X509Certificate certificate;

  @BeforeEach
  void issue() {
    Reply order = client.newOrder("example.com");
    client.validate(order, responder);
    client.finalizeOrder(order, TestCsr.of(certificateKey.pair(), "example.com").der());
    String url = client.await(order.location(), "processing").text("certificate");
    certificate = Chains.parse(client.read(url).body()).get(0);
  }

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private static String payload(X509Certificate certificate, Object reason) throws Exception {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("certificate", TestKey.base64url(certificate.getEncoded()));
    if (reason != null) {
      payload.put("reason", reason);
    }
    return TestJson.write(payload);
  }

  private Reply revoke(RawClient who, Object reason) throws Exception {
    return who.post(who.url("revokeCert"), payload(certificate, reason));
  }

  private Reply revokeByKey(TestKey key) throws Exception {
    RawClient holder = new RawClient(server, key);
    String url = holder.url("revokeCert");
    return holder.send(holder.signed(url, holder.byKey(url, payload(certificate, 1)).body()));
  }

  private static X509CRL fetch(URI url) throws Exception {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofByteArray());
    assertThat(response.headers().firstValue("Content-Type")).contains("application/pkix-crl");
    return (X509CRL)
        CertificateFactory.getInstance("X.509")
            .generateCRL(new ByteArrayInputStream(response.body()));
  }

  private URI crlUrl() {
    byte[] extension =
        ASN1OctetString.getInstance(certificate.getExtensionValue("2.5.29.31")).getOctets();
    GeneralNames names =
        GeneralNames.getInstance(
            CRLDistPoint.getInstance(extension)
                .getDistributionPoints()[0]
                .getDistributionPoint()
                .getName());
    GeneralName name = names.getNames()[0];
    return URI.create(name.getName().toString());
  }

  @Test
  void rfc8555Section7_6_letsTheAccountRevoke() throws Exception {
    assertThat(server.crl().getRevokedCertificates()).isNull();
    Reply reply = revoke(client, 4);

    assertThat(reply.status()).isEqualTo(200);
    X509CRLEntry entry = server.crl().getRevokedCertificate(certificate);
    assertThat(entry.getRevocationReason()).isEqualTo(CRLReason.SUPERSEDED);
    assertThat(entry.getRevocationDate()).isEqualTo(NOW);
  }

  @Test
  void rfc5280Section5_servesASignedListThatTheCertificateNames() throws Exception {
    revoke(client, null);
    X509CRL crl = fetch(crlUrl());

    crl.verify(Chains.parse(client.read(lastCertificateUrl()).body()).get(1).getPublicKey());
    assertThat(crl.isRevoked(certificate)).isTrue();
    assertThat(crl.getThisUpdate()).isEqualTo(NOW);
    assertThat(crl.getNextUpdate()).isEqualTo(NOW.plus(Duration.ofDays(7)));
    assertThat(crl.getIssuerX500Principal()).isEqualTo(certificate.getIssuerX500Principal());
  }

  private String lastCertificateUrl() {
    String orders = client.read(client.kid()).text("orders");
    return client.read(client.read(orders).texts("orders").get(0)).text("certificate");
  }

  @Test
  void rfc8555Section7_6_letsTheKeyOfTheCertificateRevoke() throws Exception {
    assertThat(revokeByKey(certificateKey).status()).isEqualTo(200);
    assertThat(server.crl().isRevoked(certificate)).isTrue();
  }

  @Test
  void rfc8555Section7_6_refusesAnyOtherKey() throws Exception {
    assertThat(revokeByKey(TestKey.es256()).refusal()).isEqualTo("403 unauthorized");
    assertThat(revokeByKey(client.key()).refusal()).isEqualTo("403 unauthorized");
    assertThat(server.crl().isRevoked(certificate)).isFalse();
  }

  @Test
  void rfc8555Section7_6_letsAnAccountRevokeThatHoldsAllAuthorizations() throws Exception {
    RawClient other = new RawClient(server).withAccount();
    assertThat(revoke(other, 0).refusal()).isEqualTo("403 unauthorized");
    Reply order = other.newOrder("example.com");
    other.validate(order, responder);
    clock.advance(Duration.ofDays(8));
    assertThat(revoke(other, 0).refusal()).isEqualTo("403 unauthorized");

    other.validate(other.newOrder("example.com"), responder);
    assertThat(revoke(other, 0).status()).isEqualTo(200);
  }

  @Test
  void rfc8555Section7_6_refusesASecondTime() throws Exception {
    revoke(client, 0);

    assertThat(revoke(client, 0).refusal()).isEqualTo("400 alreadyRevoked");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 2, 7, 8, 11})
  void rfc8555Section7_6_refusesReasonsThatAreNotASubscribers(int reason) throws Exception {
    assertThat(revoke(client, reason).refusal()).isEqualTo("400 badRevocationReason");
    assertThat(server.crl().isRevoked(certificate)).isFalse();
  }

  @Test
  void rfc8555Section7_6_refusesAReasonThatIsNoNumber() throws Exception {
    assertThat(revoke(client, "keyCompromise").refusal()).isEqualTo("400 malformed");
    assertThat(revoke(client, 1.5).refusal()).isEqualTo("400 malformed");
  }

  @Test
  void refusesACertificateOfAnotherCa() throws Exception {
    String payload = payload(server.issuerRoot(), 0);

    assertThat(client.post(client.url("revokeCert"), payload).refusal()).isEqualTo("404 malformed");
  }

  @Test
  void refusesWhatIsNoCertificate() {
    String url = client.url("revokeCert");

    assertThat(client.post(url, "{}").refusal()).isEqualTo("400 malformed");
    assertThat(client.post(url, "{\"certificate\":\"AAAA\"}").refusal()).isEqualTo("400 malformed");
    assertThat(client.post(url, "{\"certificate\":\"AAA=\"}").refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc8555Section6_2_wantsKeyOrAccountButNotBoth() throws Exception {
    Reply both =
        client.post(
            client.url("revokeCert"),
            payload(certificate, 0),
            request -> request.header("jwk", client.key().jwk()));

    assertThat(both.refusal()).isEqualTo("400 malformed");
  }

  @Test
  void rfc9773Section4_2_suggestsToRenewWhatIsRevokedAtOnce() throws Exception {
    revoke(client, 1);
    Reply info = client.get(client.url("renewalInfo") + "/" + Issuing.id(certificate));

    assertThat(Instant.parse(info.json().path("suggestedWindow").path("end").asString()))
        .isBefore(NOW);
  }
}
