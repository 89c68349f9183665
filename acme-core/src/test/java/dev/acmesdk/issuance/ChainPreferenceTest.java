package dev.acmesdk.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.crypto.CertificateChain;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.TestCa;
import dev.acmesdk.error.InvalidRequestException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChainPreferenceTest {
  private static final CertificateChain CHAIN =
      TestCa.root("Old Root", KeyAlgorithm.EC_P256)
          .intermediate("Middle", KeyAlgorithm.EC_P256)
          .leaf("a.example")
          .issue()
          .chain();

  @Test
  void theIssuerIsThatOfTheLastCertificateAsInCertbot() {
    assertThat(ChainPreference.issuer("Old Root").accepts(CHAIN)).isTrue();
    assertThat(ChainPreference.issuer("Middle").accepts(CHAIN)).isFalse();
    assertThat(ChainPreference.issuer("old root").accepts(CHAIN)).isFalse();
    assertThat(ChainPreference.issuer("Old").accepts(CHAIN)).isFalse();
  }

  @Test
  void aCertificateIsFoundByItsFingerprintHoweverItIsWritten() {
    String middle = CHAIN.fingerprints().get(1);
    String withColons = middle.toUpperCase(Locale.ROOT).replaceAll("(?<=..)(?=(..)+$)", ":");
    assertThat(ChainPreference.certificate(middle).accepts(CHAIN)).isTrue();
    assertThat(withColons).hasSizeGreaterThan(90);
    assertThat(ChainPreference.certificate(withColons))
        .isEqualTo(ChainPreference.certificate(middle));
    String another = TestCa.root().leaf("a.example").issue().chain().fingerprints().get(0);
    assertThat(ChainPreference.certificate(another).accepts(CHAIN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "zz", "ISRG Root X1"})
  void refusesWhatIsNoFingerprint(String text) {
    assertThatThrownBy(() -> ChainPreference.certificate(text))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("64 hexadecimal digits");
  }

  @Test
  void isShownInWords() {
    assertThat(ChainPreference.issuer("Old Root")).hasToString("issuer \"Old Root\"");
    assertThat(ChainPreference.certificate("ab".repeat(32)).toString())
        .isEqualTo("a certificate with fingerprint " + "ab".repeat(32));
  }
}
