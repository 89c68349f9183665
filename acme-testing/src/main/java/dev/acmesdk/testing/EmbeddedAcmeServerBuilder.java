package dev.acmesdk.testing;

import dev.acmesdk.testing.ca.CaSettings;
import dev.acmesdk.testing.ca.RenewalSettings;
import dev.acmesdk.testing.ca.ValidationSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Sets up an {@link EmbeddedAcmeServer}. Not for use by several threads. */
public final class EmbeddedAcmeServerBuilder extends CertificateOptions<EmbeddedAcmeServerBuilder> {
  private InetSocketAddress listen = new InetSocketAddress(loopback(), 0);
  private int httpPort = 80;
  private int tlsPort = 443;
  private Optional<InetSocketAddress> dnsServer = Optional.empty();
  private boolean hostsByDns;
  private List<String> caaIdentities = List.of("acme-ca.test");
  private final Map<String, Optional<InetAddress>> names = new HashMap<>();
  private int nonceRejectPercent;
  private RandomGenerator random = new SecureRandom();
  private int processingPolls = 1;
  private Duration retryAfter = Duration.ZERO;
  private boolean renewalInfo = true;
  private Duration renewalInfoRetryAfter = Duration.ofHours(6);
  private boolean replacedWhenFinalized;
  private Clock clock = Clock.systemUTC();
  private int requestsKept = Integer.MAX_VALUE;

  EmbeddedAcmeServerBuilder() {}

  @Override
  EmbeddedAcmeServerBuilder self() {
    return this;
  }

