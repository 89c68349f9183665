package dev.acmesdk.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** IP literals in the text forms of RFC 8738 section 3: dotted IPv4, and IPv6 by RFC 5952. */
final class IpAddresses {
  private static final int MAX_IPV6 = 45;
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]+");

  private IpAddresses() {}

  static String normalize(String written) {
    if (isDottedQuad(written)) {
      return written;
    }
    boolean bracketed = written.startsWith("[") && written.endsWith("]");
    String text = bracketed ? written.substring(1, written.length() - 1) : written;
    if (text.length() > MAX_IPV6 || !text.contains(":") || !IPV6.matcher(text).matches()) {
      throw notALiteral(written);
    }
    try {
      // In brackets it must be a literal; anything else might be looked up in DNS.
      InetAddress address = InetAddress.getByName("[" + text + "]");
      // The JDK turns IPv4-mapped addresses into IPv4, as sockets and CAs do.
      return address instanceof Inet4Address
          ? address.getHostAddress()
          : canonical(address.getAddress());
    } catch (UnknownHostException e) {
      throw notALiteral(written);
    }
  }

  private static boolean isDottedQuad(String text) {
    String[] parts = text.split("\\.", -1);
    return parts.length == 4
        && List.of(parts).stream()
            .allMatch(part -> part.matches("0|[1-9][0-9]{0,2}") && Integer.parseInt(part) < 256);
  }

  private static IllegalArgumentException notALiteral(String written) {
    return new IllegalArgumentException(
        "\"%s\" is not an IP address. Give IPv4 as 192.0.2.1 or IPv6 as 2001:db8::1."
            .formatted(Text.shown(written)));
  }

  /** RFC 5952 section 4: lower case, no leading zeros, the longest run of zeros as "::". */
  private static String canonical(byte[] octets) {
    List<Integer> groups = new ArrayList<>();
    for (int i = 0; i < octets.length; i += 2) {
      groups.add(((octets[i] & 0xff) << 8) | (octets[i + 1] & 0xff));
    }
    int start = 0;
    int length = 0;
    for (int i = 0; i < groups.size(); i++) {
      int run = zeros(groups, i);
      if (run > length) {
        start = i;
        length = run;
      }
    }
    return length < 2
        ? hex(groups)
        : hex(groups.subList(0, start)) + "::" + hex(groups.subList(start + length, groups.size()));
  }

  private static int zeros(List<Integer> groups, int from) {
    int end = from;
    while (end < groups.size() && groups.get(end) == 0) {
      end++;
    }
    return end - from;
  }

  private static String hex(List<Integer> groups) {
    return String.join(":", groups.stream().map(Integer::toHexString).toList());
  }
}
