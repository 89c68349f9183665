package dev.acmesdk.testing.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValuesTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "3s, PT3S",
    "5m, PT5M",
    "12h, PT12H",
    "90d, PT2160H",
    "PT1H30M, PT1H30M",
    "p1d, PT24H"
  })
  void readsTimes(String text, Duration time) {
    assertThat(Values.time(text)).isEqualTo(time);
  }

  @Test
  void readsAddressesOfBothKinds() {
    assertThat(Values.socket("127.0.0.1:14000")).hasToString("/127.0.0.1:14000");
    assertThat(Values.socket("localhost:0").getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(Values.socket("[::1]:1").getAddress().getHostAddress()).isEqualTo("0:0:0:0:0:0:0:1");
  }

  /** Whoever starts a CA for tests without a network must not wait for a resolver. */
  @Test
  void looksUpNoNames() {
    assertThatThrownBy(() -> Values.address("ca.example"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ca.example");
    assertThatThrownBy(() -> Values.address("1.2.3.4.5"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Values.address(":")).isInstanceOf(IllegalArgumentException.class);
  }
}
