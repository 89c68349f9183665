package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JsonWebKeyTest {

  /** One coordinate in 256 begins with a zero octet, which BigInteger drops. */
  @ParameterizedTest
  @CsvSource({"256,43", "384,64", "521,88"})
  void rfc7518Section6_2_1_2_coordinatesKeepTheirLeadingZeroOctets(int bits, int characters)
      throws Exception {
    int shortX = 0;
    int shortY = 0;
    for (int scalar = 1; scalar <= 1200; scalar++) {
      var key = (ECPublicKey) Keys.ofScalar(bits, BigInteger.valueOf(scalar)).getPublic();
      Map<String, String> members = JsonWebKey.of(key).members();
      assertThat(members.get("x")).hasSize(characters);
      assertThat(members.get("y")).hasSize(characters);
      assertThat(number(members.get("x"))).isEqualTo(key.getW().getAffineX());
      assertThat(number(members.get("y"))).isEqualTo(key.getW().getAffineY());
      shortX += key.getW().getAffineX().bitLength() <= bits - 8 ? 1 : 0;
      shortY += key.getW().getAffineY().bitLength() <= bits - 8 ? 1 : 0;
    }
    assertThat(shortX).as("keys that show the fault in x").isPositive();
    assertThat(shortY).as("keys that show the fault in y").isPositive();
  }

  @Test
  void rfc6979AppendixA_2_7_publicPointOfTheExample() throws Exception {
    var d =
        "0FAD06DAA62BA3B25D2FB40133DA757205DE67F5BB0018FEE8C86E1B68C7E75CAA896EB32F1F47C70855836A6D16FCC1466F6D8FBEC67DB89EC0C08B0E996B83538";
    var x =
        "1894550D0785932E00EAA23B694F213F8C3121F86DC97A04E5A7167DB4E5BCD371123D46E45DB6B5D5370A7F20FB633155D38FFA16D2BD761DCAC474B9A2F5023A4";
    var y =
        "0493101C962CD4D2FDDF782285E64584139C2F91B47F87FF82354D6630F746A28A0DB25741B5B34A828008B22ACC23F924FAAFBD4D33F81EA66956DFEAA2BFDFCF5";
    Map<String, String> members =
        JsonWebKey.of(Keys.ofScalar(521, new BigInteger(d, 16)).getPublic()).members();
    assertThat(members).containsEntry("crv", "P-521").containsEntry("kty", "EC");
    assertThat(number(members.get("x"))).isEqualTo(new BigInteger(x, 16));
    assertThat(number(members.get("y"))).isEqualTo(new BigInteger(y, 16));
  }

  @Test
  void rfc6979AppendixA_2_6_publicPointOfTheExample() throws Exception {
    var d =
        "6B9D3DAD2E1B8C1C05B19875B6659F4DE23C3B667BF297BA9AA47740787137D896D5724E4C70A825F872C9EA60D2EDF5";
    var x =
        "EC3A4E415B4E19A4568618029F427FA5DA9A8BC4AE92E02E06AAE5286B300C64DEF8F0EA9055866064A254515480BC13";
    var y =
        "8015D9B72D7D57244EA8EF9AC0C621896708A59367F9DFB9F54CA84B3F1C9DB1288B231C3AE0D4FE7344FD2533264720";
    Map<String, String> members =
        JsonWebKey.of(Keys.ofScalar(384, new BigInteger(d, 16)).getPublic()).members();
    assertThat(number(members.get("x"))).isEqualTo(new BigInteger(x, 16));
    assertThat(number(members.get("y"))).isEqualTo(new BigInteger(y, 16));
  }

  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"RSA_2048", "RSA_3072"})
  void rfc7518Section6_3_1_modulusHasNoLeadingZeroOctet(KeyAlgorithm algorithm) {
    RSAPublicKey key = (RSAPublicKey) Keys.shared(algorithm).getPublic();
    assertThat(key.getModulus().toByteArray()[0]).as("what BigInteger adds").isZero();
    Map<String, String> members = JsonWebKey.of(key).members();
    byte[] n = Base64Url.decode(members.get("n"));
    assertThat(n).hasSize(algorithm.bits() / 8);
    assertThat(n[0]).isNotZero();
    assertThat(new BigInteger(1, n)).isEqualTo(key.getModulus());
    assertThat(members).containsEntry("e", "AQAB").containsEntry("kty", "RSA").hasSize(3);
  }

  @Test
  void rfc7518Section2_zeroIsOneOctet() {
    assertThat(JsonWebKey.integer(BigInteger.ZERO)).isEqualTo("AA");
    assertThat(JsonWebKey.integer(BigInteger.valueOf(128))).isEqualTo("gA");
    assertThat(JsonWebKey.integer(BigInteger.valueOf(256))).isEqualTo("AQA");
  }

  @Test
  void rfc7638Section3_membersAreInLexicographicOrderWithoutWhiteSpace() throws Exception {
    KeyPair pair = Keys.ofScalar(256, BigInteger.ONE);
    assertThat(JsonWebKey.of(pair.getPublic()).toJson())
        .isEqualTo(
            "{\"crv\":\"P-256\",\"kty\":\"EC\","
                + "\"x\":\"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY\","
                + "\"y\":\"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU\"}");
  }

  @Test
  void keepsACopyOfItsMembers() {
    Map<String, String> members = new HashMap<>(Map.of("kty", "EC"));
    JsonWebKey jwk = new JsonWebKey(members);
    members.put("d", "secret");
    assertThat(jwk.members()).containsOnlyKeys("kty");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> jwk.members().put("d", "secret"));
  }

  @Test
  void thumbprintsOfDifferentKeysDiffer() throws Exception {
    String one = JsonWebKey.of(Keys.ofScalar(256, BigInteger.ONE).getPublic()).thumbprint();
    String two = JsonWebKey.of(Keys.ofScalar(256, BigInteger.TWO).getPublic()).thumbprint();
    assertThat(one).hasSize(43).isNotEqualTo(two);
  }

  private static BigInteger number(String base64Url) {
    return new BigInteger(1, Base64Url.decode(base64Url));
  }
}
