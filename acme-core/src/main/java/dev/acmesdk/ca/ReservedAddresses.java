package dev.acmesdk.ca;

import dev.acmesdk.protocol.Identifier;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The blocks of IANA's registries of special-purpose addresses (RFC 6890), for which the Baseline
 * Requirements forbid certificates, and multicast: nobody on the Internet can connect to them. A
 * block within another is left out.
 */
public final class ReservedAddresses {
  private static final List<Block> BLOCKS =
      List.of(
          new Block("0.0.0.0", 8, "this network"),
          new Block("10.0.0.0", 8, "private use"),
          new Block("100.64.0.0", 10, "shared address space"),
          new Block("127.0.0.0", 8, "loopback"),
          new Block("169.254.0.0", 16, "link local"),
          new Block("172.16.0.0", 12, "private use"),
          new Block("192.0.0.0", 24, "IETF protocol assignments"),
          new Block("192.0.2.0", 24, "documentation"),
          new Block("192.31.196.0", 24, "AS112"),
          new Block("192.52.193.0", 24, "AMT"),
          new Block("192.88.99.0", 24, "6to4 relays"),
          new Block("192.168.0.0", 16, "private use"),
          new Block("192.175.48.0", 24, "AS112"),
          new Block("198.18.0.0", 15, "benchmarking"),
          new Block("198.51.100.0", 24, "documentation"),
          new Block("203.0.113.0", 24, "documentation"),
          new Block("224.0.0.0", 4, "multicast"),
          new Block("240.0.0.0", 4, "reserved"),
          new Block("::", 128, "unspecified"),
          new Block("::1", 128, "loopback"),
          new Block("64:ff9b::", 96, "translation from IPv4"),
          new Block("64:ff9b:1::", 48, "translation from IPv4"),
          new Block("100::", 64, "discard only"),
          new Block("100:0:0:1::", 64, "dummy prefix"),
          new Block("2001::", 23, "IETF protocol assignments"),
          new Block("2001:db8::", 32, "documentation"),
          new Block("2002::", 16, "6to4"),
          new Block("2620:4f:8000::", 48, "AS112"),
          new Block("3fff::", 20, "documentation"),
          new Block("5f00::", 16, "segment routing"),
          new Block("fc00::", 7, "unique local"),
          new Block("fe80::", 10, "link local"),
          new Block("ff00::", 8, "multicast"));

  private ReservedAddresses() {}

  /**
   * The block that an address is in.
   *
   * @param address an IPv4 or IPv6 address
   * @return the block as people write it, and what it is for: {@code 10.0.0.0/8 (private use)};
   *     empty if the address is one of the Internet's
   */
  public static Optional<String> blockOf(InetAddress address) {
    byte[] octets = address.getAddress();
    return BLOCKS.stream().filter(block -> block.contains(octets)).findFirst().map(Block::toString);
  }

  private record Block(String prefix, int length, String use) {
    boolean contains(byte[] address) {
      byte[] first = new Identifier.Ip(prefix).address().getAddress();
      if (first.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < length; bit++) {
        int mask = 0x80 >> (bit % Byte.SIZE);
        if (((first[bit / Byte.SIZE] ^ address[bit / Byte.SIZE]) & mask) != 0) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String toString() {
      return "%s/%d (%s)".formatted(prefix, length, use);
    }
  }
}
