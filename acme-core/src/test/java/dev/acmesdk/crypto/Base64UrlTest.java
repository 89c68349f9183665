package dev.acmesdk.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Base64UrlTest {

  @Test
  void rfc7515AppendixC_encodesWithTheUrlSafeAlphabetAndWithoutPadding() {
    byte[] octets = {3, (byte) 236, (byte) 255, (byte) 224, (byte) 193};
    assertThat(Base64Url.encode(octets)).isEqualTo("A-z_4ME");
    assertThat(Base64Url.decode("A-z_4ME")).isEqualTo(octets);
  }

  @ParameterizedTest
  @CsvSource({"'',''", "f,Zg", "fo,Zm8", "foo,Zm9v", "foob,Zm9vYg", "fooba,Zm9vYmE"})
  void rfc4648Section10_vectorsWithoutPadding(String text, String encoded) {
    assertThat(Base64Url.encode(text.getBytes(US_ASCII))).isEqualTo(encoded);
    assertThat(Base64Url.decode(encoded)).isEqualTo(text.getBytes(US_ASCII));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zg==", "Zm8=", "=", "Zg=x"})
  void rfc8555Section6_1_refusesPadding(String padded) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Base64Url.decode(padded))
        .withMessageContaining("padding");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zm9+", "Zm9/", "Zm 9", "Zm9v\n", "Z", "Zm9vä"})
  void refusesWhatIsNotBase64Url(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Base64Url.decode(text));
  }

  @Test
  void roundTripsAnyOctets() {
    Random random = new Random(7515);
    for (int length = 0; length < 200; length++) {
      byte[] octets = new byte[length];
      random.nextBytes(octets);
      assertThat(Base64Url.decode(Base64Url.encode(octets))).isEqualTo(octets);
    }
  }

  @Test
  void everyCharacterOfTheAlphabetIsValidAndNoOther() {
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (char c = 0; c < 0x300; c++) {
      assertThat(Base64Url.isValid("a" + c))
          .as("U+%04X", (int) c)
          .isEqualTo(alphabet.indexOf(c) >= 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../x", "a b", "a.b", "a=", "a\u0000"})
  void whatCouldHarmAPathIsNotValid(String text) {
    assertThat(Base64Url.isValid(text)).isFalse();
  }
}
