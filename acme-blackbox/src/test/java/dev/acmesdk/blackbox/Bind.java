package dev.acmesdk.blackbox;

import dev.acmesdk.Acme;
import dev.acmesdk.dns01.Dns01Solver;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.dns01.lookup.VisibilityCheck;
import dev.acmesdk.dns01.provider.Rfc2136Provider;
import dev.acmesdk.dns01.provider.TsigAlgorithm;
import dev.acmesdk.dns01.provider.TsigKey;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Message;
import org.xbill.DNS.Name;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TSIG;
import org.xbill.DNS.TXTRecord;
import org.xbill.DNS.Type;
import org.xbill.DNS.Update;

/**
 * BIND, run as a child process on the loopback interface, as the primary server of example.test and
 * other.test, which take signed updates. All its files are in one directory.
 */
final class Bind implements AutoCloseable {
  static final String ZONE = "example.test";
  static final String OTHER_ZONE = "other.test";

  /** It may change all names of both zones. */
  static final String SECRET = "b25lIHNlY3JldCBmb3IgdGVzdHMgb25seSwgMzIgYi4=";

  /** The server knows it, but no zone does. */
  static final String IDLE_SECRET = "YW5vdGhlciBzZWNyZXQgZm9yIHRlc3RzIG9ubHkgMzI=";

  private static final int DNS_PORT = 53;
  private static final int ATTEMPTS = 5;

  private final Path files;
  private final InetSocketAddress address;
  private final ServerProcess process;

  private Bind(Path files, InetSocketAddress address, ServerProcess process) {
    this.files = files;
    this.address = address;
    this.process = process;
  }

  /** Starts one with its files in an empty directory. */
  static Bind start(Path files) throws IOException, InterruptedException {
    return start(files, Bind::freePort, "recursion no;");
  }

  /**
   * The same on port 53, which takes root: for programs that cannot be told another port, since
   * they ask the name servers that a zone names.
   */
  static Bind startOnPort53(Path files) throws IOException, InterruptedException {
    return start(files, Bind::port53, "recursion no;");
  }

