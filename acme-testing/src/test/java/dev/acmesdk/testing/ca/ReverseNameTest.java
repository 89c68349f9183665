package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReverseNameTest {
  @Test
  void rfc1035Section3_5_reversesIpv4() {
    assertThat(ReverseName.of("192.0.2.7")).isEqualTo("7.2.0.192.in-addr.arpa");
  }

  @Test
  void rfc3596Section2_5_reversesIpv6ByItsNibbles() {
    assertThat(ReverseName.of("4321:0:1:2:3:4:567:89ab"))
        .isEqualTo("b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.0.0.0.0.1.2.3.4.ip6.arpa");
  }
}
