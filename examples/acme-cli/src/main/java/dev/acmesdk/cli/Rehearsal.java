package dev.acmesdk.cli;

import dev.acmesdk.cli.output.ExitStatus;
import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.dns.DnsStub;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The main verbs, once each, with a CA, name servers and directories of its own. The start script
 * has the JVM keep what was loaded meanwhile, so that the real thing starts faster. It speaks to
 * nobody but itself, and leaves nothing behind.
 */
final class Rehearsal {
  /** The hidden word of the command line. */
  static final String WORD = "warm-up";

  private static final String NAME = "warm-up.example.com";
  private static final String ZONE =
      """
      example.com. 60 SOA ns1.example.com. admin.example.com. 1 1800 900 604800 60
      warm-up.example.com. 60 A 127.0.0.1
      """;

  private final PrintStream out;
  private final Path folder;

  private Rehearsal(PrintStream out, Path folder) {
    this.out = out;
    this.folder = folder;
  }

  /**
   * Runs them.
   *
   * @param out where they print
   * @return the exit status of the first one that fails
   */
  static int run(PrintStream out) {
    try {
      Path folder = Files.createTempDirectory("acme-warm-up");
      try {
        return new Rehearsal(out, folder).run();
      } finally {
        delete(folder);
      }
    } catch (IOException e) {
      out.println("The rehearsal is cut short: " + e.getMessage());
      return ExitStatus.FAILED.code();
    }
  }

  private int run() throws IOException {
    out.print(HelpPages.askedFor(List.of("--help"), false).orElse(""));
    int port = freePort();
    try (DnsStub dns = DnsStub.start();
        EmbeddedAcmeServer ca =
            EmbeddedAcmeServer.builder().httpPort(port).dnsServer(dns.address()).start()) {
      dns.addZone(ZONE);
      Path trusted = Files.writeString(folder.resolve("ca.pem"), ca.trustAnchorPem());
      String resolver = "127.0.0.1:" + dns.address().getPort();
      List<String> issuance = new ArrayList<>(List.of("--server", ca.directory().toString()));
      issuance.addAll(List.of("--ca-bundle", trusted.toString(), "--resolver", resolver));
      issuance.addAll(List.of("--http-01-port", Integer.toString(port)));
      issuance.addAll(List.of("--http-01-address", "127.0.0.1", "--agree-tos", "-n"));
      issuance.addAll(List.of("--register-unsafely-without-email", "--standalone", "-d", NAME));
      int obtained = verb("certonly", issuance);
      int renewed = verb("renew", List.of("--ca-bundle", trusted.toString()));
      int listed = verb("certificates", List.of());
      return Stream.of(obtained, renewed == ExitStatus.NOTHING_DUE.code() ? 0 : renewed, listed)
          .filter(status -> status != 0)
          .findFirst()
          .orElse(0);
    }
  }

  private int verb(String verb, List<String> options) {
    List<String> words = new ArrayList<>(List.of(verb));
    words.addAll(options);
    for (String kind : List.of("config", "work", "logs")) {
      words.addAll(List.of("--" + kind + "-dir", folder.resolve(kind).toString()));
    }
    Terminal silent =
        new Terminal(
            out,
            out,
            new BufferedReader(Reader.nullReader()),
            false,
            Map.of("HOME", folder.toString()),
            Clock.systemUTC());
    return new Program(silent, folder.resolve("none.ini")).run(words);
  }

  /** If somebody else takes it meanwhile, the rehearsal fails, and nothing is lost but time. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}
