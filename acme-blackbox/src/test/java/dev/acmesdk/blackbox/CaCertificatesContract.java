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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What can be done with, and asked for, certificates, against a real CA over real HTTP-01. */
@Timeout(120)
abstract class CaCertificatesContract extends CaContract {

  @Test
  void rfc8555Section7_4_2_takesTheChainToThePreferredRoot() throws Exception {
    try (CaUnderTest ca = with().alternateRoots(2).chainLength(2).start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      CertificateRequest request = DirectIssuer.request("chain.test");
      for (int root = 0; root <= 2; root++) {
        String name = DirectIssuer.commonName(ca.root(root));
        IssuedCertificate issued =
            issuer.issue(request.withPreferredChain(ChainPreference.issuer(name)));
        assertThat(issued.chain().topIssuerCommonName()).contains(name);
        assertThat(issued.chain().certificates()).hasSize(3);

        String intermediate = intermediate(ca, root, issued);
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
    try (CaUnderTest ca = with().alternateRoots(2).start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      IssuedCertificate issued =
          issuer.issue(
              DirectIssuer.request("default.test")
                  .withPreferredChain(ChainPreference.issuer("Nobody's Root")));
      assertThat(issued.chain().topIssuerCommonName())
          .contains(DirectIssuer.commonName(ca.root(0)));
      assertThat(issuer.events(IssuanceEvent.PreferredChainMissing.class))
          .singleElement()
          .satisfies(event -> assertThat(event.faults()).isEmpty());
    }
  }

  /** The fingerprint of the intermediate that signs below a root, as somebody else tells it. */
  abstract String intermediate(CaUnderTest ca, int root, IssuedCertificate issued) throws Exception;

  @ParameterizedTest
  @EnumSource(
      value = RevocationReason.class,
      names = {"UNSPECIFIED", "KEY_COMPROMISE", "SUPERSEDED", "CESSATION_OF_OPERATION"})
  void rfc8555Section7_6_revokesByAccountAndByCertificateKey(RevocationReason reason)
      throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      IssuedCertificate one = issuer.issue(DirectIssuer.request("one.test"));
      IssuedCertificate two = issuer.issue(DirectIssuer.request("two.test"));
      X509Certificate first = one.chain().leaf();
      X509Certificate second = two.chain().leaf();
      AcmeClient client = issuer.client();
      assertThat(client.certificates().revoke(issuer.account(), first, reason))
          .isEqualTo(RevocationOutcome.REVOKED);
      assertThat(client.certificates().revoke(two.privateKey(), second, reason))
          .isEqualTo(RevocationOutcome.REVOKED);
      for (X509Certificate certificate : List.of(first, second)) {
        assertThat(ca.revocation(certificate)).hasValue(reason.code());
        assertThat(client.certificates().revoke(issuer.account(), certificate, reason))
            .isEqualTo(RevocationOutcome.ALREADY_REVOKED);
      }
      assertThat(client.certificates().revoke(one.privateKey(), first, reason))
          .isEqualTo(RevocationOutcome.ALREADY_REVOKED);
    }
  }

  @Test
  void rfc8555Section7_6_strangersCannotRevoke() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer owner = new DirectIssuer(ca);
        DirectIssuer stranger = new DirectIssuer(ca)) {
      X509Certificate certificate = owner.issue(DirectIssuer.request("mine.test")).chain().leaf();
      assertThatThrownBy(
              () ->
                  stranger
                      .client()
                      .certificates()
                      .revoke(stranger.account(), certificate, RevocationReason.SUPERSEDED))
          .isInstanceOfSatisfying(
              RejectedException.class,
              e -> assertThat(e.kind()).isEqualTo(ProblemType.UNAUTHORIZED));
      assertThat(ca.revocation(certificate)).isEmpty();
    }
  }

  @Test
  void draftAcmeProfilesSection4_asksForProfilesThatThereAre() throws Exception {
    try (CaUnderTest ca = with().profile("short", Duration.ofHours(160)).start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      ca.assumeProfiles();
      CertificateRequest request = DirectIssuer.request("profile.test");
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
  void rfc8738Section3_getsACertificateForAnAddress() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      CertificateRequest request =
          CertificateRequest.of(List.of(Identifier.ip("127.0.0.1"), Identifier.dns("also.test")));
      IssuedCertificate issued = issuer.issue(request);
      assertThat(issued.chain().ipAddresses()).containsExactly("127.0.0.1");
      assertThat(issued.chain().dnsNames()).containsExactly("also.test");
    }
  }

  @Test
  void rfc8555Section7_1_6_resumesAnOrderFromWhereItIs() throws Exception {
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      CertificateRequest request = DirectIssuer.request("resumed.test");
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
    try (CaUnderTest ca = start();
        DirectIssuer issuer = new DirectIssuer(ca)) {
      assertThatThrownBy(
              () ->
                  issuer.issuer().issue(DirectIssuer.request("key.test"), issuer.accountKeyPair()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("RFC 8555 section 11.1");
    }
  }
}
