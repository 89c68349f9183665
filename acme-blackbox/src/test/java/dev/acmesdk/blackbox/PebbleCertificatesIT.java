package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.issuance.IssuedCertificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Against Pebble. */
@RequiresPebble
class PebbleCertificatesIT extends CaCertificatesContract {

  @Override
  CaUnderTest.Setup with() {
    return Pebble.with();
  }

  @Override
  String intermediate(CaUnderTest ca, int root, IssuedCertificate issued) throws Exception {
    return DirectIssuer.fingerprint(((Pebble) ca).intermediate(root));
  }

  @Test
  void rfc8555Section7_4_getsTheValidityThatWasAskedFor() throws Exception {
    try (Pebble ca = Pebble.start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(3));
      Instant end = start.plus(Duration.ofDays(5));
      X509Certificate leaf =
          issuer
              .issue(DirectIssuer.request("validity.test").withValidity(start, end))
              .chain()
              .leaf();
      assertThat(leaf.getNotBefore().toInstant()).isEqualTo(start);
      assertThat(leaf.getNotAfter().toInstant()).isEqualTo(end);
    }
  }
}
