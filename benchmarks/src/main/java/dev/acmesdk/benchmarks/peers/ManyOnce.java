package dev.acmesdk.benchmarks.peers;

import dev.acmesdk.Acme;
import dev.acmesdk.client.AcmeClient;
import dev.acmesdk.client.NewAccount;
import dev.acmesdk.crypto.AccountKey;
import dev.acmesdk.http01.Http01Server;
import dev.acmesdk.issuance.CertificateIssuer;
import dev.acmesdk.issuance.CertificateRequest;
import dev.acmesdk.protocol.Account;
import dev.acmesdk.protocol.AccountCredentials;
import dev.acmesdk.storage.InMemoryStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.shredzone.acme4j.Login;

/**
 * A program that gets many certificates: {@code ManyOnce <way> <directory URL> <CA certificate>
 * <HTTP-01 port> <certificates> <threads>}. Prints how many seconds that took, without the start of
 * the JVM, and how many seconds of CPU, with it.
 */
final class ManyOnce {
  private static final double NANOS = 1e9;
  private static final long LIMIT_SECONDS = 300;

  private final URI directory;
  private final Path trusted;
  private final int port;

  private ManyOnce(String[] args) {
    directory = URI.create(args[1]);
    trusted = Path.of(args[2]);
    port = Integer.parseInt(args[3]);
  }

  /** Who issues, and how. */
  enum Way {
    CLIENT("our client, one for all threads"),
    FACADE("our facade"),
    ACME4J("acme4j, tuned, one session for all threads"),
    ACME4J_SESSIONS("acme4j, tuned, a session per thread");

    private final String title;

    Way(String title) {
      this.title = title;
    }

    String title() {
      return title;
    }
  }

  /** Runs it in a JVM of its own, without flags. */
  static Timed run(
      Way way, URI directory, Path trusted, int port, int certificates, int threads, Path files)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of("-cp", System.getProperty("java.class.path"), ManyOnce.class.getName()));
    line.addAll(List.of(way.name(), directory.toString(), trusted.toString()));
    for (int number : new int[] {port, certificates, threads}) {
      line.add(Integer.toString(number));
    }
    return Timed.run(line, Map.of(), files, LIMIT_SECONDS);
  }

  /** How many seconds a run says that it has taken. */
  static double seconds(Timed timed) {
    List<String> lines = timed.output().lines().toList();
    return Double.parseDouble(lines.get(lines.size() - 1));
  }

  public static void main(String[] args) throws Exception {
    ManyOnce program = new ManyOnce(args);
    int certificates = Integer.parseInt(args[4]);
    int threads = Integer.parseInt(args[5]);
    long begun = System.nanoTime();
    switch (Way.valueOf(args[0])) {
      case CLIENT -> program.client(certificates, threads);
      case FACADE -> program.facade(certificates, threads);
      case ACME4J -> program.acme4j(certificates, threads, false);
      case ACME4J_SESSIONS -> program.acme4j(certificates, threads, true);
    }
    double seconds = (System.nanoTime() - begun) / NANOS;
    System.out.printf("%.3f%n", seconds);
    System.exit(0);
  }

  private void client(int certificates, int threads) throws Exception {
    AccountKey accountKey = AccountKey.generate();
    Http01Server server = Http01Server.onPort(port);
    try (AcmeClient client = AcmeClient.builder(directory).trust(trusted).build()) {
      Account account = client.accounts().create(accountKey, new NewAccount(List.of(), true));
      AccountCredentials credentials = new AccountCredentials(account.url(), accountKey);
      CertificateIssuer issuer =
          new CertificateIssuer(
              client, () -> credentials, List.of(server), event -> {}, Clock.systemUTC());
      Crowd.run(
          certificates,
          threads,
          () ->
              name ->
                  issuer.issue(
                      CertificateRequest.of(CertificateRequest.identifiers(List.of(name)))));
    }
  }

  private void facade(int certificates, int threads) throws Exception {
    Acme acme =
        Acme.with(Http01Server.onPort(port))
            .directory(directory)
            .trust(trusted)
            .storeIn(new InMemoryStore())
            .agreeToTermsOfService();
    acme.domains("first.crowd.test").obtain();
    Crowd.run(certificates - 1, threads, () -> name -> acme.domains(name).obtain());
  }

  private void acme4j(int certificates, int threads, boolean sessionEach) throws Exception {
    KeyPair accountKey = Acme4j.key();
    try (Acme4j acme = new Acme4j(directory, trusted, port)) {
      Login shared = acme.register(accountKey);
      Crowd.run(
          certificates,
          threads,
          () -> {
            Login login =
                sessionEach
                    ? acme.session().login(shared.getAccountLocation(), accountKey)
                    : shared;
            return name -> Acme4jTuned.issue(acme, login, List.of(name), Acme4j.key());
          });
    }
  }
}
