package dev.acmesdk.blackbox;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a {@link Pebble} is to be like. Without a word it is strict, never sleeps, refuses no good
 * nonce, validates every authorization anew, and tells clients to come back after one second.
 *
 * <p>Not thread-safe; each method returns this object.
 */
final class PebbleSettings implements CaUnderTest.Setup {
  private static final int ATTEMPTS = 5;

  private final Map<String, String> environment = new TreeMap<>();
  private final Map<String, Object> configuration = new TreeMap<>();
  private final Map<String, Object> profiles = new TreeMap<>();
  private final Map<String, String> externalAccounts = new TreeMap<>();
  private boolean strict = true;
  private @Nullable String dnsServer;

  PebbleSettings() {
    environment("PEBBLE_VA_NOSLEEP", "1");
    nonceReject(0);
    authorizationReuse(0);
    retryAfter(1, 1);
    configuration("keyAlgorithm", "ecdsa");
    profile("default", Duration.ofDays(90));
  }

  @Override
  public PebbleSettings nonceReject(int percent) {
    return environment("PEBBLE_WFE_NONCEREJECT", percent);
  }

  /**
   * How often a valid authorization is used again, in percent. Pebble reads 0 as "one in a hundred
   * times", so a test whose result hangs on it uses a new name.
   */
  @Override
  public PebbleSettings authorizationReuse(int percent) {
    return environment("PEBBLE_AUTHZREUSE", percent);
  }

  @Override
  public PebbleSettings chainLength(int intermediates) {
    return environment("PEBBLE_CHAIN_LENGTH", intermediates);
  }

  @Override
  public PebbleSettings alternateRoots(int roots) {
    return environment("PEBBLE_ALTERNATE_ROOTS", roots);
  }

  @Override
  public PebbleSettings ordersPerPage(int orders) {
    return environment("PEBBLE_WFE_ORDERS_PER_PAGE", orders);
  }

  /** Any variable of the environment. */
  PebbleSettings environment(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /** Whether the bodies of challenge responses must be exactly those of the RFC. */
  PebbleSettings strict(boolean on) {
    strict = on;
    return this;
  }

  /** The address and port of the DNS that it asks, instead of one of its own. */
  PebbleSettings dnsServer(String address) {
    dnsServer = address;
    return this;
  }

  /** Where HTTP-01 is validated; a port chosen by the system, unless a test has one already. */
  PebbleSettings httpPort(int port) {
    return configuration("httpPort", port);
  }

  @Override
  public PebbleSettings tlsPort(int port) {
    return configuration("tlsPort", port);
  }

  /** After how many seconds clients shall look again; it does not say for 0, and 2.4 never does. */
  PebbleSettings retryAfter(int authorizationSeconds, int orderSeconds) {
    return configuration(
        "retryAfter", Map.of("authz", authorizationSeconds, "order", orderSeconds));
  }

  /** {@code rsa} or {@code ecdsa}: the keys of the CA's own certificates. */
  PebbleSettings caKeyAlgorithm(String name) {
    return configuration("keyAlgorithm", name);
  }

  /**
   * A profile beside, or instead of, {@code default}. Pebble takes any of them for an order that
   * names none, and 2.4 knows none at all.
   */
  @Override
  public PebbleSettings profile(String name, Duration validity) {
    profiles.put(
        name, Map.of("description", "The profile " + name, "validityPeriod", validity.toSeconds()));
    return configuration("profiles", profiles);
  }

  /** Domains, with all below them, that no order may name. */
  PebbleSettings blocklist(String... domains) {
    return configuration("domainBlocklist", List.of(domains));
  }

  @Override
  public PebbleSettings externalAccount(String keyId, String base64UrlMacKey) {
    externalAccounts.put(keyId, base64UrlMacKey);
    configuration("externalAccountBindingRequired", true);
    return configuration("externalAccountMACKeys", externalAccounts);
  }

  /** Any key of the configuration file. */
  PebbleSettings configuration(String key, Object value) {
    configuration.put(key, value);
    return this;
  }

  /**
   * Starts one.
   *
   * @throws IllegalStateException if it does not start; with all that it printed
   */
  @Override
  public Pebble start() throws IOException, InterruptedException {
    List<RuntimeException> failures = new ArrayList<>();
    while (true) {
      try {
        return Pebble.start(environment, configuration, strict, dnsServer);
      } catch (IllegalStateException e) {
        // A free port can be taken by somebody else before Pebble opens it.
        failures.forEach(e::addSuppressed);
        failures.add(e);
        if (failures.size() == ATTEMPTS || !e.getMessage().contains(ServerProcess.PORT_TAKEN)) {
          throw e;
        }
      }
    }
  }
}
