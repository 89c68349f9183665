package dev.acmesdk.testing.ca;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How a CA behaves.
 *
 * @param listen where the API is served; port 0 lets the system choose
 * @param httpPort where HTTP-01 connects to
 * @param names where names lead, in lower case; an empty value is a name that does not exist, and a
 *     name that is not in the map leads to 127.0.0.1
 * @param termsOfService what accounts have to agree to, if anything
 * @param externalAccountRequired whether accounts need an external account binding
 * @param nonceRejectPercent how many of a hundred good nonces are refused
 * @param random decides which nonces are refused, and in which order lists are given out
 * @param processingPolls how many polls see an order being processed
 * @param retryAfter how long clients are asked to wait between polls
 * @param certificateValidity how long certificates are valid from their issuance
 * @param backdating how long before its issuance a certificate begins to be valid
 * @param renewals how renewals are helped with
 * @param chainLength the number of intermediates
 * @param clock tells the time of all that the CA issues
 */
public record CaSettings(
    InetSocketAddress listen,
    int httpPort,
    Map<String, Optional<InetAddress>> names,
    Optional<URI> termsOfService,
    boolean externalAccountRequired,
    int nonceRejectPercent,
    RandomGenerator random,
    int processingPolls,
    Duration retryAfter,
    Duration certificateValidity,
    Duration backdating,
    RenewalSettings renewals,
    int chainLength,
    Clock clock) {

  /** Copies the names. */
  public CaSettings {
    names = Map.copyOf(names);
  }
}
