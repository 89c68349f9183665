package dev.acmesdk.preflight;

import dev.acmesdk.preflight.NftRules.Fate;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether this machine's own firewall lets the CA's connections in: by the rules of nftables, which
 * those of iptables are as well on a system of today, or by what ufw says.
 */
final class FirewallCheck implements PreflightCheck {
  private static final Logger log = LoggerFactory.getLogger(FirewallCheck.class);

  private final Machine machine;
  private final Names names;

  FirewallCheck(Machine machine, Names names) {
    this.machine = machine;
    this.names = names;
  }

  @Override
  public List<Finding> examine(PlannedIssuance planned) throws IOException, InterruptedException {
    if (!Ways.byConnection(planned)) {
      return List.of();
    }
    Optional<Ufw> ufw = machine.output("ufw status").map(Ufw::parse).filter(Ufw::isActive);
    Optional<NftRules> rules = rules();
    if (rules.isPresent()) {
      return byRules(planned, rules.get(), ufw.isPresent());
    }
    return ufw.map(state -> List.of(byUfw(planned, state))).orElse(List.of());
  }

  private Optional<NftRules> rules() throws InterruptedException {
    Optional<String> ruleset = machine.output("nft -j list ruleset");
    try {
      return ruleset.map(NftRules::parse);
    } catch (IllegalArgumentException e) {
      log.debug("nft printed what cannot be read", e);
      return Optional.empty();
    }
  }

  private List<Finding> byRules(PlannedIssuance planned, NftRules rules, boolean hasUfw)
      throws IOException, InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (boolean isIpv6 : new boolean[] {false, true}) {
      if (isUsed(planned, isIpv6)) {
        Set<Fate> fates = rules.fates(new Packet(planned.localPort(), isIpv6));
        if (fates.contains(Fate.DROP)) {
          boolean isCertain = fates.equals(EnumSet.of(Fate.DROP)) && !rules.hasRedirects();
          String command = command(planned.localPort(), hasUfw, rules.chain(isIpv6));
          findings.add(dropped(planned.localPort(), isIpv6, isCertain, command));
        }
      }
    }
    if (findings.isEmpty()) {
      findings.add(
          Finding.of(
              Topic.FIREWALL,
              Severity.OK,
              "This machine's firewall lets TCP port %d in.".formatted(planned.localPort())));
    }
    return findings;
  }

  /** Whether the machine can be reached by an IP version, and a name asks for that. */
  private boolean isUsed(PlannedIssuance planned, boolean isIpv6)
      throws IOException, InterruptedException {
    Surroundings here = Surroundings.of(machine, planned);
    if (!(isIpv6 ? here.hasIpv6() : here.hasIpv4())) {
      return false;
    }
    for (var name : Names.concrete(planned)) {
      for (InetAddress address : names.addresses(name).addresses()) {
        if (address instanceof Inet6Address == isIpv6) {
          return true;
        }
      }
    }
    return !isIpv6;
  }

  private static Finding dropped(int port, boolean isIpv6, boolean isCertain, String command) {
    String version = isIpv6 ? "IPv6" : "IPv4";
    String statement =
        isCertain
            ? "This machine's firewall drops connections from outside to TCP port %d over %s."
            : "This machine's firewall may drop connections from outside to TCP port %d over %s: that depends on what cannot be known beforehand.";
    return Finding.of(
            Topic.FIREWALL,
            isCertain ? Severity.ERROR : Severity.HINT,
            statement.formatted(port, version))
        .remedy("Let TCP port %d in from anywhere.".formatted(port), command);
  }

  private String command(int port, boolean hasUfw, String chain) throws InterruptedException {
    if (hasUfw) {
      return "ufw allow %d/tcp".formatted(port);
    }
    return machine.output("firewall-cmd --state").isPresent()
        ? "firewall-cmd --permanent --add-port=%d/tcp && firewall-cmd --reload".formatted(port)
        : "nft insert rule %s tcp dport %d accept".formatted(chain, port);
  }

  private static Finding byUfw(PlannedIssuance planned, Ufw ufw) {
    int port = planned.localPort();
    return ufw.letsIn(port)
        ? Finding.of(
            Topic.FIREWALL, Severity.OK, "ufw has a rule that lets TCP port %d in.".formatted(port))
        : Finding.of(
                Topic.FIREWALL,
                Severity.WARNING,
                "ufw is active and has no rule that lets TCP port %d in from anywhere."
                    .formatted(port))
            .remedy("Let it in.", "ufw allow %d/tcp".formatted(port));
  }
}
