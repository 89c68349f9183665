package dev.acmesdk.testing.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.acmesdk.testing.MutableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.Type;

class DnsStubTest {
  private static final String ZONE =
      """
      example.com. SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60
      example.com. NS ns1.example.com.
      ns1.example.com. A 192.0.2.11
      sub.example.com. NS ns.sub.example.com.
      ns.sub.example.com. AAAA 2001:db8::1
      *.wild.example.com. CNAME target.example.com.
      target.example.com. A 192.0.2.80
      below.ent.example.com. A 192.0.2.81
      """;

  private final MutableClock clock = new MutableClock(Instant.EPOCH);
  private final DnsStub stub = DnsStub.start(InetAddress.getLoopbackAddress(), clock);

  @BeforeEach
  void serve() {
    stub.addZone(ZONE);
  }

  @AfterEach
  void close() {
    stub.close();
  }

  private Message ask(String name, int type, int... flags) throws IOException {
    return ask(stub, name, type, flags);
  }

  static Message ask(DnsStub stub, String name, int type, int... flags) throws IOException {
    SimpleResolver resolver = new SimpleResolver(stub.address());
    resolver.setTimeout(Duration.ofMillis(300));
    Message query =
        Message.newQuery(Record.newRecord(Name.fromString(name, Name.root), type, DClass.IN));
    for (int flag : flags) {
      query.getHeader().setFlag(flag);
    }
    return resolver.send(query);
  }

  private String answer(String name, int type) throws IOException {
    return ask(name, type).getSection(Section.ANSWER).stream()
        .map(record -> record.getName() + " " + record.rdataToString())
        .toList()
        .toString();
  }

