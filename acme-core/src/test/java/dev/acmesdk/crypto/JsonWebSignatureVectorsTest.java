package dev.acmesdk.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.Signature;
import org.junit.jupiter.api.Test;

/** The examples of RFC 7515 (JWS) and RFC 7517 (JWK), by way of {@link AccountKey}. */
class JsonWebSignatureVectorsTest {
  private static final String PAYLOAD =
      "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

  @Test
  void rfc7515AppendixA_2_rs256SignatureIsTheOneOfTheExample() {
    AccountKey key = AccountKey.fromPrivateJwk(Rfc7515Keys.RSA);
    byte[] input = ("eyJhbGciOiJSUzI1NiJ9." + PAYLOAD).getBytes(US_ASCII);
    assertThat(Base64Url.encode(key.sign(input)))
        .isEqualTo(
            "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt"
                + "_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK"
                + "5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHW"
                + "EsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWy"
                + "wlVmtVrBp0igcN_IoypGlUPQGe77Rw");
  }

  @Test
  void rfc7515AppendixA_3_theExamplesSignatureIsInTheFormThatWeSign() throws Exception {
    AccountKey key = AccountKey.fromPrivateJwk(Rfc7515Keys.EC);
    byte[] input = ("eyJhbGciOiJFUzI1NiJ9." + PAYLOAD).getBytes(US_ASCII);
    byte[] example =
        Base64Url.decode(
            "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
    assertThat(verifies(key, input, example)).isTrue();
    assertThat(key.sign(input)).hasSameSizeAs(example).hasSize(64);
    assertThat(verifies(key, input, key.sign(input))).isTrue();
  }

  @Test
  void rfc7515AppendixA_4_theExamplesSignatureIsInTheFormThatWeSign() throws Exception {
    AccountKey key = AccountKey.fromPrivateJwk(Rfc7515Keys.EC_521);
    byte[] input = "eyJhbGciOiJFUzUxMiJ9.UGF5bG9hZA".getBytes(US_ASCII);
    byte[] example =
        Base64Url.decode(
            "AdwMgeerwtHoh-l192l60hp9wAHZFVJbLfD_UxMi70cwnZOYaRI1bKPWROc-mZZqwqT2SI-KGDKB34XO0aw_7Xdt"
                + "AG8GaSwFKdCAPZgoXD2YBJZCPEX3xKpRwcdOO8KpEHwJjyqOgzDO7iKvU8vcnwNrmxYbSW9ERBXukOXolLze"
                + "O_Jn");
    assertThat(verifies(key, input, example)).isTrue();
    assertThat(key.sign(input)).hasSameSizeAs(example).hasSize(132);
    assertThat(verifies(key, input, key.sign(input))).isTrue();
  }

  @Test
  void rfc7517AppendixA_2_ecKeyIsReadAndWritten() {
    AccountKey key = AccountKey.fromPrivateJwk(Rfc7515Keys.OTHER_EC);
    assertThat(key.toPrivateJwk()).isEqualTo(Rfc7515Keys.OTHER_EC);
    assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.EC_P256);
  }

  @Test
  void rfc7638Section3_1_thumbprintOfTheExample() {
    String n =
        "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_B"
            + "JECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGj"
            + "QR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdk"
            + "t-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKn"
            + "qDKgw";
    JsonWebKey jwk = new JsonWebKey(java.util.Map.of("kty", "RSA", "n", n, "e", "AQAB"));
    assertThat(jwk.toJson()).isEqualTo("{\"e\":\"AQAB\",\"kty\":\"RSA\",\"n\":\"" + n + "\"}");
    assertThat(jwk.thumbprint()).isEqualTo("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    assertThat(JsonWebKey.of(Keys.rsaPublic(n, "AQAB"))).isEqualTo(jwk);
  }

  private static boolean verifies(AccountKey key, byte[] input, byte[] signature) throws Exception {
    Signature verifier =
        Signature.getInstance(key.algorithm().signatureAlgorithm() + "inP1363Format");
    verifier.initVerify(key.publicKey());
    verifier.update(input);
    return verifier.verify(signature);
  }
}
