package dev.acmesdk.preflight;

import dev.acmesdk.preflight.NftMatch.Certainty;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of nftables, followed for one packet as the kernel would. What a rule looks at may be
 * unknown of the packet, such as where it comes from; so there is a set of fates that are possible.
 */
final class NftRules {
  private static final int MAX_JUMPS = 32;
  private static final Set<Fate> UNDECIDED = EnumSet.of(Fate.CONTINUE, Fate.RETURN);

  private final List<JsonValue> baseChains = new ArrayList<>();
  private final Map<String, String> policies = new HashMap<>();
  private final Map<String, List<JsonValue>> rules = new HashMap<>();
  private boolean hasRedirects;

  private NftRules(JsonValue ruleset) {
    for (JsonValue item : ruleset.path("nftables")) {
      if (item.has("chain")) {
        addChain(item.path("chain"));
      } else if (item.has("rule")) {
        JsonValue rule = item.path("rule");
        rules
            .computeIfAbsent(key(rule, rule.path("chain")), name -> new ArrayList<>())
            .add(rule.path("expr"));
        for (JsonValue expression : rule.path("expr")) {
          hasRedirects |= expression.has("redirect") || expression.has("dnat");
        }
      }
    }
  }

  /** What can become of a packet. */
  enum Fate {
    ACCEPT,
    DROP,
    /** The chain has nothing to say of it. */
    CONTINUE,
    /** The chain is left early. */
    RETURN
  }

  /**
   * Reads what {@code nft -j list ruleset} prints.
   *
   * @throws IllegalArgumentException if it is something else
   */
  static NftRules parse(String json) {
    return new NftRules(JsonValue.parse(json));
  }

  /** Whether packets may be sent on to other ports or machines before they are judged. */
  boolean hasRedirects() {
    return hasRedirects;
  }

  /** The chain for what comes in by an IP version: family, table and name. */
  String chain(boolean isIpv6) {
    return baseChains.stream()
        .filter(chain -> "input".equals(chain.path("hook").text()))
        .filter(chain -> hooksFor(chain, new Packet(0, isIpv6)))
        .findFirst()
        .map(chain -> key(chain, chain.path("name")))
        .orElse("inet filter input");
  }

  /** What can become of a packet for this machine; never {@code CONTINUE} or {@code RETURN}. */
  Set<Fate> fates(Packet packet) {
    boolean mayDrop = false;
    for (JsonValue chain : baseChains) {
      if (hooksFor(chain, packet)) {
        Set<Fate> fates = atBase(chain, packet);
        if (fates.equals(EnumSet.of(Fate.DROP))) {
          return fates;
        }
        mayDrop |= fates.contains(Fate.DROP);
      }
    }
    return mayDrop ? EnumSet.of(Fate.ACCEPT, Fate.DROP) : EnumSet.of(Fate.ACCEPT);
  }

  private void addChain(JsonValue chain) {
    if ("filter".equals(chain.path("type").text())
        && Set.of("input", "prerouting").contains(chain.path("hook").text())) {
      baseChains.add(chain);
      policies.put(key(chain, chain.path("name")), policy(chain));
    }
  }

  private static String policy(JsonValue chain) {
    String policy = chain.path("policy").text();
    return policy.isEmpty() ? "accept" : policy;
  }

  private static boolean hooksFor(JsonValue chain, Packet packet) {
    return switch (chain.path("family").text()) {
      case "inet" -> true;
      case "ip" -> !packet.isIpv6();
      case "ip6" -> packet.isIpv6();
      default -> false;
    };
  }

  private Set<Fate> atBase(JsonValue chain, Packet packet) {
    String name = key(chain, chain.path("name"));
    Set<Fate> fates = follow(name, packet, 0);
    if (fates.removeAll(UNDECIDED)) {
      fates.add("drop".equals(policies.get(name)) ? Fate.DROP : Fate.ACCEPT);
    }
    return fates;
  }

