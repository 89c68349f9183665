package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.RevocationOutcome;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.error.RejectedException;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.issuance.ChainPreference;
import dev.acmesdk.issuance.IssuanceEvent;
import dev.acmesdk.issuance.IssuedCertificate;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Order;
import dev.acmesdk.protocol.ProblemType;
import dev.acmesdk.protocol.RevocationReason;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be done with, and asked for, certificates, against a real CA over real HTTP-01. */
@RequiresPebble
@Timeout(120)
class PebbleCertificatesIT {

  @Test
  void rfc8555Section7_4_2_takesTheChainToThePreferredRoot() throws Exception {
    try (Pebble pebble = Pebble.with().alternateRoots(2).chainLength(2).start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      CertificateRequest request = PebbleIssuer.request("chain.test");
      for (int root = 0; root <= 2; root++) {
        String name = PebbleIssuer.commonName(pebble.root(root));
        IssuedCertificate issued =
            issuer.issue(request.withPreferredChain(ChainPreference.issuer(name)));
        assertThat(issued.chain().topIssuerCommonName()).contains(name);
        assertThat(issued.chain().certificates()).hasSize(3);

        String intermediate = PebbleIssuer.fingerprint(pebble.intermediate(root));
        assertThat(
                issuer
                    .issue(request.withPreferredChain(ChainPreference.certificate(intermediate)))
                    .chain()
                    .fingerprints())
            .contains(intermediate);
      }
      assertThat(issuer.events(IssuanceEvent.PreferredChainMissing.class)).isEmpty();
    }
  }

