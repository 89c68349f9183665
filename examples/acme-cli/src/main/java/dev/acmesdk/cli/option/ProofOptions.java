package dev.acmesdk.cli.option;

import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.hook.ManualHooks;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How control of the names is proved. */
public final class ProofOptions {
  private static final List<String> WAYS = List.of("standalone", "webroot", "manual");

  @Option(
      names = "--standalone",
      description = "A web server of our own, for the moment of the validation.")
  private boolean isStandalone;

  @Option(names = "--webroot", description = "Files for a web server that runs; say where with -w.")
  private boolean isWebroot;

  @Option(names = "--manual", description = "You do it by hand, or scripts of yours.")
  private boolean isManual;

  @Option(
      names = {"-a", "--authenticator"},
      paramLabel = "WAY",
      description = "standalone, webroot or manual.")
  private @Nullable String authenticator;

  @Option(
      names = "--preferred-challenges",
      paramLabel = "TYPE",
      split = ",",
      description = "http or dns.")
  private List<String> challenges = List.of();

  @Option(
      names = "--http-01-port",
      paramLabel = "PORT",
      description =
          "Where the server of --standalone listens (80). The CA comes to port 80 whatever is said here.")
  private @Nullable Integer port;

  @Option(
      names = "--http-01-address",
      paramLabel = "ADDRESS",
      description = "The one address that the server of --standalone listens on (all).")
  private @Nullable String address;

  @Option(
      names = "--manual-auth-hook",
      paramLabel = "COMMAND",
      description =
          "With --manual: run for each challenge, to put what $CERTBOT_VALIDATION says in place.")
  private @Nullable String authHook;

  @Option(
      names = "--manual-cleanup-hook",
      paramLabel = "COMMAND",
      description = "With --manual: run for each challenge, to take that away again.")
  private @Nullable String cleanupHook;

  @Option(
      names = "--dns-provider",
      paramLabel = "NAME",
      description = "Who puts records into DNS: rfc2136, exec, httpreq or acme-dns.")
  private @Nullable String dnsProvider;

  @Option(
      names = "--dns-credentials",
      paramLabel = "FILE",
      description =
          "What --dns-provider needs: Certbot's file for rfc2136; lego's variables for the others, one a line. Without it, they are taken from the environment.")
  private @Nullable Path dnsCredentials;

  /**
   * Who puts records into DNS.
   *
   * @return the name of a provider; empty if none was given
   */
  public Optional<String> dnsProvider() {
    return Optional.ofNullable(dnsProvider).filter(name -> !name.isBlank());
  }

  /**
   * Where the provider's credentials are.
   *
   * @return an absolute path; empty if none was given
   */
  public Optional<Path> dnsCredentials() {
    return Optional.ofNullable(dnsCredentials).map(file -> file.toAbsolutePath().normalize());
  }

  /**
   * The commands that take the place of a human.
   *
   * @return empty if none was given
   * @throws InvalidRequestException if there is one for cleaning up only
   */
  public Optional<ManualHooks> manualHooks() {
    if (authHook == null || authHook.isBlank()) {
      if (cleanupHook != null && !cleanupHook.isBlank()) {
        throw new InvalidRequestException(
            "--manual-cleanup-hook takes away what --manual-auth-hook has put in place. Give both, or the latter.");
      }
      return Optional.empty();
    }
    ManualHooks hooks = ManualHooks.of(authHook);
    if (cleanupHook != null && !cleanupHook.isBlank()) {
      hooks = hooks.cleanupHook(cleanupHook);
    }
    List<String> types = challenges.stream().map(ProofOptions::challengeType).toList();
    return Optional.of(
        types.isEmpty() ? hooks : hooks.preferredChallenges(types.toArray(String[]::new)));
  }

  /**
   * The way that was named, in Certbot's word.
   *
   * @return {@code standalone}, {@code webroot} or {@code manual}; {@code dns} if there is a
   *     provider, which Certbot has no word for; empty if none was named
   * @throws InvalidRequestException if several were, or an unknown one
   */
  public Optional<String> authenticator() {
    List<String> ways = new ArrayList<>();
    if (isStandalone) {
      ways.add("standalone");
    }
    if (isWebroot) {
      ways.add("webroot");
    }
    if (isManual) {
      ways.add("manual");
    }
    if (authenticator != null && !ways.contains(authenticator)) {
      ways.add(authenticator);
    }
    if (authenticator != null && !WAYS.contains(authenticator)) {
      refuse(authenticator);
    }
    if (dnsProvider().isPresent()) {
      ways.add("dns");
    }
    if (ways.size() > 1) {
      throw new InvalidRequestException(
          "Control is proved in one way, but these were given: %s. Give one of them."
              .formatted(String.join(", ", ways)));
    }
    return ways.stream().findFirst();
  }

  private static void refuse(String way) {
    throw new InvalidRequestException(
        "The authenticator %s is not known here. There are standalone, webroot and manual."
            .formatted(way));
  }

  /**
   * The type of challenge that was asked for first.
   *
   * @return {@code http-01} or {@code dns-01}; empty if nothing was said
   */
  public Optional<String> challenge() {
    return challenges.stream().map(ProofOptions::challengeType).findFirst();
  }

  private static String challengeType(String word) {
    return switch (word.strip().toLowerCase(Locale.ROOT)) {
      case "http", "http-01" -> "http-01";
      case "dns", "dns-01" -> "dns-01";
      default ->
          throw new InvalidRequestException(
              "--preferred-challenges %s is unknown. Give http or dns.".formatted(word));
    };
  }

  /**
   * The port of the stand-alone server.
   *
   * @return empty if none was given
   */
  public Optional<Integer> port() {
    return Optional.ofNullable(port);
  }

  /**
   * The address of the stand-alone server.
   *
   * @return empty if none was given
   */
  public Optional<InetAddress> address() {
    return address == null || address.isBlank() ? Optional.empty() : Optional.of(parse(address));
  }

  /**
   * Reads an address as it stands on the command line or in a renewal file.
   *
   * @param text a literal, or a name that this machine knows
   * @return the address
   */
  public static InetAddress parse(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new InvalidRequestException(
          "--http-01-address %s is no address of this machine. Give one that ip address shows."
              .formatted(text));
    }
  }
}
