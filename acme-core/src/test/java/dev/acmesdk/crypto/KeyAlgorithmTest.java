package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.Signature;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KeyAlgorithmTest {

  @ParameterizedTest
  @EnumSource(KeyAlgorithm.class)
  void generatesKeysOfItsKindThatSign(KeyAlgorithm algorithm) throws Exception {
    KeyPair pair = algorithm.generate();
    assertThat(KeyAlgorithm.of(pair.getPublic())).isEqualTo(algorithm);

    Signature signature = Signature.getInstance(algorithm.signatureAlgorithm());
    signature.initSign(pair.getPrivate());
    byte[] signed = signature.sign();
    signature.initVerify(pair.getPublic());
    assertThat(signature.verify(signed)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "EC_P256,ES256,256,true",
    "EC_P384,ES384,384,true",
    "EC_P521,ES512,521,true",
    "RSA_2048,RS256,2048,false",
    "RSA_3072,RS256,3072,false",
    "RSA_4096,RS256,4096,false"
  })
  void rfc7518Section3_1_namesOfTheSignatures(
      KeyAlgorithm algorithm, String jws, int bits, boolean ellipticCurve) {
    assertThat(algorithm.jwsAlgorithm()).isEqualTo(jws);
    assertThat(algorithm.bits()).isEqualTo(bits);
    assertThat(algorithm.isEllipticCurve()).isEqualTo(ellipticCurve);
  }
}
