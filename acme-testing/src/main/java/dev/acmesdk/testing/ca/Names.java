package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * The CA's view of where names lead: what it was told, then what DNS says if it is to be asked, and
 * 127.0.0.1 for the rest.
 */
record Names(Map<String, Optional<InetAddress>> known, Optional<DnsLookUp> dns) {

  InetAddress resolve(Identifier identifier) throws ChallengeFailure {
    String name = identifier.value();
    if (!known.containsKey(name) && dns.isPresent() && !identifier.isIp()) {
      return resolve(name, dns.get());
    }
    Optional<InetAddress> address = known.getOrDefault(name, Optional.of(unknown(identifier)));
    return address.orElseThrow(
        () ->
            new ChallengeFailure(
                ProblemKind.DNS,
                ("DNS problem: NXDOMAIN looking up A for %1$s - check that a DNS record exists for"
                        + " this domain; DNS problem: NXDOMAIN looking up AAAA for %1$s - check"
                        + " that a DNS record exists for this domain")
                    .formatted(name)));
  }

  /** The first address counts, as with Pebble, and those of IPv6 come first. */
  private static InetAddress resolve(String name, DnsLookUp dns) throws ChallengeFailure {
    try {
      return dns.addresses(name).stream()
          .findFirst()
          .orElseThrow(
              () ->
                  new ChallengeFailure(
                      ProblemKind.DNS,
                      "no valid A records found for %1$s; no valid AAAA records found for %1$s"
                          .formatted(name)));
    } catch (DnsFailure e) {
      throw e.toChallengeFailure();
    }
  }

  /** Loopback addresses are themselves; everything else would leave the machine. */
  private static InetAddress unknown(Identifier identifier) {
    return IpLiterals.parse(identifier.value())
        .filter(InetAddress::isLoopbackAddress)
        .orElseGet(() -> IpLiterals.parse("127.0.0.1").orElseThrow());
  }
}