  @Test
  void answersWithAuthority() throws IOException {
    Message answer = ask("ns1.example.com", Type.A);
    assertThat(answer.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(answer("ns1.example.com", Type.A)).isEqualTo("[ns1.example.com. 192.0.2.11]");
  }

  @Test
  void addsAndRemovesTextsOneByOne() throws IOException {
    stub.addTxt("t.example.com", "a");
    stub.addTxt("t.example.com.", "b \"quoted\" \\ ü");
    stub.addTxt("t.example.com", "a");
    assertThat(ask("t.example.com", Type.TXT).getSection(Section.ANSWER)).hasSize(2);
    stub.removeTxt("t.example.com", "a");
    stub.removeTxt("t.example.com", "never added");
    assertThat(answer("t.example.com", Type.TXT)).contains("quoted");
    stub.removeTxt("t.example.com", "b \"quoted\" \\ ü");
    assertThat(ask("t.example.com", Type.TXT).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void rfc1035Section3_3_14_splitsALongText() throws IOException {
    stub.addTxt("t.example.com", "x".repeat(300));
    assertThat(answer("t.example.com", Type.TXT))
        .contains("\"" + "x".repeat(255) + "\" \"" + "x".repeat(45) + "\"");
  }

  @Test
  void rfc2308Section2_tellsNoNameFromNoRecordAndGivesTheSoa() throws IOException {
    Message noName = ask("none.example.com", Type.A);
    assertThat(noName.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(noName.getSection(Section.AUTHORITY)).hasSize(1);
    Message noRecord = ask("ns1.example.com", Type.TXT);
    assertThat(noRecord.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(noRecord.getSection(Section.ANSWER)).isEmpty();
    assertThat(ask("ent.example.com", Type.TXT).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void rfc1034Section4_3_2_refersToTheServersOfAZoneBelow() throws IOException {
    Message referral = ask("www.sub.example.com", Type.A);
    assertThat(referral.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(referral.getSection(Section.AUTHORITY)).hasSize(1);
    assertThat(referral.getSection(Section.ADDITIONAL).toString()).contains("2001:db8:");
  }

  @Test
  void rfc4592Section3_3_aWildcardStandsInForNamesThatDoNotExist() throws IOException {
    assertThat(answer("a.wild.example.com", Type.A))
        .isEqualTo("[a.wild.example.com. target.example.com., target.example.com. 192.0.2.80]");
    stub.addTxt("a.wild.example.com", "own");
    assertThat(answer("a.wild.example.com", Type.TXT)).isEqualTo("[a.wild.example.com. \"own\"]");
    assertThat(answer("a.wild.example.com", Type.A)).isEqualTo("[]");
  }

  @Test
  void refusesWhatItDoesNotServe() throws IOException {
    assertThat(ask("example.org", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    assertThatIllegalArgumentException().isThrownBy(() -> stub.addTxt("example.org", "a"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stub.addZone("www.example.com. A 1.2.3.4"));
    assertThatIllegalArgumentException().isThrownBy(() -> stub.add("nonsense"));
  }

  @Test
  void learnsLateIfToldSo() throws IOException {
    stub.lag(Duration.ofSeconds(90));
    stub.addTxt("t.example.com", "a");
    clock.advance(Duration.ofSeconds(89));
    assertThat(ask("t.example.com", Type.TXT).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    clock.advance(Duration.ofSeconds(1));
    assertThat(answer("t.example.com", Type.TXT)).isEqualTo("[t.example.com. \"a\"]");
  }

  @Test
  void goesWrongOnDemand() throws IOException {
    stub.fail(DnsFault.SERVFAIL);
    assertThat(ask("ns1.example.com", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    stub.fail(DnsFault.REFUSED);
    assertThat(ask("ns1.example.com", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    stub.fail(DnsFault.NXDOMAIN);
    assertThat(ask("ns1.example.com", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
    stub.fail(DnsFault.LAME);
    assertThat(ask("ns1.example.com", Type.A).getHeader().getFlag(Flags.AA)).isFalse();
    stub.fail(DnsFault.DROP);
    assertThatThrownBy(() -> ask("ns1.example.com", Type.A)).isInstanceOf(IOException.class);
    stub.fail(DnsFault.FORGED);
    assertThatThrownBy(() -> ask("ns1.example.com", Type.A)).isInstanceOf(IOException.class);
    stub.recover();
    assertThat(ask("ns1.example.com", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void goesWrongAtOneNameOnly() throws IOException {
    stub.fail("NS1.example.com", DnsFault.SERVFAIL);
    assertThat(ask("ns1.example.com", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(ask("target.example.com", Type.A).getRcode()).isEqualTo(Rcode.NOERROR);
  }

  @Test
  void rfc4035Section3_2_aBogusZoneIsSeenByWhoDoesNotCheck() throws IOException {
    stub.fail(DnsFault.BOGUS);
    assertThat(ask("ns1.example.com", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    assertThat(ask("ns1.example.com", Type.A, Flags.CD).getRcode()).isEqualTo(Rcode.NOERROR);
    stub.recover();
    stub.validate();
    assertThat(ask("ns1.example.com", Type.A, Flags.AD).getHeader().getFlag(Flags.AD)).isTrue();
    assertThat(ask("ns1.example.com", Type.A).getHeader().getFlag(Flags.AD)).isFalse();
  }

  @Test
  void rfc7766Section5_whatIsTooLongForUdpIsAnsweredByTcp() throws IOException {
    for (int i = 0; i < 10; i++) {
      stub.addTxt("t.example.com", i + "x".repeat(200));
    }
    assertThat(ask("t.example.com", Type.TXT).getSection(Section.ANSWER)).hasSize(10);
    stub.fail(DnsFault.TRUNCATE);
    ask("ns1.example.com", Type.A);
    assertThat(stub.queries())
        .containsExactly(
            new DnsQuery("t.example.com", "TXT", false, true),
            new DnsQuery("t.example.com", "TXT", true, true),
            new DnsQuery("ns1.example.com", "A", false, true),
            new DnsQuery("ns1.example.com", "A", true, true));
  }

  @Test
  void answersNobodyAfterItsEnd() {
    stub.close();
    assertThatThrownBy(() -> ask("ns1.example.com", Type.A)).isInstanceOf(IOException.class);
  }
}
