package dev.acmesdk.dns01.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.testing.dns.DnsFault;
import dev.acmesdk.testing.dns.DnsQuery;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VisibilityCheckTest {
  private static final String NAME = "_acme-challenge.example.com";
  private static final Map<String, Set<String>> WANTED = Map.of(NAME, Set.of("value"));
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final Lab lab = new Lab();
  private final List<Duration> pauses = new ArrayList<>();
  private final List<Visibility> seen = new ArrayList<>();
  private final VisibilityCheck check =
      VisibilityCheck.of(lab.client)
          .withInterval(Duration.ofSeconds(10))
          .withTime(lab.clock, this::pass)
          .withListener(seen::add);

  private boolean pass(Duration time, Visibility before) {
    pauses.add(time);
    lab.clock.advance(time);
    return true;
  }

  @AfterEach
  void close() {
    lab.close();
  }

  private DnsStub server(String address) {
    return lab.network.server(address);
  }

  @Test
  void doesNotWaitForWhatIsThere() throws Exception {
    lab.network.addTxt(NAME, "value");
    check.await(WANTED, LIMIT);
    assertThat(pauses).isEmpty();
    assertThat(seen).hasSize(1);
    assertThat(seen.get(0).isComplete()).isTrue();
    assertThat(seen.get(0).reports()).hasSize(4).allMatch(ServerReport::isComplete);
  }

  @Test
  void rfc8555Section8_2_waitsForTheOneOfFourThatIsLate() throws Exception {
    server(Lab.THIRD).lag(Duration.ofSeconds(90));
    lab.network.addTxt(NAME, "value");
    check.await(WANTED, LIMIT);
    assertThat(pauses).hasSize(9).containsOnly(Duration.ofSeconds(10));
    assertThat(seen).hasSize(10);
    assertThat(seen.get(3).isComplete()).isFalse();
    assertThat(seen.get(3).toString())
        .contains("ns1.example.com (192.0.2.11) has it")
        .contains("ns3.example.com (192.0.2.13) says that the name does not exist (NXDOMAIN)");
  }

  @Test
  void doesNotAskAgainWhoHasSaidYes() throws Exception {
    server(Lab.THIRD).lag(Duration.ofSeconds(90));
    lab.network.addTxt(NAME, "value");
    check.await(WANTED, LIMIT);
    DnsQuery question = new DnsQuery(NAME, "TXT", false, false);
    assertThat(server(Lab.SECOND).queries()).containsOnlyOnce(question);
    assertThat(server(Lab.THIRD).queries()).filteredOn(question::equals).hasSize(10);
  }

  @Test
  void tellsInTheEndWhatEachServerSaid() {
    server(Lab.FIRST).addTxt(NAME, "value");
    server(Lab.SECOND).fail(NAME, DnsFault.SERVFAIL);
    server(Lab.THIRD).addTxt(NAME, "another value");
    server(Lab.SIXTH).add("x." + NAME + ". A 192.0.2.1");
    assertThatThrownBy(() -> check.await(WANTED, Duration.ofSeconds(25)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("after 25 seconds: _acme-challenge.example.com = \"value\"")
        .hasMessageContaining("ns1.example.com (192.0.2.11) has it")
        .hasMessageContaining("ns2.example.com (192.0.2.12) answers SERVFAIL")
        .hasMessageContaining("ns3.example.com (192.0.2.13) has \"another value\"")
        .hasMessageContaining("ns6.example.com (2001:db8:0:0:0:0:0:14) has no TXT record");
    assertThat(pauses)
        .containsExactly(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(5));
  }

  @Test
  void hasALimitOfItsOwn() {
    assertThatThrownBy(() -> check.withTimeLimit(Duration.ofSeconds(20)).await(WANTED, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("after 20 seconds");
  }

  @Test
  void toleratesServersThatTellNothingIfAllOthersAgree() throws Exception {
    lab.network.addTxt(NAME, "value");
    server(Lab.FIRST).fail(DnsFault.DROP);
    server(Lab.SECOND).fail(DnsFault.LAME);
    server(Lab.THIRD).fail(NAME, DnsFault.SERVFAIL);
    check.await(WANTED, LIMIT);
    assertThat(pauses).isEmpty();
    assertThat(seen.get(0).toString())
        .contains("ns1.example.com (192.0.2.11) cannot be asked: no answer within 400 ms")
        .contains("ns2.example.com (192.0.2.12) does not have the zone (lame delegation)")
        .contains("ns6.example.com (2001:db8:0:0:0:0:0:14) has it");
  }

  @Test
  void oneAtLeastMustHaveIt() {
    lab.network.addTxt(NAME, "value");
    for (String address : List.of(Lab.FIRST, Lab.SECOND, Lab.THIRD, Lab.SIXTH)) {
      server(address).fail(NAME, DnsFault.REFUSED);
    }
    assertThatThrownBy(() -> check.await(WANTED, Duration.ofSeconds(10)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void strictlyAllMustHaveIt() throws Exception {
    lab.network.addTxt(NAME, "value");
    server(Lab.THIRD).fail(NAME, DnsFault.REFUSED);
    assertThatThrownBy(() -> check.strict().await(WANTED, Duration.ofSeconds(10)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("answers REFUSED");
    server(Lab.THIRD).recover();
    check.strict().await(WANTED, LIMIT);
  }

  @Test
  void aServerWithoutAddressIsReportedAndTolerated() throws Exception {
    lab.add("example.com. NS nowhere.example.com.");
    lab.network.addTxt(NAME, "value");
    check.await(WANTED, LIMIT);
    assertThat(seen.get(0).toString()).contains("nowhere.example.com cannot be asked");
  }

  @Test
  void foreignTextsAtTheSameNameDoNotMatter() throws Exception {
    lab.network.addTxt(NAME, "of another issuer");
    lab.network.addTxt(NAME, "value");
    check.await(WANTED, LIMIT);
    assertThat(pauses).isEmpty();
  }

  @Test
  void apexAndWildcardAreWaitedForTogether() throws Exception {
    server(Lab.SECOND).lag(Duration.ofSeconds(15));
    lab.network.addTxt(NAME, "one");
    server(Lab.SECOND).lag(Duration.ofSeconds(35));
    lab.network.addTxt(NAME, "two");
    check.await(Map.of(NAME, Set.of("one", "two")), LIMIT);
    assertThat(pauses).hasSize(4);
  }

  @Test
  void followsTheAliasOfTheChallenge() throws Exception {
    lab.add(NAME + ". CNAME a.example.org.");
    server(Lab.FIRST).addTxt("a.example.org", "value");
    server("192.0.2.21").lag(Duration.ofSeconds(5));
    server("192.0.2.21").addTxt("a.example.org", "value");
    check.await(WANTED, LIMIT);
    assertThat(pauses).hasSize(1);
    assertThat(seen.get(1).reports()).extracting(ServerReport::name).containsOnly("a.example.org");
  }

  @Test
  void aWildcardAliasThatStillAnswersAtOneServerIsWaitedFor() throws Exception {
    lab.add("*.example.com. CNAME web.example.org.");
    server(Lab.FIRST).lag(Duration.ofSeconds(8));
    lab.network.addTxt(NAME, "value");
    check.await(WANTED, LIMIT);
    assertThat(pauses).hasSize(1);
    assertThat(seen.get(0).toString())
        .contains("ns1.example.com (192.0.2.11) has an alias (CNAME) for web.example.org");
  }

  @Test
  void endsAtOnceIfAliasesLeadInACircle() {
    lab.add(NAME + ". CNAME " + NAME + ".");
    assertThatThrownBy(() -> check.await(WANTED, LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("circle");
    assertThat(pauses).isEmpty();
  }

  @Test
  void triesAgainIfTheServersCannotBeFound() throws Exception {
    lab.network.addTxt(NAME, "value");
    lab.resolver.fail(DnsFault.SERVFAIL);
    VisibilityCheck healing =
        check.withTime(
            lab.clock,
            (time, before) -> {
              lab.resolver.recover();
              return pass(time, before);
            });
    healing.await(WANTED, LIMIT);
    assertThat(seen.get(0).troubles()).hasSize(1).first().asString().contains("SERVFAIL");
    assertThat(seen).hasSize(2);
  }

  @Test
  void rfc2308Section5_asksResolversOnlyWhenAllServersHaveIt() throws Exception {
    DnsStub open = lab.network.resolver();
    server(Lab.SECOND).lag(Duration.ofSeconds(25));
    lab.network.addTxt(NAME, "value");
    check.withResolvers(List.of(open.address())).await(WANTED, LIMIT);
    assertThat(open.queries()).containsExactly(new DnsQuery(NAME, "TXT", false, true));
    assertThat(pauses).hasSize(3);
  }

  @Test
  void waitsForTheResolverToo() throws Exception {
    DnsStub open = lab.network.resolver();
    open.fail(DnsFault.NXDOMAIN);
    lab.network.addTxt(NAME, "value");
    assertThatThrownBy(
            () ->
                check.withResolvers(List.of(open.address())).await(WANTED, Duration.ofSeconds(10)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("resolver (127.0.0.1) says that the name does not exist");
  }

  @Test
  void canLookAtResolversOnly() throws Exception {
    lab.add(NAME + ". CNAME a.example.org.");
    lab.network.addTxt("a.example.org", "value");
    int before = server(Lab.FIRST).queries().size();
    check.throughResolversOnly(List.of(lab.resolver.address())).await(WANTED, LIMIT);
    assertThat(server(Lab.FIRST).queries()).hasSize(before);
    assertThatIllegalArgumentException().isThrownBy(() -> check.throughResolversOnly(List.of()));
  }

  @Test
  void settlesWhenAllIsSeen() throws Exception {
    lab.network.addTxt(NAME, "value");
    check.withSettleDelay(Duration.ofSeconds(3)).await(WANTED, LIMIT);
    assertThat(pauses).containsExactly(Duration.ofSeconds(3));
  }

  @Test
  void somebodyMayEndTheWait() throws Exception {
    check.withTime(lab.clock, (time, before) -> false).await(WANTED, LIMIT);
    assertThat(seen).hasSize(1);
  }

  @Test
  void anInterruptEndsTheWait() {
    VisibilityCheck real =
        VisibilityCheck.of(lab.client).withListener(now -> Thread.currentThread().interrupt());
    assertThatThrownBy(() -> real.await(WANTED, LIMIT)).isInstanceOf(InterruptedException.class);
  }

  @Test
  void looksOnceWithoutWaiting() throws Exception {
    assertThat(check.look(WANTED).isComplete()).isFalse();
    lab.network.addTxt(NAME, "value");
    assertThat(check.look(WANTED).isComplete()).isTrue();
    assertThat(pauses).isEmpty();
  }

  @Test
  void noIntervalIsNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> check.withInterval(Duration.ZERO));
  }

  @Test
  void aRealPauseIsAsLongAsAsked() throws Exception {
    long start = System.nanoTime();
    assertThat(Pause.REAL.pause(Duration.ofMillis(20), check.look(WANTED))).isTrue();
    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(20_000_000);
  }
}
