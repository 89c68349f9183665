package dev.acmesdk.dns01.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TsigKeyTest {
  private static final String SECRET = "c2VjcmV0LW9mLXRoZS10ZXN0";

  @ParameterizedTest
  @CsvSource({"hmac-sha256,HMAC_SHA256", "HMAC-SHA384,HMAC_SHA384", "hmac-sha512.,HMAC_SHA512"})
  void knowsAlgorithmsByTheNamesThatServersWrite(String name, TsigAlgorithm algorithm) {
    assertThat(TsigAlgorithm.of(name)).isEqualTo(algorithm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HMAC-MD5", "hmac-sha1", "", "sha256"})
  void rfc8945Section6_refusesOthersAndSaysWhatToDo(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TsigAlgorithm.of(name))
        .withMessageContaining("hmac-sha256, hmac-sha384, hmac-sha512")
        .withMessageContaining("tsig-keygen");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not base64!", "\"c2VjcmV0\""})
  void aBadSecretIsRefusedWithoutBeingQuoted(String secret) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TsigKey.of("acme", TsigAlgorithm.HMAC_SHA256, secret))
        .withMessageContaining("The secret of the TSIG key acme")
        .withNoCause()
        .satisfies(
            e -> assertThat(e.getMessage()).doesNotContain("not base64!").doesNotContain("c2Vj"));
  }

  @Test
  void aKeyHasAName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TsigKey.of(" . ", TsigAlgorithm.HMAC_SHA256, SECRET))
        .withMessageContaining("has no name");
  }

  @Test
  void showsNoSecret() {
    TsigKey key = TsigKey.of("acme.", TsigAlgorithm.HMAC_SHA512, SECRET);
    assertThat(key).hasToString("acme (hmac-sha512)");
    assertThat(key.name()).isEqualTo("acme");
  }
}
