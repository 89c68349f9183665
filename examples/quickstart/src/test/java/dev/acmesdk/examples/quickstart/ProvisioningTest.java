package dev.acmesdk.examples.quickstart;

import static dev.acmesdk.testing.assertion.AcmeAssertions.assertThat;

import dev.acmesdk.Acme;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.Faults;
import dev.acmesdk.testing.Occasion;
import dev.acmesdk.testing.RetryAfter;
import dev.acmesdk.testing.Trouble;
import dev.acmesdk.testing.junit.AcmeCa;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A test of one's own TLS provisioning, as the page on testing shows it. */
@AcmeCa
class ProvisioningTest {

  @Test
  void getsACertificate(EmbeddedAcmeServer ca, @TempDir Path store) {
    Acme.standalone()
        .httpPort(ca.httpPort())
        .directory(ca.directory())
        .trust(ca.trustAnchorPem())
        .storeIn(store)
        .agreeToTermsOfService()
        .domains("example.com")
        .obtain();
    assertThat(ca).hasOrders(1).hasCertificates(1).wastedNoNonce();
  }

  @Test
  void copesWithTrouble(EmbeddedAcmeServer ca, Faults faults, @TempDir Path store) {
    faults.when(Occasion.nth("finalize", 1), Trouble.lostAnswer());
    faults.when(
        Occasion.next("newOrder", 1), Trouble.status(503, RetryAfter.seconds(Duration.ZERO)));
    getsACertificateInTheEnd(ca, store);
    assertThat(ca).hasOrders(1).hasCertificates(1);
  }

  private static void getsACertificateInTheEnd(EmbeddedAcmeServer ca, Path store) {
    Acme.standalone()
        .httpPort(ca.httpPort())
        .directory(ca.directory())
        .trust(ca.trustAnchorPem())
        .storeIn(store)
        .agreeToTermsOfService()
        .domains("example.com")
        .obtain();
  }
}
