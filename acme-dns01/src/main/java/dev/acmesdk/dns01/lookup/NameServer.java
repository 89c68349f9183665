package dev.acmesdk.dns01.lookup;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One address of a name server.
 *
 * @param name the server's name, without trailing dot, or what it is for
 * @param address where it is; {@code null} if its name has no address
 */
public record NameServer(String name, @Nullable InetAddress address) {
  /** Name and address. */
  @Override
  public String toString() {
    return address == null ? name : "%s (%s)".formatted(name, address.getHostAddress());
  }
}
