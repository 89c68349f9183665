package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UfwTest {
  private static String status(String... rules) {
    return "Status: active\n\nTo                         Action      From\n--                         ------      ----\n"
        + String.join("\n", rules)
        + "\n";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80/tcp                     ALLOW       Anywhere",
        "80                         ALLOW       Anywhere",
        "80,443/tcp                 ALLOW       Anywhere",
        "79:81/tcp                  LIMIT       Anywhere",
        "Nginx Full                 ALLOW       Anywhere",
        "Apache                     ALLOW IN    Anywhere",
        "80/tcp (v6)                ALLOW       Anywhere (v6)",
        "Anywhere                   ALLOW       Anywhere"
      })
  void seesThatPort80IsLetIn(String rule) {
    assertThat(Ufw.parse(status(rule)).letsIn(80)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "22/tcp                     ALLOW       Anywhere",
        "80/tcp                     DENY        Anywhere",
        "80/udp                     ALLOW       Anywhere",
        "80/tcp                     ALLOW       10.0.0.0/8",
        "8080/tcp                   ALLOW       Anywhere",
        "Nginx HTTPS                ALLOW       Anywhere",
        "OpenSSH                    ALLOW       Anywhere"
      })
  void seesThatPort80IsNotLetIn(String rule) {
    assertThat(Ufw.parse(status(rule)).letsIn(80)).isFalse();
  }

  @Test
  void knowsTheNamesForPort443() {
    assertThat(Ufw.parse(status("Nginx HTTPS                ALLOW       Anywhere")).letsIn(443))
        .isTrue();
  }

  @Test
  void letsAllInWhileItIsOff() {
    Ufw ufw = Ufw.parse("Status: inactive\n");

    assertThat(ufw.isActive()).isFalse();
    assertThat(ufw.letsIn(80)).isTrue();
  }
}
