package dev.acmesdk.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpIdentifierTest {

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "0.0.0.0", "255.255.255.255", "10.0.0.10"})
  void rfc8738Section3_keepsDottedIpv4(String address) {
    Identifier.Ip ip = Identifier.ip(address);
    assertThat(ip.value()).isEqualTo(address);
    assertThat(ip.address()).isInstanceOf(Inet4Address.class);
    assertThat(ip.address().getHostAddress()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource({
    // section 1 and 2: all of these are one address
    "2001:db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "2001:0db8:0:0:1:0:0:1,2001:db8::1:0:0:1",
    "2001:db8::1:0:0:1,2001:db8::1:0:0:1",
    "2001:db8::0:1:0:0:1,2001:db8::1:0:0:1",
    "2001:0db8::1:0:0:1,2001:db8::1:0:0:1",
    "2001:db8:0:0:1::1,2001:db8::1:0:0:1",
    "2001:db8:0000:0:1::1,2001:db8::1:0:0:1",
    "2001:DB8:0:0:1::1,2001:db8::1:0:0:1",
    // section 4.1: no leading zeros
    "2001:0db8::0001,2001:db8::1",
    "2001:db8:aaaa:bbbb:cccc:dddd:eeee:0001,2001:db8:aaaa:bbbb:cccc:dddd:eeee:1",
    // section 4.2.1: shortened as much as possible
    "2001:db8:0:0:0:0:2:1,2001:db8::2:1",
    "2001:db8::0:1,2001:db8::1",
    // section 4.2.2: one field of zeros alone is not shortened
    "2001:db8:0:1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1,2001:db8:0:1:1:1:1:1",
    "1:2:3:4:5:6:7::,1:2:3:4:5:6:7:0",
    "::2:3:4:5:6:7:8,0:2:3:4:5:6:7:8",
    // section 4.2.3: the longest run, and the first of equals
    "2001:0:0:1:0:0:0:1,2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:2,2001:db8::1:0:0:2",
    "1:0:0:2:0:0:3:4,1::2:0:0:3:4",
    // section 4.3: lower case
    "2001:DB8:ABCD:EF00::1,2001:db8:abcd:ef00::1",
    // the edges
    "0:0:0:0:0:0:0:0,::",
    "::,::",
    "::1,::1",
    "1::,1::",
    "ff02::1,ff02::1",
    "64:ff9b::192.0.2.33,64:ff9b::c000:221",
    // as in URLs
    "[2001:db8::1],2001:db8::1"
  })
  void rfc5952_ipv6HasOneText(String written, String value) {
    Identifier.Ip ip = Identifier.ip(written);
    assertThat(ip.value()).isEqualTo(value);
    assertThat(ip.address()).isInstanceOf(Inet6Address.class);
    assertThat(Identifier.ip(ip.address().getHostAddress())).isEqualTo(ip);
  }

  /** To sockets, certificates and CAs these are IPv4 addresses. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "::ffff:192.0.2.1",
        "::FFFF:192.0.2.1",
        "::ffff:c000:201",
        "0:0:0:0:0:ffff:192.0.2.1",
        "[::ffff:192.0.2.1]"
      })
  void rfc4291Section2_5_5_2_mappedAddressesAreIpv4(String written) {
    assertThat(Identifier.ip(written)).isEqualTo(Identifier.ip("192.0.2.1"));
    assertThat(Identifier.ip(written).address()).isInstanceOf(Inet4Address.class);
  }

  @Test
  void rfc5952_normalizingTwiceChangesNothing() {
    Random random = new Random(5952);
    for (int i = 0; i < 500; i++) {
      String[] groups = new String[8];
      for (int g = 0; g < 8; g++) {
        groups[g] = random.nextBoolean() ? "0" : Integer.toHexString(1 + random.nextInt(0xffff));
      }
      groups[0] = "2001";
      Identifier.Ip once = Identifier.ip(String.join(":", groups));
      assertThat(Identifier.ip(once.value())).isEqualTo(once);
      assertThat(once.address()).isEqualTo(Identifier.ip(String.join(":", groups)).address());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "192.0.2",
        "192.0.2.1.1",
        "192.0.2.256",
        "192.0.2.-1",
        "192.0.2.01",
        "0xc0.0.2.1",
        "3221225985",
        "192.0.2.1/24",
        "192.0.2.1:80",
        " 192.0.2.1",
        "192.0.2.1 ",
        "1:2",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7:8:9",
        "12345::",
        "::g",
        "fe80::1%eth0",
        "fe80::1%1",
        "[::1",
        "::1]",
        "[]",
        "[192.0.2.1]",
        "[::1]:443",
        "::ffff:192.0.2.256",
        "example.com",
        "localhost",
        "dead.beef",
        "٣.0.0.1"
      })
  void refusesWhatIsNoLiteral(String written) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Identifier.ip(written))
        .withMessage(
            "\"%s\" is not an IP address. Give IPv4 as 192.0.2.1 or IPv6 as 2001:db8::1.", written);
  }
}
