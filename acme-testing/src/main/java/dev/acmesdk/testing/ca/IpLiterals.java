package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** IP addresses as text, in the one form that RFC 8738 section 3 allows. */
final class IpLiterals {
  private static final Pattern OCTET =
      Pattern.compile("0|[1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private IpLiterals() {}

  static boolean looksLikeIpv4(String text) {
    return text.matches("[0-9]+(\\.[0-9]+){3}");
  }

  /** The address, if the text is a literal; never asks DNS. */
  static Optional<InetAddress> parse(String text) {
    try {
      return IPV6.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.ofNullable(ipv4(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** By hand, since the JDK asks DNS for {@code 256.0.0.1}. */
  private static @Nullable InetAddress ipv4(String text) throws UnknownHostException {
    String[] parts = text.split("\\.", -1);
    byte[] octets = new byte[4];
    for (int i = 0; i < parts.length; i++) {
      if (parts.length != 4 || !OCTET.matcher(parts[i]).matches()) {
        return null;
      }
      octets[i] = (byte) Integer.parseInt(parts[i]);
    }
    return InetAddress.getByAddress(octets);
  }

  /** IPv4 dotted; IPv6 as RFC 5952 section 4 writes it. */
  static String canonical(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 ? address.getHostAddress() : ipv6(octets);
  }

  private static String ipv6(byte[] octets) {
    int[] groups =
        IntStream.range(0, 8)
            .map(i -> ((octets[2 * i] & 0xff) << 8) | (octets[2 * i + 1] & 0xff))
            .toArray();
    int start = 0;
    int longest = 0;
    for (int i = 0; i < groups.length; i++) {
      int run = zerosFrom(groups, i);
      if (run > longest) {
        start = i;
        longest = run;
      }
    }
    return longest < 2
        ? hex(groups, 0, 8)
        : hex(groups, 0, start) + "::" + hex(groups, start + longest, 8);
  }

  private static int zerosFrom(int[] groups, int from) {
    return (int) IntStream.range(from, groups.length).takeWhile(i -> groups[i] == 0).count();
  }

  private static String hex(int[] groups, int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> Integer.toHexString(groups[i]))
        .collect(Collectors.joining(":"));
  }
}
