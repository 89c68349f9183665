package dev.acmesdk.testing.junit;

import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import dev.acmesdk.testing.Faults;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A CA and what belongs to it; JUnit closes it with the store that it is in. */
record RunningCa(EmbeddedAcmeServer server, DnsStub dns, AcmeClient client)
    implements AutoCloseable {
  static final Set<Class<?>> TYPES =
      Set.of(EmbeddedAcmeServer.class, Faults.class, AcmeClient.class, DnsStub.class);

  private static final String ROOT_ZONE = ". SOA ns.test. admin.test. 1 1800 900 604800 60";

  static RunningCa start(UnaryOperator<EmbeddedAcmeServerBuilder> setup) {
    DnsStub dns = DnsStub.start();
    try {
      dns.addZone(ROOT_ZONE);
      EmbeddedAcmeServer server =
          setup
              .apply(
                  EmbeddedAcmeServer.builder()
                      .httpPort(freePort())
                      .tlsPort(freePort())
                      .dnsServer(dns.address()))
              .start();
      AcmeClient client =
          AcmeClient.builder(server.directory()).trust(server.trustAnchorPem()).build();
      return new RunningCa(server, dns, client);
    } catch (RuntimeException e) {
      dns.close();
      throw e;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException("No port is free for challenges", e);
    }
  }

  /** Nothing of one test may be seen by the next one. */
  void forget() {
    server.faults().clear();
    server.resetRequests();
  }

  Object part(Class<?> type) {
    if (type == EmbeddedAcmeServer.class) {
      return server;
    }
    if (type == Faults.class) {
      return server.faults();
    }
    return type == AcmeClient.class ? client : dns;
  }

  @Override
  public void close() {
    client.close();
    server.close();
    dns.close();
  }
}