  private Set<Fate> follow(String chain, Packet packet, int jumps) {
    Set<Fate> possible = EnumSet.noneOf(Fate.class);
    for (JsonValue rule : rules.getOrDefault(chain, List.of())) {
      Set<Fate> fates = apply(chain, rule, packet, jumps);
      possible.addAll(fates);
      if (!possible.remove(Fate.CONTINUE)) {
        return possible;
      }
    }
    possible.add(Fate.CONTINUE);
    return possible;
  }

  private Set<Fate> apply(String chain, JsonValue rule, Packet packet, int jumps) {
    NftMatch match = new NftMatch(packet);
    boolean isCertain = true;
    for (JsonValue expression : rule) {
      Certainty certainty = certainty(match, expression);
      if (certainty == Certainty.NO) {
        return EnumSet.of(Fate.CONTINUE);
      }
      isCertain &= certainty == Certainty.YES;
      Set<Fate> verdict = verdict(chain, expression, packet, jumps);
      if (!verdict.isEmpty()) {
        if (!isCertain) {
          verdict.add(Fate.CONTINUE);
        }
        return verdict;
      }
    }
    return EnumSet.of(Fate.CONTINUE);
  }

  private static Certainty certainty(NftMatch match, JsonValue expression) {
    if (expression.has("match")) {
      return match.matches(expression.path("match"));
    }
    return expression.has("xt") || expression.has("limit") ? Certainty.MAYBE : Certainty.YES;
  }

  private Set<Fate> verdict(String chain, JsonValue expression, Packet packet, int jumps) {
    if (expression.has("accept")) {
      return EnumSet.of(Fate.ACCEPT);
    }
    if (expression.has("drop") || expression.has("reject")) {
      return EnumSet.of(Fate.DROP);
    }
    if (expression.has("return")) {
      return EnumSet.of(Fate.RETURN);
    }
    if (expression.has("jump")) {
      return jump(chain, expression.path("jump"), packet, jumps, Fate.CONTINUE);
    }
    if (expression.has("goto")) {
      return jump(chain, expression.path("goto"), packet, jumps, Fate.RETURN);
    }
    return expression.has("vmap")
        ? mapped(chain, expression.path("vmap"), packet, jumps)
        : EnumSet.noneOf(Fate.class);
  }

  /** Where the called chain has nothing to say, the caller goes on, or is left as well. */
  private Set<Fate> jump(String chain, JsonValue to, Packet packet, int jumps, Fate after) {
    if (jumps >= MAX_JUMPS) {
      return EnumSet.of(Fate.CONTINUE);
    }
    String table = chain.substring(0, chain.lastIndexOf(' ') + 1);
    Set<Fate> fates = follow(table + to.path("target").text(), packet, jumps + 1);
    if (fates.removeAll(UNDECIDED)) {
      fates.add(after);
    }
    return fates;
  }

  /** A verdict map, such as {@code ct state vmap { established : accept, invalid : drop }}. */
  private Set<Fate> mapped(String chain, JsonValue map, Packet packet, int jumps) {
    NftMatch match = new NftMatch(packet);
    Set<Fate> possible = EnumSet.of(Fate.CONTINUE);
    for (JsonValue pair : map.path("data").path("set")) {
      if (pair.size() != 2) {
        continue;
      }
      Certainty certainty = match.equal(map.path("key"), pair.get(0));
      if (certainty == Certainty.YES) {
        possible.remove(Fate.CONTINUE);
      }
      if (certainty != Certainty.NO) {
        possible.addAll(verdict(chain, pair.get(1), packet, jumps));
      }
      if (certainty == Certainty.YES) {
        return possible;
      }
    }
    return possible;
  }

  private static String key(JsonValue owner, JsonValue chain) {
    return owner.path("family").text() + " " + owner.path("table").text() + " " + chain.text();
  }
}
