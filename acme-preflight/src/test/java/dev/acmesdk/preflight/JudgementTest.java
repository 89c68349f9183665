package dev.acmesdk.preflight;

import static dev.acmesdk.preflight.FakeMachine.address;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.preflight.Probe.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JudgementTest {
  private static final Surroundings PUBLIC = new Surroundings(List.of(address("198.41.0.4")), true);
  private static final Surroundings BEHIND_A_ROUTER =
      new Surroundings(List.of(address("192.168.1.5")), true);
  private static final Entry ELSEWHERE =
      new Entry("example.com", address("193.0.14.129"), 80, false);
  private static final Entry HERE = new Entry("example.com", address("198.41.0.4"), 80, true);

  private static Finding judge(Surroundings here, Entry entry, Outcome outcome) {
    return new Judgement(here, 80).of(entry, new Probe.Result(outcome, "detail"));
  }

  @Test
  void isContentIfTheResponseComesBack() {
    assertThat(judge(PUBLIC, HERE, Outcome.EXPECTED).severity()).isEqualTo(Severity.OK);
    assertThat(judge(BEHIND_A_ROUTER, ELSEWHERE, Outcome.EXPECTED).statement())
        .contains("router or proxy");
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"REFUSED", "TIMEOUT", "UNREACHABLE", "OTHER", "BROKEN"})
  void isSureOfATroubleAtAnAddressOfThisMachine(Outcome outcome) {
    Finding finding = judge(PUBLIC, HERE, outcome);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.subject()).contains("example.com");
    assertThat(finding.remedy()).isNotEmpty();
  }

  @Test
  void tellsAFirewallOfThisMachineByItsSilence() {
    Finding finding = judge(PUBLIC, HERE, Outcome.TIMEOUT);

    assertThat(finding.statement()).contains("198.41.0.4:80", "timed out", "firewall");
    assertThat(finding.commands()).contains("ufw allow 80/tcp");
  }

  @Test
  void doesNotTakeMissingHairpinNatForAFirewall() {
    Finding finding = judge(BEHIND_A_ROUTER, ELSEWHERE, Outcome.TIMEOUT);

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.statement()).contains("hairpin");
    assertThat(finding.remedy()).contains("from outside", "192.168.1.5");
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"REFUSED", "TIMEOUT"})
  void seesThatANameLeadsToAnotherMachine(Outcome outcome) {
    Finding finding = judge(PUBLIC, ELSEWHERE, outcome);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.statement()).contains("not this machine's", "198.41.0.4");
    assertThat(finding.commands()).contains("dig +short A example.com");
  }

  @Test
  void isLessSureForAPrivateCaThatMaySeeOtherAddresses() {
    Surroundings privately = new Surroundings(PUBLIC.own(), false);

    assertThat(judge(privately, ELSEWHERE, Outcome.TIMEOUT).severity()).isEqualTo(Severity.WARNING);
    assertThat(judge(privately, HERE, Outcome.TIMEOUT).severity()).isEqualTo(Severity.ERROR);
  }

  @Test
  void namesTheServerThatAnswersInstead() {
    Finding finding =
        new Judgement(PUBLIC, 80)
            .of(HERE, new Probe.Result(Outcome.OTHER, "status 404 from nginx"));

    assertThat(finding.statement()).contains("status 404 from nginx");
    assertThat(finding.remedy()).contains("--webroot");
    assertThat(finding.commands()).containsExactly("ss -ltnp 'sport = :80'");
  }

  @Test
  void asksToForwardThePortWhereAnotherOneIsOpened() {
    Finding finding =
        new Judgement(PUBLIC, 8080).of(HERE, new Probe.Result(Outcome.REFUSED, "refused"));

    assertThat(finding.remedy()).contains("forward port 80", "8080");
  }

  @Test
  void warnsOfARedirect() {
    Finding finding =
        new Judgement(PUBLIC, 80)
            .of(HERE, new Probe.Result(Outcome.REDIRECT, "https://example.com/"));

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.statement()).contains("https://example.com/");
  }

  @Test
  void writesIpv6AddressesAsUrlsDo() {
    assertThat(new Entry("a.example", address("2001:db8::1"), 80, false).where())
        .isEqualTo("[2001:db8:0:0:0:0:0:1]:80");
  }
}
