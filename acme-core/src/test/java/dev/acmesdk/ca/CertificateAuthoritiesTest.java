package dev.acmesdk.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ca.ExternalAccount.Need;
import dev.acmesdk.crypto.KeyAlgorithm;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The facts, one by one. */
class CertificateAuthoritiesTest {
  @Test
  void listsEachConstantOnce() throws IllegalAccessException {
    List<Object> constants = new ArrayList<>();
    for (Field field : CertificateAuthorities.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        constants.add(field.get(null));
      }
    }
    assertThat(constants).hasSize(13);
    assertThat(List.<Object>copyOf(CertificateAuthorities.all()))
        .containsExactlyInAnyOrderElementsOf(constants)
        .doesNotHaveDuplicates();
    assertThat(CertificateAuthorities.all())
        .extracting(CertificateAuthority::name)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "LETS_ENCRYPT,https://acme-v02.api.letsencrypt.org/directory",
    "LETS_ENCRYPT_STAGING,https://acme-staging-v02.api.letsencrypt.org/directory",
    "ZERO_SSL,https://acme.zerossl.com/v2/DV90",
    "GOOGLE_TRUST_SERVICES,https://dv.acme-v02.api.pki.goog/directory",
    "GOOGLE_TRUST_SERVICES_STAGING,https://dv.acme-v02.test-api.pki.goog/directory",
    "SSL_COM_RSA,https://acme.ssl.com/sslcom-dv-rsa",
    "SSL_COM_RSA_STAGING,https://acme-try.ssl.com/sslcom-dv-rsa",
    "SSL_COM_ECC,https://acme.ssl.com/sslcom-dv-ecc",
    "SSL_COM_ECC_STAGING,https://acme-try.ssl.com/sslcom-dv-ecc",
    "ACTALIS,https://acme-api.actalis.com/acme/directory",
    "SECTIGO_DV,https://acme.sectigo.com/v2/DV",
    "SECTIGO_OV,https://acme.sectigo.com/v2/OV",
    "SECTIGO_EV,https://acme.sectigo.com/v2/EV"
  })
  void knowsTheDirectory(String constant, URI directory) throws ReflectiveOperationException {
    Object ca = CertificateAuthorities.class.getField(constant).get(null);
    assertThat(CertificateAuthorities.at(directory)).containsSame((CertificateAuthority) ca);
  }

  @Test
  void rfc8555Section6_1_allUrlsAreHttps() {
    for (CertificateAuthority ca : CertificateAuthorities.all()) {
      assertThat(ca.directory()).as(ca.name()).hasScheme("https").hasNoQuery();
      assertThat(ca.website()).as(ca.name()).isNotNull().hasScheme("https");
    }
  }

  /** The host of a URL has no case; its path has. */
  @Test
  void findsTheCaWhateverTheCaseOfItsHost() {
    assertThat(CertificateAuthorities.at(URI.create("HTTPS://ACME.ZeroSSL.com/v2/DV90")))
        .containsSame(CertificateAuthorities.ZERO_SSL);
    assertThat(CertificateAuthorities.at(URI.create("https://acme.zerossl.com/v2/dv90"))).isEmpty();
    assertThat(CertificateAuthorities.at(URI.create("https://localhost:14000/dir"))).isEmpty();
  }

  @Test
  void pairsEachCaWithItsTwinForPractice() {
    assertThat(CertificateAuthorities.all())
        .filteredOn(ca -> ca.staging() != null)
        .extracting(ca -> ca.name() + " (staging)")
        .containsExactly(
            "Let's Encrypt (staging)",
            "Google Trust Services (staging)",
            "SSL.com RSA (staging)",
            "SSL.com ECC (staging)");
    for (CertificateAuthority ca : CertificateAuthorities.all()) {
      URI staging = ca.staging();
      if (staging != null) {
        CertificateAuthority twin = CertificateAuthorities.at(staging).orElseThrow();
        assertThat(twin.name()).isEqualTo(ca.name() + " (staging)");
        assertThat(twin.staging()).isNull();
        assertThat(twin.limits()).isEqualTo(ca.limits());
        assertThat(twin.profiles()).isEqualTo(ca.profiles());
        assertThat(twin.externalAccount()).isEqualTo(ca.externalAccount());
      }
    }
  }

  @Test
  void onlyLetsEncryptTakesEverybody() {
    assertThat(CertificateAuthorities.all())
        .filteredOn(ca -> !ca.externalAccount().isRequired())
        .containsExactly(
            CertificateAuthorities.LETS_ENCRYPT, CertificateAuthorities.LETS_ENCRYPT_STAGING);
    assertThat(CertificateAuthorities.all())
        .filteredOn(ca -> ca.externalAccount().isRequired())
        .allSatisfy(ca -> assertThat(ca.externalAccount().source()).isNotBlank());
  }

  @Test
  void sslComDoesNotAnnounceThatItWantsCustomers() {
    assertThat(CertificateAuthorities.all())
        .filteredOn(ca -> ca.externalAccount().need() == Need.REQUIRED_UNANNOUNCED)
        .extracting(CertificateAuthority::name)
        .containsExactly(
            "SSL.com RSA", "SSL.com RSA (staging)", "SSL.com ECC", "SSL.com ECC (staging)");
  }

  @Test
  void googlesCredentialsAreGoodForAWeek() {
    assertThat(CertificateAuthorities.all())
        .filteredOn(ca -> ca.externalAccount().goodFor() != null)
        .allSatisfy(ca -> assertThat(ca.externalAccount().goodFor()).isEqualTo(Duration.ofDays(7)))
        .extracting(CertificateAuthority::name)
        .containsExactly("Google Trust Services", "Google Trust Services (staging)");
  }

  @Test
  void zeroSslGivesCredentialsByAnInterface() {
    assertThat(CertificateAuthorities.ZERO_SSL.externalAccount().source())
        .contains("https://api.zerossl.com/acme/eab-credentials");
  }

  @Test
  void draftAcmeProfilesSection3_knowsTheProfilesOfLetsEncrypt() {
    CertificateAuthority ca = CertificateAuthorities.LETS_ENCRYPT;
    assertThat(ca.profiles().keySet()).containsExactly("classic", "tlsserver", "shortlived");
    assertThat(ca.limits("classic")).isEqualTo(ca.limits(null));
    assertThat(ca.limits(null).maxNames()).hasValue(100);
    assertThat(ca.limits("tlsserver").maxNames()).hasValue(25);
    assertThat(ca.limits("shortlived").maxNames()).hasValue(25);
    assertThat(ca.limits(null).ipAddresses()).isEqualTo(Offered.NO);
    assertThat(ca.limits("tlsserver").ipAddresses()).isEqualTo(Offered.NO);
    assertThat(ca.limits("shortlived").ipAddresses()).isEqualTo(Offered.YES);
  }

  @Test
  void knowsWhatElseLetsEncryptOffers() {
    CertificateAuthority ca = CertificateAuthorities.LETS_ENCRYPT;
    assertThat(ca.caaIdentities()).containsExactly("letsencrypt.org");
    assertThat(ca.nameRules()).isEqualTo(NameRules.BOULDER);
    assertThat(ca.ordersList()).isEqualTo(Offered.NO);
    assertThat(ca.renewalInfo()).isEqualTo(Offered.YES);
    assertThat(ca.limits().wildcards()).isEqualTo(Offered.YES);
    assertThat(ca.limits().validityDates()).isEqualTo(Offered.NO);
    assertThat(ca.accountKeys())
        .isEqualTo(ca.limits().certificateKeys())
        .containsExactlyInAnyOrder(
            KeyAlgorithm.EC_P256,
            KeyAlgorithm.EC_P384,
            KeyAlgorithm.RSA_2048,
            KeyAlgorithm.RSA_3072,
            KeyAlgorithm.RSA_4096);
  }

  @Test
  void doesNotGuessAtTheOthers() {
    assertThat(CertificateAuthorities.all())
        .filteredOn(ca -> !ca.name().startsWith("Let's Encrypt"))
        .hasSize(11)
        .allSatisfy(
            ca -> {
              assertThat(ca.nameRules()).isEqualTo(NameRules.BASELINE);
              assertThat(ca.limits()).isEqualTo(OrderLimits.UNKNOWN);
              assertThat(ca.limits().maxNames()).isEqualTo(OptionalInt.empty());
              assertThat(ca.profiles()).isEmpty();
              assertThat(ca.caaIdentities()).isEmpty();
              assertThat(ca.accountKeys()).isEmpty();
              assertThat(ca.renewalInfo()).isEqualTo(Offered.UNKNOWN);
              assertThat(ca.ordersList())
                  .isEqualTo(ca.name().startsWith("Google") ? Offered.NO : Offered.UNKNOWN);
            });
  }
}
