package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccountKeyRulesTest {
  private static EmbeddedAcmeServer server;

  @BeforeAll
  static void start() {
    server = EmbeddedAcmeServer.builder().start();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Reply register(TestKey key) {
    return new RawClient(server, key).newAccount("{}");
  }

  @Test
  void takesTheKeysThatLetsEncryptTakesAndP521() {
    assertThat(register(TestKey.es256()).status()).isEqualTo(201);
    assertThat(register(TestKey.es384()).status()).isEqualTo(201);
    assertThat(register(TestKey.es512()).status()).isEqualTo(201);
    assertThat(register(TestKey.rs256(2048)).status()).isEqualTo(201);
  }

  @Test
  void rfc7518Section6_2_1_2_takesCoordinatesThatBeginWithZero() {
    TestKey key =
        Stream.generate(TestKey::es256)
            .filter(candidate -> firstOctet(candidate, "x") == 0 || firstOctet(candidate, "y") == 0)
            .findFirst()
            .orElseThrow();

    assertThat(register(key).status()).isEqualTo(201);
  }

  private static int firstOctet(TestKey key, String member) {
    return Base64.getUrlDecoder().decode((String) key.jwk().get(member))[0];
  }

  @Test
  void rfc7518Section6_2_1_2_refusesShortenedCoordinates() {
    TestKey key = TestKey.es256();
    BigInteger x = ((ECPublicKey) key.pair().getPublic()).getW().getAffineX();
    byte[] longer = new byte[33];
    System.arraycopy(Base64.getUrlDecoder().decode((String) key.jwk().get("x")), 0, longer, 1, 32);

    assertThat(register(key.with("x", TestKey.base64url(longer))).refusal())
        .isEqualTo("400 badPublicKey");
    assertThat(
            register(key.with("x", TestKey.base64url(TestKey.unsigned(x.shiftRight(8))))).refusal())
        .isEqualTo("400 badPublicKey");
  }

  @Test
  void refusesPointsThatAreNotOnTheCurve() {
    TestKey key = TestKey.es256();

    Reply reply = register(key.with("y", key.jwk().get("x")));

    assertThat(reply.refusal()).isEqualTo("400 badPublicKey");
    assertThat(reply.text("detail")).contains("not a point");
  }

  @Test
  void rfc7518Section2_refusesTheSignOctetOfJavasBigInteger() {
    TestKey key = TestKey.rs256(2048);
    byte[] withSign = ((RSAPublicKey) key.pair().getPublic()).getModulus().toByteArray();

    Reply reply = register(key.with("n", TestKey.base64url(withSign)));

    assertThat(reply.refusal()).isEqualTo("400 badPublicKey");
    assertThat(reply.text("detail")).contains("leading zero");
  }

  @Test
  void refusesWeakRsaKeys() {
    Reply reply = register(TestKey.rs256(1024));

    assertThat(reply.refusal()).isEqualTo("400 badPublicKey");
    assertThat(reply.text("detail")).contains("1024 bits");
  }

  @Test
  void refusesPrivateKeys() {
    Reply reply = register(TestKey.es256().with("d", "AAAA"));

    assertThat(reply.refusal()).isEqualTo("400 badPublicKey");
    assertThat(reply.text("detail")).contains("private").doesNotContain("AAAA");
  }

  @Test
  void refusesOtherTypesAndCurves() {
    assertThat(register(TestKey.es256().with("crv", "P-224")).refusal())
        .isEqualTo("400 badPublicKey");
    assertThat(register(TestKey.es256().with("kty", "OKP")).refusal())
        .isEqualTo("400 badPublicKey");
  }

  @Test
  void refusesKeysThatAreNoObjects() {
    RawClient client = new RawClient(server);

    assertThat(client.newAccount("{}", jws -> jws.header("jwk", "key")).refusal())
        .isEqualTo("400 malformed");
  }
}
