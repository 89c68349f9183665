package dev.acmesdk.tls;

import static dev.acmesdk.tls.Lineages.lineage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.crypto.TlsAlpnCertificate;
import dev.acmesdk.protocol.Identifier;
import java.time.Clock;
import java.time.Duration;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers to TLS-ALPN-01 beside ordinary certificates, in an engine that accepts both. */
class TlsAlpnAnswerTest {
  private static final String[] ACCEPTED = {"h2", "http/1.1", "acme-tls/1"};
  private static final Identifier NAME = Identifier.dns("example.com");
  private static final TestCa.Issued ORDINARY = TestCa.root().leaf("example.com").issue();

  private final ReloadableKeyManager keys = ReloadableKeyManager.create();
  private final LookingClient ca = LookingClient.askingFor("example.com").offering("acme-tls/1");

  @BeforeEach
  void publish() {
    keys.publish(lineage("example.com", ORDINARY));
  }

  private static TlsAlpnCertificate certificate(Identifier identifier) {
    return identifier instanceof Identifier.Ip ip
        ? TlsAlpnCertificate.forAddress(ip.address(), new byte[32], Clock.systemUTC())
        : TlsAlpnCertificate.forName(identifier.value(), new byte[32], Clock.systemUTC());
  }

  private void assertIsRefused(LookingClient client) {
    assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> client.shownBy(keys, ACCEPTED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void rfc8737Section3_isShownToWhoOffersTheProtocol(String version) throws Exception {
    TlsAlpnCertificate certificate = certificate(NAME);
    keys.answer(NAME, certificate);
    assertThat(ca.version(version).shownBy(keys, ACCEPTED)).isEqualTo(certificate.certificate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void rfc8737Section3_othersAreShownTheOrdinaryCertificate(String version) throws Exception {
    keys.answer(NAME, certificate(NAME));
    LookingClient other = LookingClient.askingFor("example.com").version(version);
    assertThat(other.shownBy(keys, ACCEPTED)).isEqualTo(ORDINARY.leaf());
    assertThat(other.offering("h2").shownBy(keys, ACCEPTED)).isEqualTo(ORDINARY.leaf());
    assertThat(other.offering("acme-tls/1", "h2").shownBy(keys, ACCEPTED))
        .isEqualTo(ORDINARY.leaf());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void rfc8737Section3_withTheProtocolNobodyIsShownAnOrdinaryCertificate(String version) {
    assertIsRefused(ca.version(version));
    keys.answer(NAME, certificate(NAME));
    assertIsRefused(
        LookingClient.askingFor("other.example").version(version).offering("acme-tls/1"));
    assertIsRefused(LookingClient.nameless().version(version).offering("acme-tls/1"));
    assertIsRefused(ca.version(version).withRsaOnly());
  }

  /** What servers do by default: so the CA is shown the wrong certificate, and says so. */
  @Test
  void aServerThatDoesNotSelectTheProtocolShowsTheOrdinaryCertificate() throws Exception {
    keys.answer(NAME, certificate(NAME));
    assertThat(ca.shownBy(keys)).isEqualTo(ORDINARY.leaf());
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 1.2.0.192.in-addr.arpa",
    "2001:db8::1, 1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.B.D.0.1.0.0.2.IP6.ARPA"
  })
  void rfc8738Section6_addressesAreAskedForByTheirReverseName(String address, String serverName)
      throws Exception {
    Identifier identifier = Identifier.ip(address);
    TlsAlpnCertificate certificate = certificate(identifier);
    keys.answer(identifier, certificate);
    assertThat(LookingClient.askingFor(serverName).offering("acme-tls/1").shownBy(keys, ACCEPTED))
        .isEqualTo(certificate.certificate());
  }

  @Test
  void rfc8738Section6_anAddressItselfIsNoServerName() {
    keys.answer(Identifier.ip("192.0.2.1"), certificate(Identifier.ip("192.0.2.1")));
    assertIsRefused(LookingClient.askingFor("192.0.2.1").offering("acme-tls/1"));
  }

  @Test
  void theLastOneIsShownUntilItIsClosed() throws Exception {
    TlsAlpnCertificate first = certificate(NAME);
    TlsAlpnCertificate second = certificate(NAME);
    TlsAlpnAnswer below = keys.answer(NAME, first);
    TlsAlpnAnswer above = keys.answer(NAME, second);
    assertThat(ca.shownBy(keys, ACCEPTED)).isEqualTo(second.certificate());
    above.close();
    above.close();
    assertThat(ca.shownBy(keys, ACCEPTED)).isEqualTo(first.certificate());
    below.close();
    below.close();
    assertIsRefused(ca);
  }

  @Test
  void tellsWhetherItWasShown() throws Exception {
    TlsAlpnAnswer answer = keys.answer(NAME, certificate(NAME));
    LookingClient.askingFor("example.com").shownBy(keys, ACCEPTED);
    assertThat(answer.awaitRequested(Duration.ZERO)).isFalse();
    ca.shownBy(keys, ACCEPTED);
    assertThat(answer.awaitRequested(Duration.ZERO)).isTrue();
  }

  @Test
  void anAliasStandsForItsAnswerAsLongAsThatIsInPlace() {
    TlsAlpnCertificate certificate = certificate(NAME);
    TlsAlpnAnswer answer = keys.answer(NAME, certificate);
    TlsAlpnAnswer above = keys.answer(NAME, certificate(NAME));
    assertThat(answer).hasToString("acme-tls/1/example.com/1");
    assertThat(above).hasToString("acme-tls/1/example.com/2");
    assertThat(keys.getPrivateKey(answer.alias())).isEqualTo(certificate.privateKey());
    assertThat(keys.getCertificateChain(answer.alias())).containsExactly(certificate.certificate());
    answer.close();
    assertThat(keys.getPrivateKey(answer.alias())).isNull();
    assertThat(keys.getCertificateChain(answer.alias())).isNull();
  }

  @Test
  void isNoCertificateToBeListed() {
    keys.answer(NAME, certificate(NAME));
    assertThat(keys.getServerAliases("EC", null)).containsExactly("g1/example.com/EC");
  }
}
