package dev.acmesdk.ca;

import dev.acmesdk.protocol.Identifier;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The rules for a single name, and for a name beside others. */
final class NameLint {
  private static final int MAX_LABELS = 10;

  /** Names that the public DNS will never have, and who says so. */
  private static final Map<String, String> SPECIAL_USE =
      Map.of(
          "test", "RFC 6761",
          "example", "RFC 6761",
          "invalid", "RFC 6761",
          "localhost", "RFC 6761",
          "local", "RFC 6762",
          "alt", "RFC 9476",
          "internal", "ICANN");

  private static final Pattern REVERSE_ZONE = Pattern.compile(".*\\.(in-addr|ip6)\\.arpa");

  private final String ca;
  private final NameRules rules;

  NameLint(String ca, NameRules rules) {
    this.ca = ca;
    this.rules = rules;
  }

  /** The address's first fault. */
  @Nullable String finding(Identifier.Ip ip) {
    String block =
        rules == NameRules.UNKNOWN ? null : ReservedAddresses.blockOf(ip.address()).orElse(null);
    return block == null
        ? null
        : "\"%s\" is in the reserved block %s; public CAs issue for public addresses only. Use a public address or a domain name, or a private CA."
            .formatted(ip, block);
  }

  /** The name's first fault. */
  @Nullable String finding(Identifier.Dns name, PlannedOrder order) {
    if (rules == NameRules.UNKNOWN) {
      return null;
    }
    Identifier.Dns normal;
    try {
      normal = Identifier.dns(name.value());
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
    String[] labels = normal.withoutWildcard().value().split("\\.", -1);
    String unissuable = baseline(normal, labels);
    return unissuable == null && rules == NameRules.BOULDER
        ? boulder(normal, labels, order)
        : unissuable;
  }

  private static @Nullable String baseline(Identifier.Dns name, String[] labels) {
    String last = labels[labels.length - 1];
    String authority = SPECIAL_USE.get(last);
    if (authority != null) {
      return "\"%s\" ends in .%s, which is not part of the public DNS (%s), so no public CA issues for it. Use a name that you have registered, or a private CA."
          .formatted(name, last, authority);
    }
    if (REVERSE_ZONE.matcher(name.value()).matches()) {
      return "\"%s\" is for looking addresses up, and no public CA issues for such names. Use a domain name."
          .formatted(name);
    }
    for (String label : labels) {
      String reserved = reserved(name, label);
      if (reserved != null) {
        return reserved;
      }
    }
    return null;
  }

  /**
   * RFC 5890 section 2.3.1: labels with hyphens in the third and fourth place, but for A-labels.
   */
  private static @Nullable String reserved(Identifier.Dns name, String label) {
    if (label.startsWith("--", 2) && !label.startsWith("xn")) {
      return "\"%s\" has the label \"%s\", whose third and fourth characters are hyphens; that form is reserved. Use another name."
          .formatted(name, label);
    }
    return label.startsWith("xn--") && !Punycode.isValid(label.substring("xn--".length()))
        ? "\"%s\" has the label \"%s\", which looks encoded (xn--) but cannot be decoded. Give the name as it is read, and it will be encoded."
            .formatted(name, label)
        : null;
  }

  private @Nullable String boulder(Identifier.Dns name, String[] labels, PlannedOrder order) {
    if (labels.length > MAX_LABELS) {
      return "\"%s\" has %d labels, and %s takes at most %d. Use a shorter name."
          .formatted(name, labels.length, ca, MAX_LABELS);
    }
    if (labels[labels.length - 1].equals("onion")) {
      return "\"%s\" is an onion service, for which %s does not issue. Use another CA."
          .formatted(name, ca);
    }
    Identifier cover = new Identifier.Dns("*" + name.value().substring(labels[0].length()));
    return !name.isWildcard() && order.identifiers().contains(cover)
        ? "\"%s\" is covered by \"%s\", and %s refuses orders with both. Leave one of them out."
            .formatted(name, cover, ca)
        : null;
  }
}
