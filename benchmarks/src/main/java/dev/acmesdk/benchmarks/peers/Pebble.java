package dev.acmesdk.benchmarks.peers;

import dev.acmesdk.crypto.Pem;
import dev.acmesdk.crypto.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Let's Encrypt's CA for tests with its DNS, as children of this process: no pauses, P-256 keys,
 * every name at 127.0.0.1, each authorization anew. Requests are counted by its log.
 */
final class Pebble implements AutoCloseable {
  private static final String MARK_OF_A_REQUEST = "-> calling handler()";
  private static final int PORTS = 5;

  private final Path folder;
  private final int apiPort;
  private final int httpPort;
  private final Child dns;
  private final Child api;

  private Pebble(Path folder, Behaviour behaviour) throws IOException, InterruptedException {
    this.folder = folder;
    List<Integer> free = freePorts();
    apiPort = free.get(0);
    httpPort = free.get(1);
    writeCertificate();
    Files.writeString(folder.resolve("pebble.json"), configuration(behaviour, free.get(2)));
    int dnsPort = free.get(3);
    dns = Child.start(dnsProgram(dnsPort, free.get(4)), folder.resolve("dns.log"), dnsPort);
    try {
      api = Child.start(apiProgram(behaviour, dnsPort), log(), apiPort);
    } catch (IOException | InterruptedException e) {
      dns.close();
      throw e;
    }
  }

  /**
   * What clients have to live with.
   *
   * @param nonceReject how many percent of all good nonces are refused
   * @param authorizationSeconds what Retry-After says of authorizations; 0 for nothing
   * @param orderSeconds what Retry-After says of orders; 0 for nothing
   */
  record Behaviour(int nonceReject, int authorizationSeconds, int orderSeconds) {
    static final Behaviour KIND = new Behaviour(0, 0, 0);

    /** With the values that Pebble is shipped with. */
    static final Behaviour AS_SHIPPED = new Behaviour(0, 3, 5);

    /** As shipped, and every fifth nonce is refused. */
    static final Behaviour TROUBLESOME = new Behaviour(20, 3, 5);

    static Behaviour of(String name) {
      return switch (name) {
        case "kind" -> KIND;
        case "shipped" -> AS_SHIPPED;
        case "troublesome" -> TROUBLESOME;
        default -> throw new IllegalArgumentException("kind, shipped or troublesome, not " + name);
      };
    }

    @Override
    public String toString() {
      return "%d %% of the nonces refused, Retry-After %d s for authorizations, %d s for orders"
          .formatted(nonceReject, authorizationSeconds, orderSeconds);
    }
  }

  /** Starts one with files in a directory of its own below the given one. */
  static Pebble start(Path parent, Behaviour behaviour) throws IOException, InterruptedException {
    return new Pebble(Files.createTempDirectory(parent, "pebble"), behaviour);
  }

  private static List<Integer> freePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < PORTS; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      return sockets.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  private void writeCertificate() throws IOException {
    SelfSignedCertificate made =
        SelfSignedCertificate.forServer(List.of("localhost"), List.of(), Clock.systemUTC());
    Files.writeString(folder.resolve("key.pem"), Pem.encodePrivateKey(made.privateKey()));
    try {
      Files.writeString(trusted(), Pem.encode("CERTIFICATE", made.certificate().getEncoded()));
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("A certificate just made cannot be encoded", e);
    }
  }

  private String configuration(Behaviour behaviour, int managementPort) {
    return """
        {"pebble": {
          "listenAddress": "127.0.0.1:%d", "managementListenAddress": "127.0.0.1:%d",
          "certificate": "cert.pem", "privateKey": "key.pem",
          "httpPort": %d, "tlsPort": %d, "keyAlgorithm": "ecdsa",
          "retryAfter": {"authz": %d, "order": %d},
          "profiles": {"default": {"description": "The only one", "validityPeriod": 7776000}}
        }}
        """
        .formatted(
            apiPort,
            managementPort,
            httpPort,
            httpPort,
            behaviour.authorizationSeconds(),
            behaviour.orderSeconds());
  }

  private ProcessBuilder dnsProgram(int port, int managementPort) {
    List<String> line = new ArrayList<>(List.of("pebble-challtestsrv"));
    line.addAll(List.of("-dnsserver", "127.0.0.1:" + port));
    line.addAll(List.of("-management", "127.0.0.1:" + managementPort));
    for (String off : List.of("-doh", "-http01", "-https01", "-tlsalpn01", "-defaultIPv6")) {
      line.addAll(List.of(off, ""));
    }
    return new ProcessBuilder(line).directory(folder.toFile());
  }

  private ProcessBuilder apiProgram(Behaviour behaviour, int dnsPort) {
    ProcessBuilder builder =
        new ProcessBuilder(
                "pebble", "-config", "pebble.json", "-strict", "-dnsserver", "127.0.0.1:" + dnsPort)
            .directory(folder.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "PEBBLE_VA_NOSLEEP", "1",
                "PEBBLE_AUTHZREUSE", "0",
                "PEBBLE_WFE_NONCEREJECT", Integer.toString(behaviour.nonceReject())));
    return builder;
  }

  private Path log() {
    return folder.resolve("pebble.log");
  }

  /** Where an ACME client begins. */
  URI directory() {
    return URI.create("https://localhost:%d/dir".formatted(apiPort));
  }

  /** What a client has to trust, as a PEM file. */
  Path trusted() {
    return folder.resolve("cert.pem");
  }

  /** Where HTTP-01 is validated, whatever the name. */
  int httpPort() {
    return httpPort;
  }

  /** How many requests it has got until now. */
  long requests() throws IOException {
    try (Stream<String> lines = Files.lines(log())) {
      return lines.filter(line -> line.contains(MARK_OF_A_REQUEST)).count();
    }
  }

  @Override
  public void close() {
    api.close();
    dns.close();
  }
}
