package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.Acme;
import dev.acmesdk.AcmeAccount;
import dev.acmesdk.client.RevocationOutcome;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.error.ExternalAccountRequiredException;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.RevocationReason;
import dev.acmesdk.storage.CertbotDirectory;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the facade can do beyond getting a certificate, with a real CA. */
@Timeout(300)
abstract class CaFacadeContract extends CaContract {
  private static final String MAC_KEY =
      "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";

  @TempDir Path folder;

  private AcmeAccount account(CaUnderTest ca) {
    return Acme.account()
        .directory(ca.directoryUri())
        .trust(ca.trustAnchor())
        .agreeToTermsOfService();
  }

  @Test
  void rfc8555Section7_3_4_bindsTheAccountToAnExternalOne() throws Exception {
    try (CaUnderTest ca = with().externalAccount("kid-1", MAC_KEY).start()) {
      InMemoryStore store = new InMemoryStore();
      Acme customer = acme(ca).storeIn(store);
      assertThatThrownBy(() -> customer.domains("eab.test").obtain())
          .isInstanceOf(ExternalAccountRequiredException.class);
      Lineage lineage = customer.externalAccount("kid-1", MAC_KEY).domains("eab.test").obtain();
      assertThat(lineage.chain().dnsNames()).containsExactly("eab.test");
      assertThat(customer.domains("eab.test").reissue().version()).isEqualTo(2);

      AccountKey key = store.find(ca.directoryUri()).orElseThrow().key();
      Acme elsewhere = acme(ca).storeIn(new InMemoryStore()).accountKey(key);
      assertThat(elsewhere.domains("eab.test").obtain().version()).isEqualTo(1);
      Acme stranger = acme(ca).storeIn(new InMemoryStore()).accountKey(AccountKey.generate());
      assertThatThrownBy(() -> stranger.domains("eab.test").obtain())
          .isInstanceOf(ExternalAccountRequiredException.class);
    }
  }

  @Test
  void rfc8555Section7_3_5_changesTheKeyAndGoesOnWithTheNewOne() throws Exception {
    try (CaUnderTest ca = start()) {
      Path directory = folder.resolve("letsencrypt");
      CertbotDirectory store = CertbotDirectory.at(directory);
      acme(ca).storeIn(directory).domains("rollover.test").obtain();
      AccountCredentials before = store.find(ca.directoryUri()).orElseThrow();
      Account after = account(ca).storeIn(directory).changeKey();
      AccountCredentials now = store.find(ca.directoryUri()).orElseThrow();
      assertThat(now.url()).isEqualTo(before.url()).isEqualTo(after.url());
      assertThat(now.key()).isNotEqualTo(before.key());
      assertThat(acme(ca).storeIn(directory).domains("rollover.test").reissue().version())
          .isEqualTo(2);
    }
  }

  @Test
  void rfc8555Section7_3_6_endsTheAccount() throws Exception {
    try (CaUnderTest ca = start()) {
      Path directory = folder.resolve("letsencrypt");
      AcmeAccount account = account(ca).storeIn(directory);
      Account made = account.register();
      assertThat(account.deactivate().status()).isEqualTo(Account.Status.DEACTIVATED);
      assertThat(account.find()).isEmpty();
      assertThat(directory.resolve("accounts")).isDirectoryNotContaining("glob:**.json");
      assertThat(account.register().url()).isNotEqualTo(made.url());
    }
  }

  @Test
  void rfc8555Section7_6_revokesByTheAccountOrByTheKeyOfTheCertificate() throws Exception {
    try (CaUnderTest ca = start()) {
      InMemoryStore store = new InMemoryStore();
      Lineage one = acme(ca).storeIn(store).domains("one.test").obtain();
      Lineage two = acme(ca).storeIn(store).domains("two.test").obtain();
      AcmeAccount owner = account(ca).storeIn(store);
      AcmeAccount stranger = account(ca).storeIn(new InMemoryStore());
      assertThat(owner.revoke(one, RevocationReason.SUPERSEDED))
          .isEqualTo(RevocationOutcome.REVOKED);
      assertThat(owner.revoke(one, RevocationReason.SUPERSEDED))
          .isEqualTo(RevocationOutcome.ALREADY_REVOKED);
      assertThat(stranger.revoke(two, RevocationReason.KEY_COMPROMISE))
          .isEqualTo(RevocationOutcome.REVOKED);
      for (Lineage lineage : new Lineage[] {one, two}) {
        assertThat(ca.revocation(lineage.chain().leaf())).isPresent();
      }
    }
  }

  @Test
  void rfc8555Section7_4_2_takesThePreferredChain() throws Exception {
    try (CaUnderTest ca = with().alternateRoots(2).chainLength(2).start()) {
      String preferred = DirectIssuer.commonName(ca.root(2));
      Lineage lineage =
          acme(ca)
              .storeIn(new InMemoryStore())
              .preferredChain(preferred)
              .domains("chain.test")
              .obtain();
      assertThat(lineage.chain().topIssuerCommonName()).contains(preferred);
    }
  }

  @Test
  void rfc8737Section3_provesControlOnThePortOfTls() throws Exception {
    try (CaUnderTest ca = start()) {
      Lineage lineage =
          Acme.tlsAlpn()
              .tlsPort(ca.tlsPort())
              .directory(ca.directoryUri())
              .trust(ca.trustAnchor())
              .agreeToTermsOfService()
              .storeIn(new InMemoryStore())
              .identifiers(Identifier.dns("alpn.test"), Identifier.ip("127.0.0.1"))
              .obtain();
      assertThat(lineage.chain().dnsNames()).containsExactly("alpn.test");
      assertThat(lineage.chain().ipAddresses()).containsExactly("127.0.0.1");
    }
  }

  @Test
  void rfc9773Section5_namesTheCertificateThatIsReplaced() throws Exception {
    try (CaUnderTest ca = start()) {
      ca.assumeRenewalInfo();
      SentOrders sent = new SentOrders();
      Acme acme = acme(ca).httpClient(sent.client()).storeIn(new InMemoryStore());
      acme.domains("again.test").obtain();
      assertThat(sent.replaces()).containsExactly("");
      Lineage second = acme.domains("again.test").reissue();
      assertThat(second.version()).isEqualTo(2);
      assertThat(sent.replaces()).hasSize(2).last().asString().contains(".");
      Lineage other = acme.domains("other.test").named("again.test").obtain();
      assertThat(other.version()).isEqualTo(3);
      assertThat(sent.replaces()).hasSize(3).last().isEqualTo("");
    }
  }

  @Test
  void draftAcmeProfilesSection4_asksForAProfileThatTheCaHas() throws Exception {
    try (CaUnderTest ca = with().profile("shortlived", Duration.ofDays(6)).start()) {
      ca.assumeProfiles();
      Acme acme = acme(ca).storeIn(new InMemoryStore());
      Lineage lineage = acme.profile("shortlived").domains("short.test").obtain();
      Duration validity =
          Duration.between(
              lineage.chain().leaf().getNotBefore().toInstant(),
              lineage.chain().leaf().getNotAfter().toInstant());
      assertThat(validity).isLessThan(Duration.ofDays(7));
      assertThatThrownBy(() -> acme.profile("eternal").domains("long.test").obtain())
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("Ask for one of default, shortlived");
    }
  }
}
