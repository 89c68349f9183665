package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.error.RejectedException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuedCertificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Against the CA of acme-testing, without any program. */
@SameOnEveryJdk
class EmbeddedCertificatesTest extends CaCertificatesContract {

  @Override
  CaUnderTest.Setup with() {
    return EmbeddedCa.with();
  }

  /** It tells its intermediates in chains only. */
  @Override
  String intermediate(CaUnderTest ca, int root, IssuedCertificate issued) {
    return issued.chain().fingerprints().get(issued.chain().fingerprints().size() - 1);
  }

  /** Like Let's Encrypt, so what is asked for can be had from Pebble only. */
  @Test
  void rfc8555Section7_4_decidesAboutTheValidityItself() throws Exception {
    Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(3));
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      CertificateRequest request =
          DirectIssuer.request("validity.test").withValidity(start, start.plus(Duration.ofDays(5)));
      assertThatThrownBy(() -> issuer.issue(request))
          .isInstanceOf(RejectedException.class)
          .hasMessageContaining("notBefore");
    }
  }
}
