package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestCaTest {
  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3})
  void issuesChainsThatTheJdkTrusts(int intermediates) throws Exception {
    TestCa ca = TestCa.withIntermediates(intermediates);
    TestCa.Issued issued = ca.leaf("example.com").valid(START, Duration.ofDays(90)).issue();
    assertThat(issued.chain().certificates()).hasSize(1 + intermediates);
    assertThat(issued.chain().isFor(issued.key().getPublic())).isTrue();

    PKIXParameters trust = new PKIXParameters(ca.trustStore());
    trust.setRevocationEnabled(false);
    trust.setDate(Date.from(START.plusSeconds(1)));
    CertPathValidator.getInstance("PKIX")
        .validate(
            CertificateFactory.getInstance("X.509").generateCertPath(issued.chain().certificates()),
            trust);
  }

  @Test
  void keepsWhatItIsTold() {
    TestCa.Issued issued =
        TestCa.root("Other Root", KeyAlgorithm.EC_P384)
            .leaf("a.example", "*.b.example")
            .ip("192.0.2.1")
            .ip("2001:db8::1")
            .key(KeyAlgorithm.RSA_2048)
            .serial(BigInteger.valueOf(0x8765))
            .authorityKeyId(new byte[] {1, 2, 3})
            .valid(START, Duration.ofHours(1))
            .issue();
    assertThat(issued.chain().dnsNames()).containsExactly("a.example", "*.b.example");
    assertThat(issued.chain().ipAddresses()).containsExactly("192.0.2.1", "2001:db8:0:0:0:0:0:1");
    assertThat(issued.leaf().getPublicKey().getAlgorithm()).isEqualTo("RSA");
    assertThat(issued.leaf().getSerialNumber()).isEqualTo(0x8765);
    assertThat(issued.leaf().getExtensionValue("2.5.29.35")).endsWith(1, 2, 3);
    assertThat(issued.leaf().getNotAfter()).isEqualTo("2026-03-01T01:00:00Z");
    assertThat(issued.leaf().getIssuerX500Principal().getName()).isEqualTo("CN=Other Root");
  }

  @Test
  void signsRequestsForTheirNamesAndKey() {
    var key = KeyAlgorithm.EC_P256.generate();
    var request = CertificateSigningRequest.create(key, List.of("www.example.com"), List.of());
    var chain = TestCa.withIntermediates(1).sign(request.der(), START, Duration.ofDays(6));
    assertThat(chain.dnsNames()).containsExactly("www.example.com");
    assertThat(chain.isFor(key.getPublic())).isTrue();
    assertThat(chain.leaf().getNotAfter()).isEqualTo("2026-03-07T00:00:00Z");
  }
}
