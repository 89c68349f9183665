package dev.acmesdk;

import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.error.InvalidRequestException;
import dev.acmesdk.http01.Http01Server;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.tlsalpn01.TlsAlpn01Server;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How control is proved, in Certbot's sense of the word: solvers, and what renewal files say. */
sealed interface Authenticator {
  /** Certbot's word for it. */
  String AUTHENTICATOR = "authenticator";

  List<ChallengeSolver<?>> solvers();

  /** The same that asks DNS through a client, if it asks DNS at all. */
  default Authenticator asking(DnsClient client) {
    return this;
  }

  /** Where requests of the CA come in, if a port is opened for them. */
  default Optional<InetSocketAddress> entrance() {
    return Optional.empty();
  }

  private static Optional<InetSocketAddress> at(int port, @Nullable InetAddress address) {
    return Optional.of(new InetSocketAddress(address, port));
  }

  /** The parameters by which Certbot, too, could renew; {@code manual} if it could not. */
  Map<String, String> renewalParameters();

  /**
   * What a renewal file is to say. Where Certbot could not do the same, it goes on as it did; if it
   * never did, it is not to try, for it would fail each time.
   */
  default Map<String, String> renewalParameters(Optional<Lineage> predecessor) {
    Map<String, String> parameters = new LinkedHashMap<>(renewalParameters());
    if (!"manual".equals(parameters.get(AUTHENTICATOR))
        || parameters.containsKey("manual_auth_hook")) {
      return parameters;
    }
    if (predecessor.filter(one -> one.renewalParameters().containsKey(AUTHENTICATOR)).isPresent()) {
      return Map.of();
    }
    parameters.put("autorenew", "False");
    return parameters;
  }

  private static void checkPort(int port) {
    if (port < 1 || port > 65_535) {
      throw new InvalidRequestException(
          port + " is not a TCP port. Give a number from 1 to 65535.");
    }
  }

  /** Certbot's {@code --standalone}. */
  record Standalone(int port, @Nullable InetAddress address) implements Authenticator {
    /** One for each port: those who need it at the same time share it. */
    private static final Map<Standalone, List<ChallengeSolver<?>>> SHARED =
        new ConcurrentHashMap<>();

    public Standalone {
      checkPort(port);
    }

    @Override
    public List<ChallengeSolver<?>> solvers() {
      return SHARED.computeIfAbsent(this, one -> one.server());
    }

    @Override
    public Optional<InetSocketAddress> entrance() {
      return Authenticator.at(port, address);
    }

    private List<ChallengeSolver<?>> server() {
      var builder = Http01Server.builder().port(port);
      return List.of(address == null ? builder.build() : builder.address(address).build());
    }

    @Override
    public Map<String, String> renewalParameters() {
      Map<String, String> parameters = new LinkedHashMap<>();
      parameters.put(AUTHENTICATOR, "standalone");
      if (port != 80) {
        parameters.put("http01_port", Integer.toString(port));
      }
      if (address != null) {
        parameters.put("http01_address", address.getHostAddress());
      }
      return parameters;
    }
  }

  /** The same over TLS, which Certbot cannot do. */
  record StandaloneTls(int port, @Nullable InetAddress address) implements Authenticator {
    /** One for each port: those who need it at the same time share it. */
    private static final Map<StandaloneTls, List<ChallengeSolver<?>>> SHARED =
        new ConcurrentHashMap<>();

    public StandaloneTls {
      checkPort(port);
    }

    @Override
    public List<ChallengeSolver<?>> solvers() {
      return SHARED.computeIfAbsent(this, one -> one.server());
    }

    @Override
    public Optional<InetSocketAddress> entrance() {
      return Authenticator.at(port, address);
    }

    private List<ChallengeSolver<?>> server() {
      var builder = TlsAlpn01Server.builder().port(port);
      return List.of(address == null ? builder.build() : builder.address(address).build());
    }

    @Override
    public Map<String, String> renewalParameters() {
      return Map.of(AUTHENTICATOR, "manual");
    }
  }

  /** Records in DNS, for whose visibility is waited. */
  record Records(
      Function<VisibilityCheck, ChallengeSolver<?>> way,
      List<ChallengeSolver<?>> solvers,
      Map<String, String> renewalParameters)
      implements Authenticator {

    static Records of(
        Function<VisibilityCheck, ChallengeSolver<?>> way, Map<String, String> parameters) {
      return new Records(way, List.of(way.apply(VisibilityCheck.ofSystem())), parameters);
    }

    @Override
    public Authenticator asking(DnsClient client) {
      return new Records(way, List.of(way.apply(VisibilityCheck.of(client))), renewalParameters);
    }
  }

  /** Solvers made elsewhere. */
  record Solvers(List<ChallengeSolver<?>> solvers, Map<String, String> renewalParameters)
      implements Authenticator {
    public Solvers {
      solvers = List.copyOf(solvers);
      renewalParameters = Map.copyOf(renewalParameters);
    }
  }
}
