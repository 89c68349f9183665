package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.crypto.Base64Url;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyAuthorizationTest {
  /** The token of the RFC's example, with the thumbprint of RFC 7638 section 3.1. */
  private static final KeyAuthorization EXAMPLE =
      new KeyAuthorization(
          "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0",
          "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");

  @Test
  void rfc8555Section8_1_isTokenDotThumbprint() {
    assertThat(EXAMPLE.value())
        .isEqualTo(
            "LoqXcYV8q5ONbJQxbmR7SCTNo3tiAXDfowyjxAjEuX0.NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assertThat(EXAMPLE).hasToString(EXAMPLE.value());
  }

  /** What OpenSSL says: printf %s TOKEN.THUMBPRINT | openssl dgst -sha256. */
  @Test
  void rfc8555Section8_4_txtValueIsTheDigestInBase64Url() {
    assertThat(HexFormat.of().formatHex(EXAMPLE.digest()))
        .isEqualTo("fdc0b9aef07dbccf2acd3dcc4c1713795a50c2d6cdca9057c909c4e1f84cf504");
    assertThat(EXAMPLE.txtValue()).isEqualTo(Base64Url.encode(EXAMPLE.digest())).hasSize(43);
  }

  @Test
  void digestsAreNotShared() {
    EXAMPLE.digest()[0] ^= 1;
    assertThat(Base64Url.encode(EXAMPLE.digest())).isEqualTo(EXAMPLE.txtValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../../etc/passwd",
        "..",
        "a/b",
        "a\\b",
        "a.b",
        "a b",
        "a%2fb",
        "a=",
        "a+b",
        "a\u0000",
        "a\n",
        "tökén",
        "<script>"
      })
  void rfc8555Section8_3_refusesTokensOutsideBase64Url(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new KeyAuthorization(token, "thumbprint"))
        .withMessageContaining("RFC 8555 section 8.3")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\u0000", "\n", "script"));
  }
}
