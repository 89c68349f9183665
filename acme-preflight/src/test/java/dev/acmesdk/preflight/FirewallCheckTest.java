package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.protocol.Challenge.Dns01;
import dev.acmesdk.protocol.Challenge.Http01;
import dev.acmesdk.solver.ChallengeSolver;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FirewallCheckTest {
  private static final URI CA = URI.create("https://ca.example/directory");
  private static final String NFT = "nft -j list ruleset";
  private static final String DROPS =
      """
      {"nftables":[{"chain":{"family":"inet","table":"mine","name":"in","type":"filter","hook":"input","prio":0,"policy":"drop"}}]}
      """;
  private static final String OPEN = "{\"nftables\":[]}";

  private static List<Finding> examine(FakeMachine machine)
      throws IOException, InterruptedException {
    return examine(machine, Plans.idle(Http01.class));
  }

  private static List<Finding> examine(FakeMachine machine, ChallengeSolver<?> solver)
      throws IOException, InterruptedException {
    Names names = Plans.names(Map.of("a.example", "198.41.0.4 2a00:1450::1"));
    return new FirewallCheck(machine, names).examine(Plans.at(CA, solver, "a.example"));
  }

  @Test
  void findsAFirewallThatDropsAndSaysWhatToType() throws Exception {
    Finding finding = examine(FakeMachine.at("198.41.0.4").prints(NFT, DROPS)).get(0);

    assertThat(finding.severity()).isEqualTo(Severity.ERROR);
    assertThat(finding.statement()).contains("TCP port 80 over IPv4");
    assertThat(finding.commands())
        .containsExactly("nft insert rule inet mine in tcp dport 80 accept");
  }

  @Test
  void looksAtBothIpVersionsThatTheNameHas() throws Exception {
    assertThat(examine(FakeMachine.at("198.41.0.4", "2a00:1450::1").prints(NFT, DROPS)))
        .extracting(Finding::statement)
        .hasSize(2)
        .anyMatch(text -> text.contains("IPv6"));
  }

  @Test
  void speaksTheWordsOfUfwAndFirewalld() throws Exception {
    FakeMachine withUfw =
        FakeMachine.at("198.41.0.4").prints(NFT, DROPS).prints("ufw status", "Status: active\n");
    FakeMachine withFirewalld =
        FakeMachine.at("198.41.0.4").prints(NFT, DROPS).prints("firewall-cmd --state", "running\n");

    assertThat(examine(withUfw).get(0).commands()).containsExactly("ufw allow 80/tcp");
    assertThat(examine(withFirewalld).get(0).commands().get(0))
        .startsWith("firewall-cmd --permanent");
  }

  @Test
  void isContentWithAnOpenFirewall() throws Exception {
    assertThat(examine(FakeMachine.at("198.41.0.4").prints(NFT, OPEN)))
        .extracting(Finding::severity)
        .containsExactly(Severity.OK);
  }

  @Test
  void goesByUfwWhereTheRulesCannotBeRead() throws Exception {
    String rules = "Status: active\n\n80/tcp                     ALLOW       Anywhere\n";

    assertThat(examine(FakeMachine.at("198.41.0.4").prints("ufw status", rules)).get(0).severity())
        .isEqualTo(Severity.OK);
    assertThat(
            examine(
                    FakeMachine.at("198.41.0.4")
                        .prints(NFT, "nonsense")
                        .prints("ufw status", "Status: active\n"))
                .get(0)
                .severity())
        .isEqualTo(Severity.WARNING);
  }

  @Test
  void saysNothingWhereNothingCanBeSeenOrNobodyConnects() throws Exception {
    assertThat(examine(FakeMachine.at("198.41.0.4"))).isEmpty();
    assertThat(examine(FakeMachine.at("198.41.0.4").prints(NFT, DROPS), Plans.idle(Dns01.class)))
        .isEmpty();
  }

  @Test
  void isLessSureWherePacketsAreRedirectedFirst() throws Exception {
    String redirected =
        """
        {"nftables":[{"chain":{"family":"inet","table":"mine","name":"in","type":"filter","hook":"input","prio":0,"policy":"drop"}},
        {"rule":{"family":"inet","table":"nat","chain":"pre","expr":[{"redirect":{"port":8080}}]}}]}
        """;

    assertThat(examine(FakeMachine.at("198.41.0.4").prints(NFT, redirected)).get(0).severity())
        .isEqualTo(Severity.HINT);
  }
}
