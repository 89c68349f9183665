package dev.acmesdk.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Bouncy Castle signs, the JDK verifies. */
class EcdsaTest {
  private static final byte[] SAMPLE = "sample".getBytes(StandardCharsets.US_ASCII);

  private static ECPrivateKey key(int bits, String hex) throws Exception {
    return (ECPrivateKey)
        KeyFactory.getInstance("EC")
            .generatePrivate(
                new ECPrivateKeySpec(new BigInteger(hex, 16), EllipticCurves.parameters(bits)));
  }

  @Test
  void rfc6979SectionA2_5_signsAsInTheExample() throws Exception {
    ECPrivateKey key = key(256, "C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    assertThat(HexFormat.of().withUpperCase().formatHex(Ecdsa.sign(key, 256, SAMPLE)))
        .isEqualTo(
            "EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");
  }

  @ParameterizedTest
  @CsvSource({"256, SHA256, 64", "384, SHA384, 96", "521, SHA512, 132"})
  void rfc7518Section3_4_signsWhatTheJdkVerifies(int bits, String digest, int length)
      throws Exception {
    KeyPair pair = Ecdsa.generate(bits);
    for (int i = 0; i < 20; i++) {
      byte[] octets = ("message " + i).getBytes(StandardCharsets.US_ASCII);
      byte[] signature = Ecdsa.sign((ECPrivateKey) pair.getPrivate(), bits, octets);
      assertThat(signature).hasSize(length);
      Signature verifier = Signature.getInstance(digest + "withECDSAinP1363Format");
      verifier.initVerify(pair.getPublic());
      verifier.update(octets);
      assertThat(verifier.verify(signature)).isTrue();
      signature[length - 1] ^= 1;
      verifier.update(octets);
      assertThat(verifier.verify(signature)).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"256", "384", "521"})
  void makesPairsThatTheJdkSignsWith(int bits) throws Exception {
    KeyPair pair = Ecdsa.generate(bits);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(SAMPLE);
    byte[] signature = signer.sign();
    signer.initVerify(pair.getPublic());
    signer.update(SAMPLE);
    assertThat(signer.verify(signature)).isTrue();
    assertThat(((ECPublicKey) pair.getPublic()).getParams().getCurve())
        .isEqualTo(EllipticCurves.parameters(bits).getCurve());
    assertThat(Ecdsa.generate(bits).getPrivate()).isNotEqualTo(pair.getPrivate());
  }

  @ParameterizedTest
  @CsvSource({"256, SHA256", "384, SHA384", "521, SHA512"})
  void rfc3279Section2_2_3_signsInDerWhatTheJdkVerifies(int bits, String digest) throws Exception {
    KeyPair pair = Ecdsa.generate(bits);
    byte[] signature = Ecdsa.signInDer((ECPrivateKey) pair.getPrivate(), bits, SAMPLE);
    Signature verifier = Signature.getInstance(digest + "withECDSA");
    verifier.initVerify(pair.getPublic());
    verifier.update(SAMPLE);
    assertThat(verifier.verify(signature)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"256", "384", "521"})
  void knowsTheSignaturesOfTheJdkFromAllOthers(int bits) throws Exception {
    KeyPair pair = Ecdsa.generate(bits);
    Signature signer = Signature.getInstance("SHA256withECDSA");
    signer.initSign(pair.getPrivate());
    signer.update(SAMPLE);
    byte[] signature = signer.sign();
    ECPoint key = ((ECPublicKey) pair.getPublic()).getW();
    assertThat(isSigned(key, bits, signature)).isTrue();
    assertThat(isSigned(((ECPublicKey) Ecdsa.generate(bits).getPublic()).getW(), bits, signature))
        .isFalse();
    for (int i = 0; i < signature.length; i++) {
      signature[i] ^= 1;
      assertThat(isSigned(key, bits, signature)).isFalse();
      signature[i] ^= 1;
    }
    assertThat(isSigned(key, bits, new byte[0])).isFalse();
  }

  private static boolean isSigned(ECPoint key, int bits, byte[] signature) {
    return Ecdsa.isSigned(key, bits, new SHA256Digest(), SAMPLE, signature);
  }

  @Test
  void refusesAPointThatIsNotOnTheCurve() {
    ECPoint point = new ECPoint(BigInteger.ONE, BigInteger.TWO);
    assertThatIllegalArgumentException().isThrownBy(() -> isSigned(point, 256, new byte[70]));
  }
}
