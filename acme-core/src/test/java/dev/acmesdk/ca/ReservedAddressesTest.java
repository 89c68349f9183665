package dev.acmesdk.ca;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Identifier;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** IANA's registries of special-purpose addresses, and multicast. */
class ReservedAddressesTest {
  private static final OrderLint LETS_ENCRYPT = OrderLint.of(CertificateAuthorities.LETS_ENCRYPT);

  private static List<String> findings(String address) {
    return LETS_ENCRYPT.findings(
        PlannedOrder.of(List.of(Identifier.ip(address))).withProfile("shortlived"));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0,0.0.0.0/8",
    "10.255.255.255,10.0.0.0/8",
    "100.64.0.1,100.64.0.0/10",
    "100.127.255.255,100.64.0.0/10",
    "127.0.0.1,127.0.0.0/8",
    "169.254.169.254,169.254.0.0/16",
    "172.16.0.1,172.16.0.0/12",
    "172.31.255.255,172.16.0.0/12",
    "192.0.0.170,192.0.0.0/24",
    "192.0.2.1,192.0.2.0/24",
    "192.31.196.1,192.31.196.0/24",
    "192.52.193.1,192.52.193.0/24",
    "192.88.99.1,192.88.99.0/24",
    "192.168.1.1,192.168.0.0/16",
    "192.175.48.1,192.175.48.0/24",
    "198.19.255.255,198.18.0.0/15",
    "198.51.100.1,198.51.100.0/24",
    "203.0.113.1,203.0.113.0/24",
    "224.0.0.1,224.0.0.0/4",
    "255.255.255.255,240.0.0.0/4",
    "::,::/128",
    "::1,::1/128",
    "::ffff:10.0.0.1,10.0.0.0/8",
    "64:ff9b::808:808,64:ff9b::/96",
    "64:ff9b:1::1,64:ff9b:1::/48",
    "100::1,100::/64",
    "100:0:0:1::1,100:0:0:1::/64",
    "2001:1ff::1,2001::/23",
    "2001:db8::1,2001:db8::/32",
    "2002:c000:204::1,2002::/16",
    "2620:4f:8000::1,2620:4f:8000::/48",
    "3fff:fff::1,3fff::/20",
    "5f00::1,5f00::/16",
    "fd12:3456::1,fc00::/7",
    "fe80::1,fe80::/10",
    "febf::1,fe80::/10",
    "ff02::1,ff00::/8"
  })
  void rfc6890_refusesWhatIsReserved(String address, String block) {
    assertThat(findings(address))
        .singleElement()
        .asString()
        .contains("is in the reserved block " + block + " (", "Use a public address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "128.0.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.255",
        "192.0.3.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::2",
        "64:ff9b:0:0:0:1::1",
        "64:ff9b:2::1",
        "2001:200::1",
        "2001:db7:ffff::1",
        "2001:db9::1",
        "2003::1",
        "2606:4700::1111",
        "3fff:1000::1",
        "fbff::1",
        "fe00::1",
        "fec0::1"
      })
  void takesWhatLiesBesideTheBlocks(String address) {
    assertThat(findings(address)).isEmpty();
  }
}