  /** Whether a name server could be started there. */
  static boolean mayUsePort53() {
    try (ServerSocket tcp = new ServerSocket();
        DatagramSocket udp = new DatagramSocket(port53())) {
      tcp.bind(port53());
      return udp.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  private static InetSocketAddress port53() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), DNS_PORT);
  }

  private static InetSocketAddress freePort() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), FreePorts.find(1).get(0));
  }

  /**
   * The same that follows aliases from one of its zones into the other, as the resolver of a CA
   * does. It asks nobody else: what it does not have it looks for where nobody listens.
   */
  static Bind startFollowingAliases(Path files) throws IOException, InterruptedException {
    return start(
        files, Bind::freePort, "recursion yes; forward only; forwarders port 1 { 127.0.0.1; };");
  }

  private static Bind start(Path files, Supplier<InetSocketAddress> place, String recursion)
      throws IOException, InterruptedException {
    List<RuntimeException> failures = new ArrayList<>();
    while (true) {
      InetSocketAddress address = place.get();
      for (String zone : List.of(ZONE, OTHER_ZONE)) {
        Files.writeString(files.resolve(zone + ".zone"), zone(address));
      }
      try {
        return start(files, address, recursion);
      } catch (IllegalStateException e) {
        // A free port can be taken by somebody else before BIND opens it.
        failures.forEach(e::addSuppressed);
        failures.add(e);
        if (failures.size() == ATTEMPTS || !e.getMessage().contains("address in use")) {
          throw e;
        }
      }
    }
  }

  private static Bind start(Path files, InetSocketAddress address, String recursion)
      throws IOException, InterruptedException {
    Path configuration = files.resolve("named.conf");
    Files.writeString(configuration, configuration(files, address, recursion));
    String program = RequiredPrograms.find("named").orElseThrow().toString();
    ServerProcess process =
        ServerProcess.start(
            List.of(program, "-g", "-n", "1", "-4", "-c", configuration.toString()),
            Map.of(),
            files);
    try {
      process.awaitListening(address);
      return new Bind(files, address, process);
    } catch (RuntimeException | InterruptedException e) {
      process.close();
      throw e;
    }
  }

  private static String zone(InetSocketAddress address) {
    return """
    $TTL 60
    @ IN SOA ns hostmaster 1 3600 600 86400 1
    @ IN NS ns
    ns IN A %s
    """
        .formatted(address.getAddress().getHostAddress());
  }

  private static String configuration(Path files, InetSocketAddress address, String recursion) {
    String head =
        """
        options {
          directory "%1$s";
          pid-file none;
          session-keyfile "%1$s/session.key";
          managed-keys-directory "%1$s";
          listen-on port %2$d { %6$s; };
          listen-on-v6 { none; };
          %5$s
          notify no;
          dnssec-validation no;
        };
        controls { };
        key "acme" { algorithm hmac-sha256; secret "%3$s"; };
        key "idle" { algorithm hmac-sha512; secret "%4$s"; };
        """
            .formatted(
                files,
                address.getPort(),
                SECRET,
                IDLE_SECRET,
                recursion,
                address.getAddress().getHostAddress());
    StringBuilder all = new StringBuilder(head);
    for (String zone : List.of(ZONE, OTHER_ZONE)) {
      all.append(
          "zone \"%s\" { type primary; file \"%s.zone\"; update-policy { grant acme zonesub ANY; }; };\n"
              .formatted(zone, zone));
    }
    return all.toString();
  }

  int port() {
    return address.getPort();
  }

  /** Where Pebble is to ask. */
  String address() {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  /** What changes its zones. */
  Rfc2136Provider provider() {
    return provider(TsigKey.of("acme", TsigAlgorithm.HMAC_SHA256, SECRET));
  }

  Rfc2136Provider provider(TsigKey key) {
    return Rfc2136Provider.at(address.getAddress().getHostAddress())
        .port(address.getPort())
        .key(key);
  }

  /**
   * A way to certificates by a change of its zones, which is seen at this server before the CA
   * looks.
   */
  Acme acme(DnsProvider provider) {
    DnsClient client =
        DnsClient.of(List.of(address))
            .withRoute(server -> new InetSocketAddress(server.getAddress(), port()));
    return Acme.with(
        Dns01Solver.of(provider)
            .withVisibilityCheck(VisibilityCheck.of(client).withInterval(Duration.ofMillis(100))));
  }

  /** Makes a name of the zone an alias (CNAME). */
  void alias(String name, String target) throws IOException {
    Update update = new Update(Name.fromString(ZONE + "."));
    update.replace(Name.fromString(name + "."), Type.CNAME, 60, target + ".");
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTCP(true);
    resolver.setTSIGKey(new TSIG(TSIG.HMAC_SHA256, "acme.", SECRET));
    int outcome = resolver.send(update).getRcode();
    if (outcome != Rcode.NOERROR) {
      throw new IOException("The update was refused: " + Rcode.string(outcome));
    }
  }

  /** All TXT records of a name, each with its strings joined. */
  List<String> values(String name) throws IOException {
    SimpleResolver resolver = new SimpleResolver(address);
    resolver.setTCP(true);
    Record question = Record.newRecord(Name.fromString(name + "."), Type.TXT, DClass.IN);
    Message answer = resolver.send(Message.newQuery(question));
    List<String> values = new ArrayList<>();
    for (Record record : answer.getSection(Section.ANSWER)) {
      if (record instanceof TXTRecord txt) {
        values.add(String.join("", txt.getStrings()));
      }
    }
    return values;
  }

  /** A key file for nsupdate. */
  Path keyFile() throws IOException {
    Path file = files.resolve("acme.key");
    Files.writeString(
        file, "key \"acme\" { algorithm hmac-sha256; secret \"%s\"; };\n".formatted(SECRET));
    return file;
  }

  /**
   * A script that changes the zone by nsupdate.
   *
   * @param body shell commands that set {@code verb} to add or delete, {@code name}, and {@code
   *     value}
   */
  Path script(String fileName, String body) throws IOException {
    Path file = files.resolve(fileName);
    Files.writeString(
        file,
        """
        #!/bin/sh
        set -eu
        %s
        nsupdate -k %s <<END
        server %s %d
        update $verb $name 60 TXT "$value"
        send
        END
        """
            .formatted(body, keyFile(), address.getAddress().getHostAddress(), address.getPort()));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return file;
  }

  @Override
  public void close() {
    process.close();
  }
}