  /** Always the IPv4 one, whatever the JVM prefers. */
  private static InetAddress loopback() {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    } catch (UnknownHostException e) {
      throw new IllegalStateException("Four octets are an address", e);
    }
  }

  /**
   * Where the API is served. Default: {@code 127.0.0.1}, on a free port.
   *
   * @param address an address of this machine; port 0 lets the system choose
   * @return this
   */
  public EmbeddedAcmeServerBuilder listen(InetSocketAddress address) {
    require(!address.isUnresolved(), "The address to listen on is unresolved: %s", address);
    listen = address;
    return this;
  }

  /**
   * Where HTTP-01 validation connects to. RFC 8555 section 8.3 wants port 80, and that is the
   * default; tests can rarely have it. With any other port the {@code Host} field says so.
   *
   * @param port the port of the web server that answers challenges
   * @return this
   */
  public EmbeddedAcmeServerBuilder httpPort(int port) {
    require(port > 0 && port < 65536, "Not a port: %s", port);
    httpPort = port;
    return this;
  }

  /**
   * Where TLS-ALPN-01 validation connects to. RFC 8737 section 3 wants port 443, and that is the
   * default.
   *
   * @param port the port of the TLS server that answers challenges
   * @return this
   */
  public EmbeddedAcmeServerBuilder tlsPort(int port) {
    require(port > 0 && port < 65536, "Not a port: %s", port);
    tlsPort = port;
    return this;
  }

  /**
   * Who knows DNS, for example a {@link dev.acmesdk.testing.dns.DnsStub}. With it, DNS-01,
   * dns-account-01 and dns-persist-01 can be validated, and CAA records are heeded (RFC 8659). It
   * is asked by UDP and TCP, and nothing that it says is kept. Default: nobody; then responses to
   * challenges of DNS fail with {@code serverInternal}.
   *
   * @param server its address
   * @return this
   */
  public EmbeddedAcmeServerBuilder dnsServer(InetSocketAddress server) {
    require(!server.isUnresolved(), "The address of the DNS server is unresolved: %s", server);
    dnsServer = Optional.of(server);
    return this;
  }

  /**
   * Whether the DNS server also tells where names lead that {@link #resolve} does not know; an IPv6
   * address comes first. Default: {@code false}, so that nothing leaves the machine.
   *
   * @param asked whether it is asked, if there is one
   * @return this
   */
  public EmbeddedAcmeServerBuilder hostsByDns(boolean asked) {
    hostsByDns = asked;
    return this;
  }

  /**
   * The names that this CA goes by in CAA and dns-persist-01 records. Default: {@code
   * acme-ca.test}.
   *
   * @param names domain names in lower case, 1 to 10
   * @return this
   */
  public EmbeddedAcmeServerBuilder caaIdentities(String... names) {
    require(
        names.length > 0 && names.length <= 10, "1 to 10 names are needed, not %s", names.length);
    caaIdentities = List.of(names);
    return this;
  }

  /**
   * Where a name leads to when this CA validates it. Default for all names: {@code 127.0.0.1}; an
   * IP identifier leads there, too, unless it is a loopback address.
   *
   * @param name a name in A-label form, or an IP identifier
   * @param address where its web server is
   * @return this
   */
  public EmbeddedAcmeServerBuilder resolve(String name, InetAddress address) {
    names.put(name.toLowerCase(Locale.ROOT), Optional.of(address));
    return this;
  }

  /**
   * Makes a name one that does not exist in DNS (NXDOMAIN): its validation fails with the problem
   * {@code dns}.
   *
   * @param name a name in A-label form
   * @return this
   */
  public EmbeddedAcmeServerBuilder unresolvable(String name) {
    names.put(name.toLowerCase(Locale.ROOT), Optional.empty());
    return this;
  }

  /**
   * Refuses good nonces, which a CA may do at any time (RFC 8555 section 6.5): {@code badNonce}
   * with a fresh nonce. Default: 0.
   *
   * @param percent how many of a hundred, 0 to 100
   * @return this
   */
  public EmbeddedAcmeServerBuilder nonceRejectPercent(int percent) {
    require(percent >= 0 && percent <= 100, "Not a percentage: %s", percent);
    nonceRejectPercent = percent;
    return this;
  }

  /**
   * Decides what is left to chance: which nonces are refused, and the order of lists. It is used by
   * one thread at a time. Default: a {@link SecureRandom}.
   *
   * @param generator one with a seed, for a test that can be repeated
   * @return this
   */
  public EmbeddedAcmeServerBuilder random(RandomGenerator generator) {
    random = generator;
    return this;
  }

  /**
   * How long issuance seems to take. The answer to finalize shows the order as {@code processing};
   * so do the answers to this many polls of the order, and the next one shows it as {@code valid}.
   * Default: 1.
   *
   * @param polls 0 or more
   * @return this
   */
  public EmbeddedAcmeServerBuilder processingPolls(int polls) {
    require(polls >= 0, "The number of polls is negative: %s", polls);
    processingPolls = polls;
    return this;
  }

  /**
   * What {@code Retry-After} says while an order is processed or an authorization is validated (RFC
   * 8555 sections 7.4 and 7.5.1). Default: 0, so that no test has to wait.
   *
   * @param wait rounded up to whole seconds
   * @return this
   */
  public EmbeddedAcmeServerBuilder retryAfter(Duration wait) {
    require(!wait.isNegative(), "The wait is negative: %s", wait);
    retryAfter = wait;
    return this;
  }

  /**
   * Whether the CA tells when to renew (RFC 9773). If not, it does not look at {@code replaces} in
   * new orders either. Default: {@code true}.
   *
   * @param offered whether the directory has {@code renewalInfo}
   * @return this
   */
  public EmbeddedAcmeServerBuilder renewalInfo(boolean offered) {
    renewalInfo = offered;
    return this;
  }

  /**
   * When to ask again when to renew, as told in the {@code Retry-After} of renewal information (RFC
   * 9773 section 4.3). Default: six hours.
   *
   * @param wait rounded up to whole seconds
   * @return this
   */
  public EmbeddedAcmeServerBuilder renewalInfoRetryAfter(Duration wait) {
    require(!wait.isNegative(), "The wait is negative: %s", wait);
    renewalInfoRetryAfter = wait;
    return this;
  }

  /**
   * When a certificate counts as replaced, so that another order that names it is refused with
   * {@code alreadyReplaced}. By RFC 9773 section 5, and at Let's Encrypt, that is so as soon as
   * there is an order that names it, unless that one has become invalid. Default: {@code false}, as
   * the RFC says.
   *
   * @param late {@code true} for a CA that waits until such an order was finalized
   * @return this
   */
  public EmbeddedAcmeServerBuilder replacedWhenFinalized(boolean late) {
    replacedWhenFinalized = late;
    return this;
  }

  /**
   * Tells the time for all that the CA issues and lets expire. TLS on the API goes by the machine's
   * clock all the same. Default: the machine's clock.
   *
   * @param time for example a {@link MutableClock}
   * @return this
   */
  public EmbeddedAcmeServerBuilder clock(Clock time) {
    clock = time;
    return this;
  }

  /**
   * How many requests {@link EmbeddedAcmeServer#requests()} tells of at most. A server that runs
   * for long had better keep few. Default: all, for tests.
   *
   * @param newest 1 or more; what is older is forgotten
   * @return this
   */
  public EmbeddedAcmeServerBuilder keepRequests(int newest) {
    require(newest > 0, "Not a number of requests: %s", newest);
    requestsKept = newest;
    return this;
  }

  /**
   * Starts the server.
   *
   * @return the server, which takes requests already; close it after use
   * @throws java.io.UncheckedIOException if it cannot listen where it should
   */
  public EmbeddedAcmeServer start() {
    return EmbeddedAcmeServer.start(
        new CaSettings(
            listen,
            new ValidationSettings(httpPort, tlsPort, names, dnsServer, hostsByDns, caaIdentities),
            accounts(),
            issuance(processingPolls),
            limits(),
            new RenewalSettings(renewalInfo, renewalInfoRetryAfter, replacedWhenFinalized),
            nonceRejectPercent,
            random,
            retryAfter,
            clock),
        requestsKept);
  }
}
