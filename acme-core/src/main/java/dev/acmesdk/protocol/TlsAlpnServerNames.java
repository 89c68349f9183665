package dev.acmesdk.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** By which name the CA asks for the certificate of an identifier, in the SNI extension. */
final class TlsAlpnServerNames {
  private TlsAlpnServerNames() {}

  /** A DNS name itself (RFC 8737 section 3), or the reverse name of an address (RFC 8738, 6). */
  static String of(Identifier identifier) {
    return identifier instanceof Identifier.Ip ip
        ? reverse(ip.address())
        : identifier.value().toLowerCase(Locale.ROOT);
  }

  /** RFC 1034 section 5.2.1 and RFC 3596 section 2.5. */
  private static String reverse(InetAddress address) {
    boolean dotted = address instanceof Inet4Address;
    List<String> labels = new ArrayList<>();
    for (byte octet : address.getAddress()) {
      if (dotted) {
        labels.add(String.valueOf(octet & 0xff));
      } else {
        labels.add(Integer.toHexString(octet >> 4 & 0xf));
        labels.add(Integer.toHexString(octet & 0xf));
      }
    }
    Collections.reverse(labels);
    return String.join(".", labels) + (dotted ? ".in-addr.arpa" : ".ip6.arpa");
  }
}
