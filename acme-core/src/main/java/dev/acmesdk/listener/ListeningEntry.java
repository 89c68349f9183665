package dev.acmesdk.listener;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A listening socket, as a line of {@code /proc/net/tcp} or {@code tcp6} has it.
 *
 * @param address where it listens; a wildcard address for everywhere
 * @param port the TCP port
 * @param inode the number by which the open file of its owner refers to it
 */
record ListeningEntry(InetAddress address, int port, String inode) {
  // sl: local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode; state 0A is LISTEN.
  private static final Pattern LISTENING =
      Pattern.compile(
          "\\s*\\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) \\S+ 0A \\S+ \\S+ \\S+\\s+\\d+\\s+\\d+\\s+(\\d+)\\b.*");

  static Optional<ListeningEntry> parse(String line) {
    Matcher fields = LISTENING.matcher(line);
    return fields.matches()
        ? Optional.of(
            new ListeningEntry(
                address(fields.group(1)), Integer.parseInt(fields.group(2), 16), fields.group(3)))
        : Optional.empty();
  }

  /** Groups of 32 bits, each printed as a number of the machine although it is in network order. */
  private static InetAddress address(String hex) {
    ByteBuffer octets = ByteBuffer.allocate(hex.length() / 2).order(ByteOrder.nativeOrder());
    for (int i = 0; i < hex.length(); i += 8) {
      octets.putInt(Integer.parseUnsignedInt(hex.substring(i, i + 8), 16));
    }
    try {
      return InetAddress.getByAddress(octets.array());
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Neither 4 nor 16 octets: " + hex, e);
    }
  }

  /** Whether nobody else can listen there; {@code null} for any address. */
  boolean blocks(@Nullable InetAddress otherAddress, int otherPort) {
    return port == otherPort
        && (otherAddress == null || address.isAnyLocalAddress() || address.equals(otherAddress));
  }
}
