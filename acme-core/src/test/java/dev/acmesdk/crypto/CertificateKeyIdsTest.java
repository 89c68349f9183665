package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateKeyIdsTest {

  @Test
  void rfc9773Section4_1_isWhatAParserFindsInACertificate() throws Exception {
    X509Certificate leaf = TestCa.withIntermediates(1).leaf("a.example").issue().chain().leaf();
    byte[] parsed =
        AuthorityKeyIdentifier.getInstance(
                ASN1OctetString.getInstance(
                        ASN1OctetString.fromByteArray(leaf.getExtensionValue("2.5.29.35")))
                    .getOctets())
            .getKeyIdentifierOctets();
    assertThat(CertificateKeyIds.authority(leaf).orElseThrow()).isEqualTo(parsed);
  }

  private static Optional<String> of(String extension) {
    return CertificateKeyIds.authority(HexFormat.of().parseHex(extension))
        .map(HexFormat.of()::formatHex);
  }

  @ParameterizedTest
  @CsvSource({
    "040730058003010203, 010203", // as nearly all are
    "0405300380010a, 0a",
    "0481063004800201ff, 01ff", // a length in two octets where one would do
  })
  void readsTheUsualFormAndOthers(String extension, String keyId) {
    assertThat(of(extension)).contains(keyId);
  }

  @Test
  void readsALongIdentifier() {
    String id = "ab".repeat(200);
    assertThat(of("0481ce" + "3081cb" + "8081c8" + id)).contains(id);
  }

  @ParameterizedTest
  @CsvSource({
    "04073005800401020304", // an identifier that is longer than what it is in
    "0406300580030102",
    "0430",
    "04",
    "0402300080",
    "05073005800301020304",
    "04023000",
  })
  void whatIsDamagedOrSaysNothingHasNone(String extension) {
    assertThat(of(extension)).isEmpty();
  }
}
