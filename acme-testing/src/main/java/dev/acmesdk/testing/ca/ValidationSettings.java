package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a CA validates.
 *
 * @param httpPort where HTTP-01 connects to
 * @param tlsPort where TLS-ALPN-01 connects to
 * @param names where names lead, in lower case; an empty value is a name that does not exist
 * @param dnsServer who is asked for TXT and CAA records, if anybody
 * @param hostsByDns whether that server also tells where names lead that are not in the map; else
 *     they lead to 127.0.0.1
 * @param caaIdentities the names that the CA goes by in DNS
 */
public record ValidationSettings(
    int httpPort,
    int tlsPort,
    Map<String, Optional<InetAddress>> names,
    Optional<InetSocketAddress> dnsServer,
    boolean hostsByDns,
    List<String> caaIdentities) {

  /** Copies names and identities. */
  public ValidationSettings {
    names = Map.copyOf(names);
    caaIdentities = List.copyOf(caaIdentities);
  }

  Optional<DnsLookUp> dns() {
    return dnsServer.map(DnsLookUp::new);
  }

  Names hosts() {
    return new Names(names, hostsByDns ? dns() : Optional.empty());
  }
}
