package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictBase64UrlTest {

  @Test
  void rfc7515AppendixC_decodesItsExample() {
    byte[] octets = {3, (byte) 236, (byte) 255, (byte) 224, (byte) 193};

    assertThat(StrictBase64Url.decode("A-z_4ME", "x")).isEqualTo(Octets.of(octets));
    assertThat(StrictBase64Url.encode(octets)).isEqualTo("A-z_4ME");
    assertThat(StrictBase64Url.decode("", "x").length()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"A-z_4ME=", "A+z/4ME", "A-z_4", "A-z_4MF", "A-z_ 4ME", "\n"})
  void refusesEverythingElse(String text) {
    assertThatThrownBy(() -> StrictBase64Url.decode(text, "the thing"))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("the thing is ");
  }
}
