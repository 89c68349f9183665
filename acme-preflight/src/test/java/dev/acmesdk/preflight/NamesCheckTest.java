package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.ca.CertificateAuthorities;
import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesCheckTest {
  private static final URI PUBLIC_CA = CertificateAuthorities.LETS_ENCRYPT.directory();
  private static final URI PRIVATE_CA = URI.create("https://ca.example/directory");

  private static List<Finding> examine(
      URI ca, FakeMachine machine, Map<String, String> addresses, String... names)
      throws IOException, InterruptedException {
    return new NamesCheck(machine, Plans.names(addresses))
        .examine(Plans.at(ca, Plans.idle(Http01.class), names));
  }

  @Test
  void isContentWithAPublicAddress() throws Exception {
    List<Finding> findings =
        examine(
            PUBLIC_CA,
            FakeMachine.at("198.41.0.4"),
            Map.of("a.example", "198.41.0.4"),
            "a.example");

    assertThat(findings).extracting(Finding::severity).containsExactly(Severity.OK);
  }

  @Test
  void missesAddressesAndSaysWhichRecordToAdd() throws Exception {
    Finding finding =
        examine(PUBLIC_CA, FakeMachine.at("198.41.0.4"), Map.of(), "a.example").get(0);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.subject()).contains("a.example");
    assertThat(finding.statement()).contains("NXDOMAIN");
    assertThat(finding.remedy()).contains("a.example. A 198.41.0.4");
    assertThat(finding.commands())
        .containsExactly("dig +short A a.example", "dig +short AAAA a.example");
  }

  @Test
  void isNotSureWhatAPrivateCaSees() throws Exception {
    assertThat(
            examine(PRIVATE_CA, FakeMachine.at("10.0.0.1"), Map.of(), "a.example")
                .get(0)
                .severity())
        .isEqualTo(Severity.WARNING);
    assertThat(
            examine(
                    PRIVATE_CA,
                    FakeMachine.at("10.0.0.1"),
                    Map.of("a.example", "10.0.0.1"),
                    "a.example")
                .get(0)
                .severity())
        .isEqualTo(Severity.OK);
  }

  @Test
  void refusesPrivateAddressesAtAPublicCa() throws Exception {
    Finding finding =
        examine(PUBLIC_CA, FakeMachine.at("10.0.0.1"), Map.of("a.example", "10.0.0.1"), "a.example")
            .get(0);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.statement()).contains("10.0.0.1", "private use");
  }

  @Test
  void warnsOfAnIpv6RecordForAMachineWithoutIpv6() throws Exception {
    List<Finding> findings =
        examine(
            PUBLIC_CA,
            FakeMachine.at("198.41.0.4", "fe80::1"),
            Map.of("a.example", "198.41.0.4 2a00:1450::1"),
            "a.example");

    assertThat(findings).extracting(Finding::severity).containsExactly(Severity.WARNING);
    assertThat(findings.get(0).statement()).contains("IPv6 first");
  }

  @Test
  void warnsOfNamesAtDifferentPlaces() throws Exception {
    List<Finding> findings =
        examine(
            PUBLIC_CA,
            FakeMachine.at("198.41.0.4"),
            Map.of(
                "a.example", "198.41.0.4", "b.example", "193.0.14.129", "c.example", "198.41.0.4"),
            "a.example",
            "b.example",
            "c.example");

    assertThat(findings.get(3).severity()).isEqualTo(Severity.WARNING);
    assertThat(findings.get(3).statement())
        .contains("a.example, c.example at 198.41.0.4; b.example at 193.0.14.129");
  }

  @Test
  void saysWhyAddressesCouldNotBeFoundOut() throws Exception {
    Names names =
        new Names(
            name -> {
              throw new IOException("SERVFAIL from 192.0.2.53");
            });

    Finding finding =
        new NamesCheck(FakeMachine.at(), names)
            .examine(Plans.at(PUBLIC_CA, Plans.idle(Http01.class), "a.example"))
            .get(0);

    assertThat(finding.severity()).isEqualTo(Severity.WARNING);
    assertThat(finding.statement()).contains("SERVFAIL from 192.0.2.53");
  }

  @Test
  void needsNoAddressesForDns01AndNoneForWildcards() throws Exception {
    Names none = Plans.names(Map.of());

    assertThat(
            new NamesCheck(FakeMachine.at(), none)
                .examine(Plans.at(PUBLIC_CA, Plans.idle(Dns01.class), "a.example")))
        .isEmpty();
    assertThat(examine(PUBLIC_CA, FakeMachine.at(), Map.of(), "*.a.example")).isEmpty();
  }

  @Test
  void looksEachNameUpOnce() throws Exception {
    int[] times = {0};
    Names names =
        new Names(
            name -> {
              times[0]++;
              return List.of();
            });
    NamesCheck check = new NamesCheck(FakeMachine.at(), names);
    PlannedIssuance planned = Plans.at(PUBLIC_CA, Plans.idle(Http01.class), "a.example");

    check.examine(planned);
    check.examine(planned);

    assertThat(times[0]).isEqualTo(1);
  }
}
