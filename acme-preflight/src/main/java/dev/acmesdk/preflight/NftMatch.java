package dev.acmesdk.preflight;

import java.util.Set;
import java.util.function.Function;

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

  Certainty matches(JsonValue match) {
    JsonValue left = match.path("left");
    JsonValue right = match.path("right");
    Certainty equal = equal(left, right);
    return switch (match.path("op").text()) {
      case "==", "in" -> equal;
      case "!=" -> equal.negated();
      default -> Certainty.MAYBE;
    };
  }

  /** Whether the packet's value is the one, or one of those, on the right. */
  Certainty equal(JsonValue left, JsonValue right) {
    if (left.has("payload")) {
      return payload(left.path("payload"), right);
    }
    if (left.has("meta")) {
      return meta(left.path("meta").path("key").text(), right);
    }
    return "state".equals(left.path("ct").path("key").text())
        ? anyOf(right, value -> Certainty.of("new".equals(value.text())))
        : Certainty.MAYBE;
  }

  private Certainty payload(JsonValue payload, JsonValue right) {
    String protocol = payload.path("protocol").text();
    if (Set.of("tcp", "th").contains(protocol)) {
      return "dport".equals(payload.path("field").text())
          ? anyOf(right, this::isPort)
          : Certainty.MAYBE;
    }
    if ("ip".equals(protocol) || "ip6".equals(protocol)) {
      boolean applies = "ip6".equals(protocol) == packet.isIpv6();
      if (applies && Set.of("protocol", "nexthdr").contains(payload.path("field").text())) {
        return anyOf(right, NftMatch::isTcp);
      }
      return applies ? Certainty.MAYBE : Certainty.NO;
    }
    return Set.of("udp", "icmp", "icmpv6", "sctp", "dccp", "udplite", "esp", "ah")
            .contains(protocol)
        ? Certainty.NO
        : Certainty.MAYBE;
  }

  private Certainty meta(String key, JsonValue right) {
    return switch (key) {
      case "l4proto" -> anyOf(right, NftMatch::isTcp);
      case "nfproto", "protocol" -> anyOf(right, this::isVersion);
      case "iif", "iifname" ->
          anyOf(right, value -> LOOPBACK.equals(value.text()) ? Certainty.NO : Certainty.MAYBE);
      default -> Certainty.MAYBE;
    };
  }

  private Certainty isPort(JsonValue value) {
    JsonValue range = value.path("range");
    if (range.size() == 2) {
      return Certainty.of(
          range.get(0).integer() <= packet.port() && packet.port() <= range.get(1).integer());
    }
    if (value.isInteger()) {
      return Certainty.of(value.integer() == packet.port());
    }
    String service = value.text();
    return switch (service) {
      case "http" -> Certainty.of(packet.port() == 80);
      case "https" -> Certainty.of(packet.port() == 443);
      default -> service.startsWith("@") || service.isEmpty() ? Certainty.MAYBE : Certainty.NO;
    };
  }

  private static Certainty isTcp(JsonValue value) {
    if (value.isInteger()) {
      return Certainty.of(value.integer() == TCP);
    }
    String name = value.text();
    return name.startsWith("@") ? Certainty.MAYBE : Certainty.of("tcp".equals(name));
  }

  private Certainty isVersion(JsonValue value) {
    String name = value.text();
    if (Set.of("ipv4", "ip").contains(name)) {
      return Certainty.of(!packet.isIpv6());
    }
    return Set.of("ipv6", "ip6").contains(name) ? Certainty.of(packet.isIpv6()) : Certainty.NO;
  }

  /** The right side may be one value, a list of flags, or an anonymous set. */
  private static Certainty anyOf(JsonValue right, Function<JsonValue, Certainty> test) {
    JsonValue values = right.has("set") ? right.path("set") : right;
    if (!values.isList()) {
      return test.apply(values);
    }
    Certainty best = Certainty.NO;
    for (JsonValue value : values) {
      Certainty one = test.apply(value.isList() ? value.get(0) : value);
      if (one == Certainty.YES) {
        return one;
      }
      best = one == Certainty.MAYBE ? one : best;
    }
    return best;
  }
}
