package dev.acmesdk.testing.dns;

import static dev.acmesdk.testing.dns.DnsStubTest.ask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

class DnsNetworkTest {
  private final DnsNetwork network = DnsNetwork.start(Clock.systemUTC());

  @BeforeEach
  void serve() {
    network.zone(
        """
        com. SOA a.nic.com. admin.nic.com. 1 1800 900 604800 60
        com. NS a.nic.com.
        example.com. NS ns1.example.com.
        gone.com. NS ns.gone.com.
        """,
        "192.0.2.1");
    network.zone(
        """
        example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60
        example.com. NS ns1.example.com.
        www.example.com. CNAME www.example.org.
        """,
        "192.0.2.11",
        "2001:db8::11");
    network.zone(
        """
        example.org. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60
        www.example.org. A 192.0.2.80
        """,
        "192.0.2.11");
  }

  @AfterEach
  void close() {
    network.close();
  }

  @Test
  void eachAddressIsAServerOfItsOwn() {
    InetSocketAddress four = network.route(new InetSocketAddress("192.0.2.11", 53));
    InetSocketAddress six = network.route(new InetSocketAddress("2001:db8::11", 53));
    assertThat(four).isEqualTo(network.server("192.0.2.11").address()).isNotEqualTo(six);
    assertThat(four.getAddress().isLoopbackAddress()).isTrue();
    InetSocketAddress foreign = new InetSocketAddress("192.0.2.99", 53);
    assertThat(network.route(foreign)).isEqualTo(foreign);
  }

  @Test
  void textsGoToAllServersOfTheZoneAndNoOther() throws IOException {
    network.addTxt("t.example.com", "a");
    for (String address : new String[] {"192.0.2.11", "2001:db8::11"}) {
      assertThat(ask(network.server(address), "t.example.com", Type.TXT).getRcode())
          .isEqualTo(Rcode.NOERROR);
    }
    network.removeTxt("t.example.com", "a");
    assertThat(ask(network.server("192.0.2.11"), "t.example.com", Type.TXT).getRcode())
        .isEqualTo(Rcode.NXDOMAIN);
    assertThatIllegalArgumentException().isThrownBy(() -> network.addTxt("t.example.net", "a"));
  }

  @Test
  void aResolverKnowsAllZonesAndFollowsAliases() throws IOException {
    DnsStub resolver = network.resolver();
    Message answer = ask(resolver, "www.example.com", Type.A);
    assertThat(answer.getHeader().getFlag(Flags.RA)).isTrue();
    assertThat(answer.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
    assertThat(ask(resolver, "www.gone.com", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(ask(resolver, "example.net", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
  }

  @Test
  void anAddressIsALiteral() {
    assertThatIllegalArgumentException().isThrownBy(() -> network.server("localhost"));
    assertThatIllegalArgumentException().isThrownBy(() -> network.server("999.0.0.1"));
  }
}
