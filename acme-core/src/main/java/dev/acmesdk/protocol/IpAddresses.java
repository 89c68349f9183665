package dev.acmesdk.protocol;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** IP literals in the text forms of RFC 8738 section 3: dotted IPv4, and IPv6 by RFC 5952. */
final class IpAddresses {
  private static final Pattern IPV6_CHARACTERS = Pattern.compile("[0-9a-fA-F:.]+");

  private IpAddresses() {}

  static String normalize(String written) {
    String text =
        written.startsWith("[") && written.endsWith("]")
            ? written.substring(1, written.length() - 1)
            : written;
    // Only literals may reach getByName: it would look anything else up in DNS.
    boolean ipv6 = text.contains(":") && IPV6_CHARACTERS.matcher(text).matches();
    if (!ipv6 && !isDottedQuad(text)) {
      throw notALiteral(written);
    }
    try {
      byte[] octets = InetAddress.getByName(text).getAddress();
      return octets.length == 4 ? text : canonical(octets);
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
            .formatted(written));
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
