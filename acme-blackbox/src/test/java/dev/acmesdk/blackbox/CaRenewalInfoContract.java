package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.client.RenewalAnswer;
import dev.acmesdk.error.ProtocolViolationException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.CertificateId;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.RenewalInfo;
import dev.acmesdk.renewal.RenewalPolicy;
import dev.acmesdk.renewal.RenewalTime;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Renewal information (RFC 9773) of a real CA, and orders that replace certificates. */
@Timeout(120)
abstract class CaRenewalInfoContract extends CaContract {

  private static RenewalAnswer ask(DirectIssuer issuer, X509Certificate certificate) {
    return issuer.client().certificates().renewalInfo(certificate).orElseThrow();
  }

  private static RenewalInfo suggested(DirectIssuer issuer, X509Certificate certificate) {
    return ((RenewalAnswer.Suggested) ask(issuer, certificate)).info();
  }

  @Test
  void rfc9773Section4_2_asksForTheWindow() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      ca.assumeRenewalInfo();
      X509Certificate leaf = issuer.issue(DirectIssuer.request("window.test")).chain().leaf();
      RenewalInfo info = suggested(issuer, leaf);
      assertThat(info.certificate()).isEqualTo(CertificateId.of(leaf).orElseThrow());
      assertThat(info.start()).isAfter(leaf.getNotBefore().toInstant());
      assertThat(info.end()).isBefore(leaf.getNotAfter().toInstant());
      assertThat(Duration.between(info.fetchedAt(), info.askAgainAt()))
          .isEqualTo(Duration.ofHours(6));
      assertThat(RenewalTime.of(leaf, info, RenewalPolicy.byLifetime(), Instant.now()))
          .isBetween(info.start(), info.end());
    }
  }

  @Test
  void rfc9773Section4_2_aWindowThatHasPassedMeansNow() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      ca.assumeRenewalInfo();
      IssuedCertificate issued = issuer.issue(DirectIssuer.request("past.test"));
      ca.suggestRenewal(
          issued.chain(),
          Instant.parse("2020-01-01T00:00:00Z"),
          Instant.parse("2020-01-02T00:00:00Z"),
          URI.create("https://ca.example/why"));
      RenewalInfo info = suggested(issuer, issued.chain().leaf());
      assertThat(info.explanation()).contains(URI.create("https://ca.example/why"));
      Instant now = Instant.now();
      assertThat(RenewalTime.of(issued.chain().leaf(), info, RenewalPolicy.byLifetime(), now))
          .isEqualTo(now);
    }
  }

  @Test
  void rfc9773Section4_3_3_nonsenseIsNoAnswer() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      ca.assumeRenewalInfo();
      IssuedCertificate issued = issuer.issue(DirectIssuer.request("nonsense.test"));
      for (CaUnderTest.Nonsense nonsense : ca.nonsense()) {
        nonsense.say(issued.chain());
        RenewalAnswer answer = ask(issuer, issued.chain().leaf());
        assertThat(answer)
            .isInstanceOfSatisfying(
                RenewalAnswer.Unavailable.class,
                e -> assertThat(e.cause()).isInstanceOf(ProtocolViolationException.class));
        assertThat(Duration.between(Instant.now(), answer.askAgainAt()))
            .isBetween(Duration.ofHours(5), Duration.ofHours(6));
      }
    }
  }

  @Test
  void rfc9773Section5_replacesACertificateOnceAndThenOrdersWithoutSayingSo() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      ca.assumeRenewalInfo();
      CertificateRequest request = DirectIssuer.request("replaced.test");
      IssuedCertificate first = issuer.issue(request);
      CertificateId id = CertificateId.of(first.chain().leaf()).orElseThrow();
      IssuedCertificate second = issuer.issue(request.withReplaces(id));
      assertThat(order(issuer, second).replaces()).isEqualTo(id);

      IssuedCertificate third = issuer.issue(request.withReplaces(id));
      assertThat(order(issuer, third).replaces()).isNull();
      assertThat(third.chain().leaf()).isNotEqualTo(second.chain().leaf());
    }
  }

  private static Order order(DirectIssuer issuer, IssuedCertificate issued) {
    return issuer.client().orders().read(issuer.account(), issued.order());
  }
}