  @Test
  void rfc8555Section7_4_2_takesTheDefaultWhenNoChainIsPreferred() throws Exception {
    try (Pebble pebble = Pebble.with().alternateRoots(2).start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      IssuedCertificate issued =
          issuer.issue(
              PebbleIssuer.request("default.test")
                  .withPreferredChain(ChainPreference.issuer("Nobody's Root")));
      assertThat(issued.chain().topIssuerCommonName())
          .contains(PebbleIssuer.commonName(pebble.root(0)));
      assertThat(issuer.events(IssuanceEvent.PreferredChainMissing.class))
          .singleElement()
          .satisfies(event -> assertThat(event.faults()).isEmpty());
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RevocationReason.class,
      names = {"UNSPECIFIED", "KEY_COMPROMISE", "SUPERSEDED", "CESSATION_OF_OPERATION"})
  void rfc8555Section7_6_revokesByAccountAndByCertificateKey(RevocationReason reason)
      throws Exception {
    try (Pebble pebble = Pebble.start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      IssuedCertificate one = issuer.issue(PebbleIssuer.request("one.test"));
      IssuedCertificate two = issuer.issue(PebbleIssuer.request("two.test"));
      X509Certificate first = one.chain().leaf();
      X509Certificate second = two.chain().leaf();
      AcmeClient client = issuer.client();
      assertThat(client.certificates().revoke(issuer.account(), first, reason))
          .isEqualTo(RevocationOutcome.REVOKED);
      assertThat(client.certificates().revoke(two.privateKey(), second, reason))
          .isEqualTo(RevocationOutcome.REVOKED);
      for (X509Certificate certificate : List.of(first, second)) {
        String status = pebble.certificateStatus(serial(certificate)).toString();
        assertThat(status).contains("\"Status\":\"Revoked\"");
        if (reason != RevocationReason.UNSPECIFIED) {
          assertThat(status).contains("\"Reason\":" + reason.code());
        }
        assertThat(client.certificates().revoke(issuer.account(), certificate, reason))
            .isEqualTo(RevocationOutcome.ALREADY_REVOKED);
      }
      assertThat(client.certificates().revoke(one.privateKey(), first, reason))
          .isEqualTo(RevocationOutcome.ALREADY_REVOKED);
    }
  }

  private static String serial(X509Certificate certificate) {
    return certificate.getSerialNumber().toString(16);
  }

  @Test
  void rfc8555Section7_6_strangersCannotRevoke() throws Exception {
    try (Pebble pebble = Pebble.start();
        PebbleIssuer owner = new PebbleIssuer(pebble);
        PebbleIssuer stranger = new PebbleIssuer(pebble)) {
      X509Certificate certificate = owner.issue(PebbleIssuer.request("mine.test")).chain().leaf();
      assertThatThrownBy(
              () ->
                  stranger
                      .client()
                      .certificates()
                      .revoke(stranger.account(), certificate, RevocationReason.SUPERSEDED))
          .isInstanceOfSatisfying(
              RejectedException.class,
              e -> assertThat(e.kind()).isEqualTo(ProblemType.UNAUTHORIZED));
      assertThat(pebble.certificateStatus(serial(certificate)).toString()).contains("Valid");
    }
  }

  @Test
  void draftAcmeProfilesSection4_asksForProfilesThatThereAre() throws Exception {
    try (Pebble pebble = Pebble.with().profile("short", Duration.ofHours(160)).start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      pebble.assumeProfiles();
      CertificateRequest request = PebbleIssuer.request("profile.test");
      IssuedCertificate issued = issuer.issue(request.withProfile("short"));
      assertThat(lifetime(issued)).isCloseTo(Duration.ofHours(160), Duration.ofMinutes(1));
      assertThat(lifetime(issuer.issue(request.withProfile("default"))))
          .isCloseTo(Duration.ofDays(90), Duration.ofMinutes(1));
      issuer.issue(request);
      assertThat(issuer.events(IssuanceEvent.OrderPlaced.class))
          .extracting(IssuanceEvent.OrderPlaced::profile)
          .startsWith("short", "default")
          .last()
          .isIn("short", "default");
      assertThatThrownBy(() -> issuer.issue(request.withProfile("golden")))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("default, short");
      assertThat(issuer.events(IssuanceEvent.OrderPlaced.class)).hasSize(3);
    }
  }

  private static Duration lifetime(IssuedCertificate issued) {
    X509Certificate leaf = issued.chain().leaf();
    return Duration.between(leaf.getNotBefore().toInstant(), leaf.getNotAfter().toInstant());
  }

  @Test
  void rfc8555Section7_4_getsTheValidityThatWasAskedFor() throws Exception {
    try (Pebble pebble = Pebble.start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(Duration.ofDays(3));
      Instant end = start.plus(Duration.ofDays(5));
      X509Certificate leaf =
          issuer
              .issue(PebbleIssuer.request("validity.test").withValidity(start, end))
              .chain()
              .leaf();
      assertThat(leaf.getNotBefore().toInstant()).isEqualTo(start);
      assertThat(leaf.getNotAfter().toInstant()).isEqualTo(end);
    }
  }

  @Test
  void rfc8738Section3_getsACertificateForAnAddress() throws Exception {
    try (Pebble pebble = Pebble.start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      CertificateRequest request =
          CertificateRequest.of(List.of(Identifier.ip("127.0.0.1"), Identifier.dns("also.test")));
      IssuedCertificate issued = issuer.issue(request);
      assertThat(issued.chain().ipAddresses()).containsExactly("127.0.0.1");
      assertThat(issued.chain().dnsNames()).containsExactly("also.test");
    }
  }

  @Test
  void rfc8555Section7_1_6_resumesAnOrderFromWhereItIs() throws Exception {
    try (Pebble pebble = Pebble.start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      CertificateRequest request = PebbleIssuer.request("resumed.test");
      var key = request.keyAlgorithm().generate();
      Order placed = issuer.client().orders().place(issuer.account(), request.order());
      assertThat(placed.status()).isEqualTo(Order.Status.PENDING);

      IssuedCertificate issued = issuer.issuer().resume(request, placed.url(), key);
      assertThat(issued.chain().isFor(key.getPublic())).isTrue();
      IssuedCertificate again = issuer.issuer().resume(request, placed.url(), key);
      assertThat(again.chain()).isEqualTo(issued.chain());
      assertThat(issuer.events(IssuanceEvent.OrderResumed.class))
          .extracting(IssuanceEvent.OrderResumed::status)
          .containsExactly(Order.Status.PENDING, Order.Status.VALID);
      assertThat(issuer.events(IssuanceEvent.OrderFinalized.class)).hasSize(1);
    }
  }

  @Test
  void rfc8555Section11_1_theAccountsKeyGetsNoCertificate() throws Exception {
    try (Pebble pebble = Pebble.start();
        PebbleIssuer issuer = new PebbleIssuer(pebble)) {
      assertThatThrownBy(
              () ->
                  issuer.issuer().issue(PebbleIssuer.request("key.test"), issuer.accountKeyPair()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("RFC 8555 section 11.1");
    }
  }
}
