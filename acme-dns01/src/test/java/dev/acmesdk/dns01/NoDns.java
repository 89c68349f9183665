package dev.acmesdk.dns01;

import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** A machine without DNS. */
final class NoDns {
  private NoDns() {}

  static VisibilityCheck check() {
    InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 1);
    return VisibilityCheck.of(DnsClient.of(List.of(nobody)).withTimeout(Duration.ofMillis(20)));
  }
}
