package dev.acmesdk.preflight;

import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Whether a packet matches an expression of nftables, as {@code nft -j} prints it. */
final class NftMatch {
  private static final String LOOPBACK = "lo";
  private static final int TCP = 6;

  private final Packet packet;

  NftMatch(Packet packet) {
    this.packet = packet;
  }

  /** What can be said of a packet of which not everything is known. */
  enum Certainty {
    YES,
    NO,
    MAYBE;

    static Certainty of(boolean known) {
      return known ? YES : NO;
    }

    Certainty negated() {
      return this == YES ? NO : this == NO ? YES : MAYBE;
    }
  }

  Certainty matches(JsonNode match) {
    JsonNode left = match.path("left");
    JsonNode right = match.path("right");
    Certainty equal = equal(left, right);
    return switch (match.path("op").asString("")) {
      case "==", "in" -> equal;
      case "!=" -> equal.negated();
      default -> Certainty.MAYBE;
    };
  }

  /** Whether the packet's value is the one, or one of those, on the right. */
  Certainty equal(JsonNode left, JsonNode right) {
    if (left.has("payload")) {
      return payload(left.path("payload"), right);
    }
    if (left.has("meta")) {
      return meta(left.path("meta").path("key").asString(""), right);
    }
    return "state".equals(left.path("ct").path("key").asString(""))
        ? anyOf(right, value -> Certainty.of("new".equals(value.asString(""))))
        : Certainty.MAYBE;
  }

  private Certainty payload(JsonNode payload, JsonNode right) {
    String protocol = payload.path("protocol").asString("");
    if (Set.of("tcp", "th").contains(protocol)) {
      return "dport".equals(payload.path("field").asString(""))
          ? anyOf(right, this::isPort)
          : Certainty.MAYBE;
    }
    if ("ip".equals(protocol) || "ip6".equals(protocol)) {
      boolean applies = "ip6".equals(protocol) == packet.isIpv6();
      if (applies && Set.of("protocol", "nexthdr").contains(payload.path("field").asString(""))) {
        return anyOf(right, NftMatch::isTcp);
      }
      return applies ? Certainty.MAYBE : Certainty.NO;
    }
    return Set.of("udp", "icmp", "icmpv6", "sctp", "dccp", "udplite", "esp", "ah")
            .contains(protocol)
        ? Certainty.NO
        : Certainty.MAYBE;
  }

  private Certainty meta(String key, JsonNode right) {
    return switch (key) {
      case "l4proto" -> anyOf(right, NftMatch::isTcp);
      case "nfproto", "protocol" -> anyOf(right, this::isVersion);
      case "iif", "iifname" ->
          anyOf(
              right, value -> LOOPBACK.equals(value.asString("")) ? Certainty.NO : Certainty.MAYBE);
      default -> Certainty.MAYBE;
    };
  }

  private Certainty isPort(JsonNode value) {
    JsonNode range = value.path("range");
    if (range.size() == 2) {
      return Certainty.of(
          range.get(0).asInt(0) <= packet.port() && packet.port() <= range.get(1).asInt(0));
    }
    if (value.isInt()) {
      return Certainty.of(value.asInt() == packet.port());
    }
    String service = value.asString("");
    return switch (service) {
      case "http" -> Certainty.of(packet.port() == 80);
      case "https" -> Certainty.of(packet.port() == 443);
      default -> service.startsWith("@") || service.isEmpty() ? Certainty.MAYBE : Certainty.NO;
    };
  }

  private static Certainty isTcp(JsonNode value) {
    if (value.isInt()) {
      return Certainty.of(value.asInt() == TCP);
    }
    String name = value.asString("");
    return name.startsWith("@") ? Certainty.MAYBE : Certainty.of("tcp".equals(name));
  }

  private Certainty isVersion(JsonNode value) {
    String name = value.asString("");
    if (Set.of("ipv4", "ip").contains(name)) {
      return Certainty.of(!packet.isIpv6());
    }
    return Set.of("ipv6", "ip6").contains(name) ? Certainty.of(packet.isIpv6()) : Certainty.NO;
  }

  /** The right side may be one value, a list of flags, or an anonymous set. */
  private static Certainty anyOf(JsonNode right, Function<JsonNode, Certainty> test) {
    JsonNode values = right.has("set") ? right.path("set") : right;
    if (!values.isArray()) {
      return test.apply(values);
    }
    Certainty best = Certainty.NO;
    for (JsonNode value : values) {
      Certainty one = test.apply(value.isArray() ? value.get(0) : value);
      if (one == Certainty.YES) {
        return one;
      }
      best = one == Certainty.MAYBE ? one : best;
    }
    return best;
  }
}
