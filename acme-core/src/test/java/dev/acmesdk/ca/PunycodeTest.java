package dev.acmesdk.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.IDN;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PunycodeTest {
  /** The samples of RFC 3492 section 7.1, in lower case as names are. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "egbpdaj6bu4bxfgehfvwxn",
        "ihqwcrb4cv8a8dqg056pqjye",
        "ihqwctvzc91f659drss3x8bo0yb",
        "proprostnemluvesky-uyb24dma41a",
        "4dbcagdahymbxekheh6e0a7fei0b",
        "i1baa7eci9glrd9b2ae1bj0hfcgg6iyaf8o0a1dig0cd",
        "n8jok5ay5dzabd5bym9f0cm5685rrjetr6pdxa",
        "989aomsvi5e83db1d2a355cv1e0vak1dwrv93d5xbh15a0dt30a5jpsd879ccm6fea98c",
        "b1abfaaepdrnnbgefbadotcwatmq2g4l",
        "porqunopuedensimplementehablarenespaol-fmd56a",
        "tisaohkhngthchnitingvit-kjcr8268qyxafd2f1b9g",
        "3b-ww4c5e180e575a65lsy2b",
        "-with-super-monkeys-pc58ag80a8qai00g7n9n",
        "hello-another-way--fc4qua05auwb3674vfr0b",
        "2-u9tlzr9756bt3uc0v",
        "maji-koi5-783gue6qz075azm5e",
        "de-jg4avhby1noc0d",
        "d9juau41awczczp"
      })
  void rfc3492Section7_1_decodesTheSamples(String encoded) {
    assertThat(Punycode.isValid(encoded)).isTrue();
  }

  /** IDNA2008 has names that the JDK would not decode. */
  @ParameterizedTest
  @ValueSource(strings = {"fa-hia", "strae-oqa", "nxasmm1c"})
  void decodesWhatTheJdkDoesNot(String encoded) {
    assertThat(Punycode.isValid(encoded)).isTrue();
    assertThat(IDN.toUnicode("xn--" + encoded)).startsWith("xn--");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"9", "-abc", "bcher-kv", "99999999", "999999999999999999999999", "abc-99999"})
  void rfc3492Section6_2_refusesWhatBreaksOffOrOverflows(String encoded) {
    assertThat(Punycode.isValid(encoded)).isFalse();
  }

  /** RFC 5891 section 5.2: a surrogate is half a character, and an accent may not stand apart. */
  @ParameterizedTest
  @ValueSource(strings = {"a-rc4g", "8c9by4f", "u-ccb"})
  void refusesWhatNoNameDecodesTo(String encoded) {
    assertThat(Punycode.isValid(encoded)).isFalse();
  }

  @Test
  void decodesWhateverTheJdkEncodes() {
    Random random = new Random(3492);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder label = new StringBuilder("a");
      for (int n = random.nextInt(8); n >= 0; n--) {
        label.appendCodePoint(
            random.nextBoolean() ? 'a' + random.nextInt(26) : 0x4e00 + random.nextInt(0x5000));
      }
      String encoded = IDN.toASCII(label.toString(), IDN.ALLOW_UNASSIGNED);
      if (encoded.startsWith("xn--")) {
        assertThat(Punycode.isValid(encoded.substring(4))).as(encoded).isTrue();
      }
    }
  }

  @Test
  void neverFailsOnAnyLabel() {
    Random random = new Random(3493);
    String alphabet = "abcdefghijklmnopqrstuvwxyz0123456789-";
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder label = new StringBuilder();
      for (int n = random.nextInt(59); n >= 0; n--) {
        label.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      valid += Punycode.isValid(label.toString()) ? 1 : 0;
    }
    assertThat(valid).isBetween(1, 19_999);
  }
}
