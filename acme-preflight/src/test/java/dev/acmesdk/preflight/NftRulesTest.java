package dev.acmesdk.preflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.acmesdk.preflight.NftRules.Fate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NftRulesTest {
  private static final Packet HTTP = new Packet(80, false);
  private static final String ACCEPT = "{\"accept\":null}";
  private static final String DROP = "{\"drop\":null}";
  private static final String STATEFUL =
      match("{\"ct\":{\"key\":\"state\"}}", "[\"established\",\"related\"]") + "," + ACCEPT;

  /** A table with a chain at the input hook, whose policy is given, and one that can be called. */
  private static NftRules rules(String policy, String... expressions) {
    return NftRules.parse(
        """
        {"nftables":[{"metainfo":{"version":"1.0.6"}},{"table":{"family":"inet","name":"filter"}},
        {"chain":{"family":"inet","table":"filter","name":"input","type":"filter","hook":"input","prio":0,"policy":"%s"}},
        {"chain":{"family":"inet","table":"filter","name":"web"}}%s]}
        """
            .formatted(
                policy,
                List.of(expressions).stream()
                    .map(one -> "," + rule("input", one))
                    .collect(Collectors.joining())));
  }

  private static String rule(String chain, String expressions) {
    return "{\"rule\":{\"family\":\"inet\",\"table\":\"filter\",\"chain\":\"%s\",\"expr\":[%s]}}"
        .formatted(chain, expressions);
  }

  private static String match(String left, String right) {
    return "{\"match\":{\"op\":\"==\",\"left\":%s,\"right\":%s}}".formatted(left, right);
  }

  private static String port(String right) {
    return match("{\"payload\":{\"protocol\":\"tcp\",\"field\":\"dport\"}}", right);
  }

  private static String meta(String key, String right) {
    return match("{\"meta\":{\"key\":\"%s\"}}".formatted(key), right);
  }

  @Test
  void letsAllInWithoutRules() {
    assertThat(NftRules.parse("{\"nftables\":[]}").fates(HTTP)).containsExactly(Fate.ACCEPT);
    assertThat(rules("accept").fates(HTTP)).containsExactly(Fate.ACCEPT);
  }

  @Test
  void dropsByPolicyWhatNoRuleAccepts() {
    NftRules rules =
        rules(
            "drop", STATEFUL, meta("iifname", "\"lo\"") + "," + ACCEPT, port("22") + "," + ACCEPT);

    assertThat(rules.fates(HTTP)).containsExactly(Fate.DROP);
    assertThat(rules.fates(new Packet(22, false))).containsExactly(Fate.ACCEPT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "\"http\"",
        "{\"set\":[22,80,443]}",
        "{\"range\":[1,1023]}",
        "{\"set\":[22,{\"range\":[79,81]}]}"
      })
  void acceptsAPortHoweverItIsWritten(String ports) {
    assertThat(rules("drop", STATEFUL, port(ports) + "," + ACCEPT).fates(HTTP))
        .containsExactly(Fate.ACCEPT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"81", "\"https\"", "{\"set\":[22,443]}", "{\"range\":[81,90]}"})
  void doesNotTakeAnotherPortForIt(String ports) {
    assertThat(rules("drop", port(ports) + "," + ACCEPT).fates(HTTP)).containsExactly(Fate.DROP);
  }

  @Test
  void seesARuleThatRejects() {
    assertThat(rules("accept", port("80") + ",{\"reject\":null}").fates(HTTP))
        .containsExactly(Fate.DROP);
  }

  @Test
  void takesTheFirstRuleThatMatches() {
    assertThat(rules("accept", port("80") + "," + ACCEPT, port("80") + "," + DROP).fates(HTTP))
        .containsExactly(Fate.ACCEPT);
  }

  @Test
  void cannotTellWhatDependsOnWhereAPacketComesFrom() {
    String source =
        match("{\"payload\":{\"protocol\":\"ip\",\"field\":\"saddr\"}}", "\"192.0.2.1\"");

    assertThat(rules("drop", source + "," + port("80") + "," + ACCEPT).fates(HTTP))
        .containsExactlyInAnyOrder(Fate.ACCEPT, Fate.DROP);
    assertThat(rules("drop", source + "," + port("22") + "," + ACCEPT).fates(HTTP))
        .containsExactly(Fate.DROP);
  }

  @Test
  void cannotTellWhatOnlyAnExtensionOfIptablesKnows() {
    String extension = "{\"xt\":{\"type\":\"match\",\"name\":\"hashlimit\"}}";

    assertThat(rules("accept", extension + "," + DROP).fates(HTTP))
        .containsExactlyInAnyOrder(Fate.ACCEPT, Fate.DROP);
  }

  @Test
  void knowsOtherProtocolsApart() {
    String udp = match("{\"payload\":{\"protocol\":\"udp\",\"field\":\"dport\"}}", "80");

    assertThat(rules("accept", udp + "," + DROP).fates(HTTP)).containsExactly(Fate.ACCEPT);
    assertThat(rules("accept", meta("l4proto", "\"tcp\"") + "," + DROP).fates(HTTP))
        .containsExactly(Fate.DROP);
    assertThat(rules("accept", meta("l4proto", "17") + "," + DROP).fates(HTTP))
        .containsExactly(Fate.ACCEPT);
  }

  @Test
  void knowsIpVersionsApart() {
    NftRules rules = rules("accept", meta("nfproto", "\"ipv6\"") + "," + DROP);

    assertThat(rules.fates(HTTP)).containsExactly(Fate.ACCEPT);
    assertThat(rules.fates(new Packet(80, true))).containsExactly(Fate.DROP);
  }

  @Test
  void followsCalledChains() {
    String ruleset =
        """
        {"nftables":[
        {"chain":{"family":"ip","table":"filter","name":"INPUT","type":"filter","hook":"input","prio":0,"policy":"drop"}},
        {"chain":{"family":"ip","table":"filter","name":"ufw-user"}},
        {"rule":{"family":"ip","table":"filter","chain":"INPUT","expr":[{"counter":{"packets":1,"bytes":2}},{"jump":{"target":"ufw-user"}}]}},
        {"rule":{"family":"ip","table":"filter","chain":"ufw-user","expr":[%s,{"return":null}]}},
        {"rule":{"family":"ip","table":"filter","chain":"ufw-user","expr":[%s,%s]}}]}
        """
            .formatted(port("443"), port("{\"set\":[80,443]}"), ACCEPT);

    NftRules rules = NftRules.parse(ruleset);

    assertThat(rules.fates(HTTP)).containsExactly(Fate.ACCEPT);
    assertThat(rules.fates(new Packet(443, false))).containsExactly(Fate.DROP);
    assertThat(rules.fates(new Packet(80, true)))
        .as("no rules for IPv6")
        .containsExactly(Fate.ACCEPT);
    assertThat(rules.chain(false)).isEqualTo("ip filter INPUT");
  }

  @Test
  void endsWhereChainsCallThemselves() {
    assertThat(rules("drop", "{\"jump\":{\"target\":\"input\"}}").fates(HTTP))
        .containsExactly(Fate.DROP);
  }

  @Test
  void readsVerdictMaps() {
    String states =
        "{\"vmap\":{\"key\":{\"ct\":{\"key\":\"state\"}},\"data\":{\"set\":[[\"established\",{\"accept\":null}],[\"invalid\",{\"drop\":null}]]}}}";
    String ports =
        "{\"vmap\":{\"key\":{\"payload\":{\"protocol\":\"tcp\",\"field\":\"dport\"}},\"data\":{\"set\":[[22,{\"accept\":null}],[80,{\"accept\":null}]]}}}";

    assertThat(rules("drop", states, ports).fates(HTTP)).containsExactly(Fate.ACCEPT);
    assertThat(rules("drop", states).fates(HTTP)).containsExactly(Fate.DROP);
  }

  @Test
  void noticesThatPacketsAreRedirected() {
    assertThat(rules("drop", port("80") + ",{\"redirect\":{\"port\":8080}}").hasRedirects())
        .isTrue();
    assertThat(rules("drop", port("80") + "," + ACCEPT).hasRedirects()).isFalse();
  }

  @Test
  void refusesWhatIsNoRuleset() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NftRules.parse("Operation not permitted"));
  }
}
