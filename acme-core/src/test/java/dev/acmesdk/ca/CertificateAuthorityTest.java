package dev.acmesdk.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CertificateAuthorityTest {
  private static final URI DIRECTORY = URI.create("https://ca.example/dir");

  @Test
  void ofACaThatNobodyDescribedAllIsUnknown() {
    CertificateAuthority ca = CertificateAuthority.builder("ours", DIRECTORY).build();
    assertThat(ca.name()).isEqualTo("ours");
    assertThat(ca.directory()).isEqualTo(DIRECTORY);
    assertThat(ca.staging()).isNull();
    assertThat(ca.website()).isNull();
    assertThat(ca.caaIdentities()).isEmpty();
    assertThat(ca.externalAccount()).isEqualTo(ExternalAccount.UNKNOWN);
    assertThat(ca.externalAccount().isRequired()).isFalse();
    assertThat(ca.nameRules()).isEqualTo(NameRules.UNKNOWN);
    assertThat(ca.limits()).isEqualTo(OrderLimits.UNKNOWN);
    assertThat(ca.profiles()).isEmpty();
    assertThat(ca.accountKeys()).isEmpty();
    assertThat(ca.ordersList()).isEqualTo(Offered.UNKNOWN);
    assertThat(ca.renewalInfo()).isEqualTo(Offered.UNKNOWN);
  }

  @Test
  void canBeDescribedByItsOwner() {
    OrderLimits limits =
        OrderLimits.UNKNOWN
            .withMaxNames(500)
            .withWildcards(Offered.NO)
            .withIpAddresses(Offered.YES)
            .withValidityDates(Offered.YES)
            .withCertificateKeys(Set.of(KeyAlgorithm.EC_P384));
    CertificateAuthority ca =
        CertificateAuthority.builder("ours", DIRECTORY)
            .staging(URI.create("https://try.ca.example/dir"))
            .website(URI.create("https://ca.example"))
            .caaIdentities("ca.example")
            .externalAccount(ExternalAccount.NOT_REQUIRED)
            .nameRules(NameRules.BASELINE)
            .limits(limits)
            .profile("few", limits.withMaxNames(5))
            .accountKeys(Set.of(KeyAlgorithm.EC_P256))
            .ordersList(Offered.YES)
            .renewalInfo(Offered.NO)
            .build();
    assertThat(ca.staging()).hasHost("try.ca.example");
    assertThat(ca.website()).hasHost("ca.example");
    assertThat(ca.caaIdentities()).containsExactly("ca.example");
    assertThat(ca.externalAccount()).isEqualTo(ExternalAccount.NOT_REQUIRED);
    assertThat(ca.nameRules()).isEqualTo(NameRules.BASELINE);
    assertThat(ca.limits("few").maxNames()).hasValue(5);
    assertThat(ca.limits(null)).isEqualTo(limits);
    assertThat(ca.accountKeys()).containsExactly(KeyAlgorithm.EC_P256);
    assertThat(ca.ordersList()).isEqualTo(Offered.YES);
    assertThat(ca.renewalInfo()).isEqualTo(Offered.NO);
  }

  @Test
  void ofAnUnlistedProfileOnlyWhatHoldsForAllIsKnown() {
    OrderLimits unlisted = CertificateAuthorities.LETS_ENCRYPT.limits("brand-new");
    assertThat(unlisted.maxNames()).isEmpty();
    assertThat(unlisted.ipAddresses()).isEqualTo(Offered.UNKNOWN);
    assertThat(unlisted.validityDates()).isEqualTo(Offered.NO);
    assertThat(unlisted.certificateKeys()).hasSize(5);
  }

  @Test
  void aBuilderThatIsUsedOnDoesNotChangeWhatItBuilt() {
    CertificateAuthorityBuilder builder = CertificateAuthority.builder("ours", DIRECTORY);
    CertificateAuthority first = builder.build();
    builder.profile("late", OrderLimits.UNKNOWN).build();
    assertThat(first.profiles()).isEmpty();
  }
}
