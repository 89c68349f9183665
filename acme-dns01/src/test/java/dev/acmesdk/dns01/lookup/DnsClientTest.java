package dev.acmesdk.dns01.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.dns01.BusyCommonPool;
import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsQuery;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DnsClientTest {
  private final Lab lab = new Lab();
  private final DnsClient client = lab.client;

  @AfterEach
  void close() {
    lab.close();
  }

  private static void delegate(Lab lab, String zone, String server, String address) {
    lab.add("%s NS %s".formatted(zone, server));
    lab.add("%s A %s".formatted(server, address));
    lab.network.zone(
        """
        %1$s SOA %2$s admin.example.com. 1 1800 900 604800 60
        %1$s NS %2$s
        """
            .formatted(zone, server),
        address);
  }

  @Test
  void findsAllAddressesOfAllServersIpv6Included() throws Exception {
    Delegation delegation = client.delegation("_acme-challenge.www.example.com");
    assertThat(delegation.zone()).isEqualTo("example.com");
    assertThat(delegation.servers())
        .containsExactlyInAnyOrder(
            new NameServer("ns1.example.com", InetAddress.getByName(Lab.FIRST)),
            new NameServer("ns2.example.com", InetAddress.getByName(Lab.SECOND)),
            new NameServer("ns3.example.com", InetAddress.getByName(Lab.THIRD)),
            new NameServer("ns6.example.com", InetAddress.getByName(Lab.SIXTH)));
  }

  @Test
  void tellsTheAddressesOfAHostAndFollowsAliases() throws Exception {
    lab.add("www.example.com. AAAA 2001:db8::80");
    lab.add("alias.example.com. CNAME www.example.com.");
    assertThat(client.addresses("alias.example.com"))
        .containsExactly(
            InetAddress.getByName("192.0.2.80"), InetAddress.getByName("2001:db8::80"));
    assertThat(client.addresses("nowhere.example.com")).isEmpty();
  }

  @Test
  void needsNoThreadOfTheCommonPool() throws Exception {
    assertThat(BusyCommonPool.during(() -> client.addresses("www.example.com")))
        .containsExactly(InetAddress.getByName("192.0.2.80"));
  }

  @Test
  void saysThatAddressesCannotBeFoundOut() {
    lab.resolver.fail(DnsFault.SERVFAIL);
    assertThatThrownBy(() -> client.addresses("www.example.com"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("A records of www.example.com")
        .hasMessageContaining("SERVFAIL");
  }

  @Test
  void findsTheServersThatOnlyTheParentOrOnlyTheZoneKnows() throws Exception {
    assertThat(client.delegation("_acme-challenge.example.org").servers())
        .extracting(NameServer::name)
        .containsExactlyInAnyOrder("ns1.example.com", "dns.example.org");
  }

  @Test
  void findsAZoneThatIsDelegatedBelowAnother() throws Exception {
    delegate(lab, "dept.example.com.", "ns.dept.example.com.", "192.0.2.31");
    delegate(lab, "deep.dept.example.com.", "ns.deep.dept.example.com.", "192.0.2.32");
    lab.network
        .server("192.0.2.31")
        .add("team.a.b.dept.example.com. NS ns.team.a.b.dept.example.com.");
    lab.network.server("192.0.2.31").add("ns.team.a.b.dept.example.com. A 192.0.2.33");
    lab.network.zone(
        """
        team.a.b.dept.example.com. SOA ns.team.a.b.dept.example.com. x. 1 1800 900 604800 60
        team.a.b.dept.example.com. NS ns.team.a.b.dept.example.com.
        """,
        "192.0.2.33");
    assertThat(client.delegation("_acme-challenge.x.dept.example.com").zone())
        .isEqualTo("dept.example.com");
    assertThat(client.delegation("_acme-challenge.team.a.b.dept.example.com").zone())
        .isEqualTo("team.a.b.dept.example.com");
    assertThat(client.delegation("_acme-challenge.www.example.com").zone())
        .isEqualTo("example.com");
  }

  @Test
  void findsAZoneOfTheChallengeAlone() throws Exception {
    delegate(lab, "_acme-challenge.example.com.", "ns.acme.example.com.", "192.0.2.41");
    Delegation delegation = client.delegation("_acme-challenge.example.com");
    assertThat(delegation.zone()).isEqualTo("_acme-challenge.example.com");
    assertThat(delegation.servers())
        .containsExactly(
            new NameServer("ns.acme.example.com", InetAddress.getByName("192.0.2.41")));
  }

  @Test
  void findsAZoneOnTheSameServersAsTheOneAbove() throws Exception {
    lab.network.zone(
        """
        sub.example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60
        sub.example.com. NS ns1.example.com.
        """,
        Lab.FIRST,
        Lab.SECOND,
        Lab.THIRD,
        Lab.SIXTH);
    Delegation delegation = client.delegation("_acme-challenge.sub.example.com");
    assertThat(delegation.zone()).isEqualTo("sub.example.com");
    assertThat(delegation.servers())
        .extracting(NameServer::name)
        .containsExactly("ns1.example.com");
  }

  @Test
  void rfc2308Section5_asksNoResolverForANameThatIsYetToBeAdded() throws Exception {
    client.aliases("_acme-challenge.www.example.com");
    client.txt("_acme-challenge.www.example.com");
    assertThat(lab.resolver.queries())
        .isNotEmpty()
        .extracting(DnsQuery::name)
        .doesNotContain("_acme-challenge.www.example.com", "www.example.com");
    assertThat(lab.network.server(Lab.FIRST).queries())
        .isNotEmpty()
        .noneMatch(DnsQuery::recursion)
        .contains(new DnsQuery("_acme-challenge.www.example.com", "TXT", false, false));
  }

  @Test
  void goesRoundServersThatDoNotKnowTheZone() throws Exception {
    lab.network.server(Lab.FIRST).fail(DnsFault.LAME);
    lab.network.server(Lab.SECOND).fail(DnsFault.REFUSED);
    lab.network.server(Lab.THIRD).fail(DnsFault.SERVFAIL);
    assertThat(client.aliases("_acme-challenge.example.com"))
        .containsExactly("_acme-challenge.example.com");
  }

  @Test
  void tellsWhatEachServerSaidIfNoneIsOfUse() {
    lab.network.server(Lab.FIRST).fail(DnsFault.LAME);
    lab.network.server(Lab.SECOND).fail(DnsFault.REFUSED);
    lab.network.server(Lab.THIRD).fail(DnsFault.SERVFAIL);
    lab.network.server(Lab.SIXTH).fail(DnsFault.DROP);
    assertThatThrownBy(() -> client.aliases("_acme-challenge.example.com"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("No name server of example.com tells anything")
        .hasMessageContaining("ns1.example.com (192.0.2.11): does not have the zone")
        .hasMessageContaining("ns2.example.com (192.0.2.12): answers REFUSED")
        .hasMessageContaining("ns3.example.com (192.0.2.13): answers SERVFAIL")
        .hasMessageContaining("ns6.example.com (2001:db8:0:0:0:0:0:14): no answer within 400 ms");
  }

  @Test
  void tellsIfNoResolverKnowsAnyZone() {
    assertThatThrownBy(() -> client.delegation("_acme-challenge.host.internal"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("_acme-challenge.host.internal");
    lab.resolver.fail(DnsFault.REFUSED);
    assertThatThrownBy(() -> client.delegation("_acme-challenge.example.com"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answers REFUSED");
  }

  @Test
  void tellsIfNobodyListens() {
    InetSocketAddress nobody = new InetSocketAddress(lab.resolver.address().getAddress(), 1);
    assertThatThrownBy(() -> DnsClient.of(List.of(nobody)).delegation("example.com"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no server listens there");
  }

  @Test
  void asksTheNextResolverIfOneIsOfNoUse() throws Exception {
    lab.resolver.fail(DnsFault.SERVFAIL);
    DnsClient both =
        DnsClient.of(List.of(lab.resolver.address(), lab.network.resolver().address()))
            .withRoute(lab.network::route);
    assertThat(both.delegation("example.com").zone()).isEqualTo("example.com");
    assertThatIllegalArgumentException().isThrownBy(() -> DnsClient.of(List.of()));
  }

  @Test
  void followsAliasesFromZoneToZone() throws Exception {
    lab.add("_acme-challenge.example.com. CNAME a.example.org.");
    lab.network.server("192.0.2.21").add("a.example.org. CNAME b.example.com.");
    lab.network.server(Lab.FIRST).add("a.example.org. CNAME b.example.com.");
    assertThat(client.aliases("_acme-challenge.example.com"))
        .containsExactly("_acme-challenge.example.com", "a.example.org", "b.example.com");
  }

  @Test
  void rfc4592Section3_3_anAliasByWildcardIsNotFollowed() throws Exception {
    lab.add("*.example.com. CNAME web.example.org.");
    assertThat(client.aliases("_acme-challenge.example.com"))
        .containsExactly("_acme-challenge.example.com");
    lab.add("_acme-challenge.example.com. CNAME a.example.org.");
    assertThat(client.aliases("_acme-challenge.example.com"))
        .containsExactly("_acme-challenge.example.com", "a.example.org");
  }

  @Test
  void namesTheChainIfAliasesLeadInACircle() {
    lab.add("_acme-challenge.example.com. CNAME a.example.com.");
    lab.add("a.example.com. CNAME b.example.com.");
    lab.add("b.example.com. CNAME a.example.com.");
    assertThatThrownBy(() -> client.aliases("_acme-challenge.example.com"))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "The aliases (CNAME) of _acme-challenge.example.com lead in a circle: "
                + "_acme-challenge.example.com -> a.example.com -> b.example.com -> a.example.com");
  }

  @Test
  void followsSevenAliasesAndNoMore() throws Exception {
    for (int i = 0; i < 7; i++) {
      lab.add("a%d.example.com. CNAME a%d.example.com.".formatted(i, i + 1));
    }
    assertThat(client.aliases("a0.example.com")).hasSize(8).endsWith("a7.example.com");
    lab.add("a7.example.com. CNAME a8.example.com.");
    assertThatThrownBy(() -> client.aliases("a0.example.com"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("More than 7 aliases")
        .hasMessageContaining("a6.example.com -> a7.example.com");
  }

  @Test
  void namesAreThoseOfDnsForInternationalNamesToo() throws Exception {
    lab.add("xn--bcher-kva.example.com. NS ns.xn--bcher-kva.example.com.");
    lab.add("ns.xn--bcher-kva.example.com. A 192.0.2.51");
    lab.network.zone(
        """
        xn--bcher-kva.example.com. SOA ns.xn--bcher-kva.example.com. x. 1 1800 900 604800 60
        xn--bcher-kva.example.com. NS ns.xn--bcher-kva.example.com.
        """,
        "192.0.2.51");
    lab.network.addTxt("_acme-challenge.xn--bcher-kva.example.com", "value");
    assertThat(client.delegation("_acme-challenge.XN--bcher-kva.example.com").zone())
        .isEqualTo("xn--bcher-kva.example.com");
    assertThat(client.txt("_acme-challenge.xn--bcher-kva.example.com")).containsExactly("value");
  }

  @Test
  void refusesWhatIsNoName() {
    assertThatIllegalArgumentException().isThrownBy(() -> client.txt("a..example.com"));
  }

  @Test
  void rfc1035Section3_3_14_theStringsOfATextAreJoined() throws Exception {
    lab.add("_validation-persist.example.com. TXT \"ca.example; \" \"accounturi=https://ca/1\"");
    assertThat(client.txt("_validation-persist.example.com"))
        .containsExactly("ca.example; accounturi=https://ca/1");
  }

  @Test
  void textsAreThoseThatAllServersHave() throws Exception {
    lab.add("t.example.com. TXT everywhere");
    lab.network.server(Lab.FIRST).addTxt("t.example.com", "at one");
    assertThat(client.txt("t.example.com")).containsExactly("everywhere");
    lab.network.server(Lab.SECOND).fail(DnsFault.NXDOMAIN);
    assertThat(client.txt("t.example.com")).isEmpty();
    lab.network.server(Lab.SECOND).fail(DnsFault.REFUSED);
    assertThat(client.txt("t.example.com")).containsExactly("everywhere");
  }

  @Test
  void rfc7766Section5_asksByTcpIfTheAnswerIsTooLong() throws Exception {
    for (int i = 0; i < 20; i++) {
      lab.add("many.example.com. TXT %d%s".formatted(i, "x".repeat(200)));
    }
    assertThat(client.txt("many.example.com")).hasSize(20);
    assertThat(lab.network.server(Lab.THIRD).queries())
        .contains(new DnsQuery("many.example.com", "TXT", true, false));
    lab.network.server(Lab.THIRD).fail(DnsFault.TRUNCATE);
    assertThat(client.txt("many.example.com")).hasSize(20);
  }

  @Test
  void asksAgainIfAPacketIsLost() {
    lab.network.server(Lab.FIRST).fail("lost.example.com", DnsFault.DROP);
    for (String server : List.of(Lab.SECOND, Lab.THIRD, Lab.SIXTH)) {
      lab.network.server(server).fail(DnsFault.DROP);
    }
    assertThatThrownBy(() -> client.aliases("lost.example.com")).isInstanceOf(IOException.class);
    assertThat(lab.network.server(Lab.FIRST).queries())
        .filteredOn(query -> query.name().equals("lost.example.com") && query.type().equals("NS"))
        .hasSize(2);
  }

  @Test
  void aForeignAnswerIsNone() {
    for (String server : List.of(Lab.FIRST, Lab.SECOND, Lab.THIRD, Lab.SIXTH)) {
      lab.network.server(server).fail("t.example.com", DnsFault.FORGED);
    }
    assertThatThrownBy(() -> client.txt("t.example.com")).isInstanceOf(IOException.class);
  }

  @Test
  void anInterruptEndsIt() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> client.delegation("example.com"))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void theSystemsResolversAreThoseOfTheMoment() {
    DnsClient system =
        DnsClient.ofSystem()
            .withRoute(any -> new InetSocketAddress(lab.resolver.address().getAddress(), 1));
    assertThat(system.resolvers().servers().get()).isNotEmpty();
  }
}
