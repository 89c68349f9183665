package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The name of an address in the reverse tree (RFC 1035 section 3.5, RFC 3596 section 2.5). */
final class ReverseName {
  private ReverseName() {}

  static String of(String literal) {
    byte[] octets = IpLiterals.parse(literal).orElseThrow().getAddress();
    boolean isIpv4 = octets.length == 4;
    List<String> labels = new ArrayList<>();
    for (byte octet : octets) {
      if (isIpv4) {
        labels.add(Integer.toString(octet & 0xff));
      } else {
        labels.add(Integer.toHexString((octet & 0xff) >> 4));
        labels.add(Integer.toHexString(octet & 0xf));
      }
    }
    Collections.reverse(labels);
    return String.join(".", labels) + (isIpv4 ? ".in-addr.arpa" : ".ip6.arpa");
  }
}
