package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateJsonWebKeyTest {

  /** A scalar this small begins with a whole row of zero octets. */
  @ParameterizedTest
  @CsvSource({"256,43", "384,64", "521,88"})
  void rfc7518Section6_2_2_1_theScalarKeepsItsLeadingZeroOctets(int bits, int characters)
      throws Exception {
    for (int scalar = 1; scalar <= 24; scalar++) {
      AccountKey key = AccountKey.of(Keys.ofScalar(bits, BigInteger.valueOf(scalar)));
      Map<String, String> members = key.toPrivateJwk();
      assertThat(members.get("d")).hasSize(characters).startsWith("AAAAAAAA");
      assertThat(AccountKey.fromPrivateJwk(members).toPrivateJwk()).isEqualTo(members);
    }
  }

  @Test
  void writesTheMembersOfTheRfcs() {
    assertThat(AccountKey.fromPrivateJwk(Rfc7515Keys.EC).toPrivateJwk()).isEqualTo(Rfc7515Keys.EC);
    assertThat(AccountKey.fromPrivateJwk(Rfc7515Keys.RSA).toPrivateJwk())
        .isEqualTo(Rfc7515Keys.RSA);
  }

  /** 521 bits are one more than 65 octets hold: the first octet of each is 0 or 1. */
  @Test
  void rfc7518Section6_2_2_1_aScalarOnP521HasSixtySixOctets() {
    AccountKey key = AccountKey.fromPrivateJwk(Rfc7515Keys.EC_521);
    for (String name : List.of("x", "y", "d")) {
      assertThat(Base64Url.decode(key.toPrivateJwk().get(name))).hasSize(66);
    }
    assertThat(key.toPrivateJwk()).isEqualTo(Rfc7515Keys.EC_521);
    assertThat(key.algorithm()).isEqualTo(KeyAlgorithm.EC_P521);
  }

  @Test
  void ignoresMembersThatItDoesNotKnow() {
    Map<String, String> members = new HashMap<>(Rfc7515Keys.EC);
    members.put("kid", "1");
    members.put("use", "sig");
    assertThat(AccountKey.fromPrivateJwk(members).toPrivateJwk()).isEqualTo(Rfc7515Keys.EC);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kty", "n", "e", "d", "p", "q", "dp", "dq", "qi"})
  void namesTheMissingMemberOfAnRsaKey(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(without(Rfc7515Keys.RSA, name)))
        .withMessage("The JWK lacks its member \"" + name + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kty", "crv", "x", "y", "d"})
  void namesTheMissingMemberOfAnEcKey(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(without(Rfc7515Keys.EC, name)))
        .withMessage("The JWK lacks its member \"" + name + "\"");
  }

  @ParameterizedTest
  @CsvSource({"kty,OKP", "kty,oct", "kty,ec", "crv,P-224", "crv,secp256k1", "crv,p-256"})
  void namesTheKindThatItDoesNotSupport(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(with(Rfc7515Keys.EC, name, value)))
        .withMessageContaining(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "y"})
  void refusesACoordinateThatDoesNotBelongToTheScalar(String name) {
    String other = Rfc7515Keys.OTHER_EC.get(name);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(with(Rfc7515Keys.EC, name, other)))
        .withMessage("The JWK's members \"x\" and \"y\" do not belong to its \"d\"");
  }

  /** Zero has no public point; the others have one, but are no keys of the curve. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "00",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
        "FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552",
        "01FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632552"
      })
  void refusesAScalarOutOfRange(String scalar) {
    String d = JsonWebKey.integer(new BigInteger(scalar, 16));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(with(Rfc7515Keys.EC, "d", d)))
        .withMessage("The private key is out of the range of its curve");
  }

  @ParameterizedTest
  @CsvSource({"EC,d", "EC,x", "RSA,n", "RSA,d", "RSA,qi"})
  void namesTheMemberThatIsNotBase64Url(String kty, String name) {
    var key = kty.equals("EC") ? Rfc7515Keys.EC : Rfc7515Keys.RSA;
    for (String value : new String[] {"sec+ret", "secret==", "s"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> AccountKey.fromPrivateJwk(with(key, name, value)))
          .withMessage("The JWK's member \"" + name + "\" is not base64url");
    }
  }

  private static Map<String, String> without(Map<String, String> members, String name) {
    Map<String, String> fewer = new HashMap<>(members);
    fewer.remove(name);
    return fewer;
  }

  private static Map<String, String> with(Map<String, String> members, String name, String value) {
    Map<String, String> changed = new HashMap<>(members);
    changed.put(name, value);
    return changed;
  }
}
