package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyPairsTest {
  @ParameterizedTest
  @EnumSource(
      value = KeyAlgorithm.class,
      names = {"EC_P256", "EC_P384", "EC_P521"})
  void knowsPairsOnTheNistCurvesFromAllOthers(KeyAlgorithm algorithm) {
    KeyPair pair = algorithm.generate();
    KeyPair other = algorithm.generate();
    assertThat(KeyPairs.match(pair.getPrivate(), pair.getPublic())).contains(true);
    assertThat(KeyPairs.match(other.getPrivate(), pair.getPublic())).contains(false);
  }

  @Test
  void knowsAnotherProvidersKeys() throws GeneralSecurityException {
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    PrivateKey foreign =
        KeyFactory.getInstance("EC", new BouncyCastleProvider())
            .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
    assertThat(KeyPairs.match(foreign, pair.getPublic())).contains(true);
  }

  private record Secret(BigInteger getS, ECParameterSpec getParams) implements ECPrivateKey {
    @Override
    public String getAlgorithm() {
      return "EC";
    }

    @Override
    public String getFormat() {
      return "none";
    }

    @Override
    public byte[] getEncoded() {
      return new byte[0];
    }
  }

  @Test
  void aKeyOutOfTheRangeOfItsCurveIsNobodys() {
    KeyPair pair = KeyAlgorithm.EC_P256.generate();
    BigInteger order = ((ECPrivateKey) pair.getPrivate()).getParams().getOrder();
    BigInteger secret = ((ECPrivateKey) pair.getPrivate()).getS();
    PrivateKey beyond = new Secret(secret.add(order), EllipticCurves.parameters(256));
    assertThat(KeyPairs.match(beyond, pair.getPublic())).contains(false);
  }

  @Test
  void cannotTellOfRsaOfTwoCurvesAndOfKeysThatHide() {
    KeyPair rsa = KeyAlgorithm.RSA_2048.generate();
    KeyPair ec = KeyAlgorithm.EC_P256.generate();
    KeyPair larger = KeyAlgorithm.EC_P384.generate();
    assertThat(KeyPairs.match(rsa.getPrivate(), rsa.getPublic())).isEmpty();
    assertThat(KeyPairs.match(rsa.getPrivate(), ec.getPublic())).isEmpty();
    assertThat(KeyPairs.match(larger.getPrivate(), ec.getPublic())).isEmpty();
    assertThat(KeyPairs.match(new OpaqueKey("EC"), ec.getPublic())).isEmpty();
  }
}
