package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateJsonWebKeyTest {

  /** A scalar this small begins with a whole row of zero octets. */
  @ParameterizedTest
  @CsvSource({"256,43", "384,64"})
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
  @ValueSource(strings = {"kty", "crv", "d"})
  void namesTheMissingMemberOfAnEcKey(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(without(Rfc7515Keys.EC, name)))
        .withMessage("The JWK lacks its member \"" + name + "\"");
  }

  @ParameterizedTest
  @CsvSource({"kty,OKP", "kty,oct", "kty,ec", "crv,P-521", "crv,secp256k1", "crv,p-256"})
  void namesTheKindThatItDoesNotSupport(String name, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccountKey.fromPrivateJwk(with(Rfc7515Keys.EC, name, value)))
        .withMessageContaining(value);
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
