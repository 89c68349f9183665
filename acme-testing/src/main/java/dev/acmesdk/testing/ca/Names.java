package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/** The CA's view of DNS: what it was told, and 127.0.0.1 for the rest. */
record Names(Map<String, Optional<InetAddress>> known) {

  InetAddress resolve(Identifier identifier) throws ChallengeFailure {
    String name = identifier.value();
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

  /** Loopback addresses are themselves; everything else would leave the machine. */
  private static InetAddress unknown(Identifier identifier) {
    return IpLiterals.parse(identifier.value())
        .filter(InetAddress::isLoopbackAddress)
        .orElseGet(() -> IpLiterals.parse("127.0.0.1").orElseThrow());
  }
}
