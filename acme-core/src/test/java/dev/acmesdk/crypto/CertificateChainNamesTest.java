package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateChainNamesTest {
  private static TestCa named(String commonName) {
    return TestCa.root(commonName, KeyAlgorithm.EC_P256);
  }

  @Test
  void theTopIssuerIsTheRootWhetherOrNotItIsInTheChain() {
    TestCa root = named("Some Root");
    TestCa.Issued issued =
        root.intermediate("Some Intermediate", KeyAlgorithm.EC_P256).leaf("a.example").issue();
    assertThat(issued.chain().topIssuerCommonName()).contains("Some Root");
    assertThat(
            new CertificateChain(
                    List.of(issued.leaf(), issued.chain().issuers().get(0), root.certificate()))
                .topIssuerCommonName())
        .contains("Some Root");
    assertThat(new CertificateChain(List.of(issued.leaf())).topIssuerCommonName())
        .contains("Some Intermediate");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Wurzel Süd", "a+b", "back slash", "#1 Root"})
  void commonNamesAreReadAsPeopleWriteThem(String name) {
    TestCa root = named("\"" + name + "\"");
    assertThat(root.leaf("a.example").issue().chain().topIssuerCommonName()).contains(name);
  }

  @Test
  void aCommaIsNotEscapedAndAControlCharacterIsGone() {
    assertThat(named("\"Root, Inc\"").leaf("a.example").issue().chain().topIssuerCommonName())
        .contains("Root, Inc");
    assertThat(
            named("\"Ro\u202eot\u001b[2J\"")
                .leaf("a.example")
                .issue()
                .chain()
                .topIssuerCommonName())
        .contains("Root[2J");
  }

  @Test
  void aNamelessIssuerHasNoCommonName() {
    assertThat(commonName("O=Only an organization")).isEmpty();
    assertThat(commonName("")).isEmpty();
    assertThat(commonName("CN=Both, O=Org")).contains("Both");
  }

  private static Optional<String> commonName(String name) {
    return DistinguishedNames.commonName(new X500Principal(name));
  }

  @Test
  void fingerprintsAreThoseOfTheEncodedCertificates() throws Exception {
    CertificateChain chain = TestCa.withIntermediates(1).leaf("a.example").issue().chain();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(chain.certificates().get(1).getEncoded());
    assertThat(chain.fingerprints())
        .hasSize(2)
        .element(1)
        .isEqualTo(HexFormat.of().formatHex(digest));
  }
}
