package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The RFCs' own vectors. */
class JwkTest {
  private static final String RFC_7638_MODULUS =
      "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECP"
          + "ebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2Qv"
          + "zqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6"
          + "WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw";
  private static final String RFC_7515_PAYLOAD =
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVl"
          + "fQ";
  private static final String RFC_7515_A_2_MODULUS =
      "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4"
          + "d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z"
          + "5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7"
          + "aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
  private static final String RFC_7515_A_2_SIGNATURE =
      "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5"
          + "jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBM"
          + "Hlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeY"
          + "I2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";
  private static final String RFC_7515_A_3_KEY =
      "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\","
          + "\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"}";
  private static final String RFC_7515_A_3_SIGNATURE =
      "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";

  private static Jwk key(String json) {
    return Jwk.parse(Json.object(Octets.of(json), "the key"));
  }

  private static Jwk rsa(String modulus) {
    return key("{\"kty\":\"RSA\",\"e\":\"AQAB\",\"alg\":\"RS256\",\"n\":\"" + modulus + "\"}");
  }

  private static Jws jws(String header, String signature) {
    return new Jws(
        "",
        "",
        "",
        Optional.empty(),
        Optional.empty(),
        Octets.NONE,
        StrictBase64Url.decode(signature, "signature"),
        Octets.of(header + "." + RFC_7515_PAYLOAD));
  }

  @Test
  void rfc7638Section3_1_makesTheThumbprintOfItsKey() {
    assertThat(rsa(RFC_7638_MODULUS).thumbprint())
        .isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  }

  @Test
  void rfc7515AppendixA_2_verifiesItsSignature() {
    Jws jws = jws("eyJhbGciOiJSUzI1NiJ9", RFC_7515_A_2_SIGNATURE);

    assertThatCode(() -> SignatureAlgorithm.RS256.verify(rsa(RFC_7515_A_2_MODULUS), jws))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> SignatureAlgorithm.RS256.verify(rsa(RFC_7638_MODULUS), jws))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("signature is wrong");
  }

  @Test
  void rfc7515AppendixA_3_verifiesItsSignature() {
    Jws jws = jws("eyJhbGciOiJFUzI1NiJ9", RFC_7515_A_3_SIGNATURE);
    Jws other = jws("eyJhbGciOiJFUzM4NCJ9", RFC_7515_A_3_SIGNATURE);

    assertThatCode(() -> SignatureAlgorithm.ES256.verify(key(RFC_7515_A_3_KEY), jws))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> SignatureAlgorithm.ES256.verify(key(RFC_7515_A_3_KEY), other))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> SignatureAlgorithm.ES384.verify(key(RFC_7515_A_3_KEY), jws))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("does not go with");
  }
}
