package dev.acmesdk.benchmarks.peers;

import dev.acmesdk.Acme;
import dev.acmesdk.crypto.KeyAlgorithm;
import dev.acmesdk.crypto.Pem;
import dev.acmesdk.crypto.SelfSignedCertificate;
import dev.acmesdk.storage.InMemoryStore;
import dev.acmesdk.store.Lineage;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a chain costs the visitors of nginx: {@code ChainLatency [seconds]}. Each answer has a new
 * connection with a full handshake, for chains of one to four certificates with keys of P-256 and
 * RSA-2048, and for a self-signed certificate; all of them in turns, three times. Prints a table in
 * Markdown. Needs nginx and wrk.
 */
public final class ChainLatency {
  private static final int ROUNDS = 3;
  private static final int MAX_CHAIN = 4;
  private static final String NAME = "localhost.example.com";
  private static final Pattern LATENCY = Pattern.compile("Latency +([0-9.]+)(us|ms|s)");
  private static final Pattern P99 = Pattern.compile("99% +([0-9.]+)(us|ms|s)");
  private static final Pattern RATE = Pattern.compile("Requests/sec: +([0-9.]+)");

  private final Path folder;
  private final int seconds;
  private final Map<String, Integer> ports = new LinkedHashMap<>();
  private final Map<String, List<Run>> runs = new LinkedHashMap<>();

  private record Run(double meanMillis, double p99Millis, double rate) {}

  private ChainLatency(Path folder, int seconds) {
    this.folder = folder;
    this.seconds = seconds;
  }

  /**
   * Measures, and prints.
   *
   * @param args how many seconds each measurement takes; 5 by default
   * @throws Exception if nginx or wrk is missing
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("chains");
    ChainLatency latency =
        new ChainLatency(folder, args.length > 0 ? Integer.parseInt(args[0]) : 5);
    latency.makeCertificates();
    Child nginx = latency.startNginx();
    try {
      latency.measureAll();
    } finally {
      nginx.close();
      Folders.delete(folder);
    }
    latency.print(System.out);
  }

  private void makeCertificates() throws IOException, CertificateEncodingException {
    SelfSignedCertificate alone =
        SelfSignedCertificate.forServer(List.of(NAME), List.of(), Clock.systemUTC());
    write("self-signed, P-256", List.of(alone.certificate()), alone.privateKey());
    for (KeyAlgorithm algorithm : List.of(KeyAlgorithm.EC_P256, KeyAlgorithm.RSA_2048)) {
      for (int length = 1; length <= MAX_CHAIN; length++) {
        Lineage issued = issued(algorithm, length);
        String title = "issued, %s, %d in the chain".formatted(algorithm, length);
        write(title, issued.chain().certificates(), issued.privateKey());
      }
    }
  }

  private static Lineage issued(KeyAlgorithm algorithm, int length) throws IOException {
    int port = freePort();
    boolean rsa = !algorithm.isEllipticCurve();
    try (EmbeddedAcmeServer ca =
        EmbeddedAcmeServer.builder()
            .httpPort(port)
            .chainLength(length - 1)
            .rsaIssuer(rsa)
            .start()) {
      return Acme.standalone()
          .httpPort(port)
          .directory(ca.directory())
          .trust(ca.trustAnchorPem())
          .storeIn(new InMemoryStore())
          .keyAlgorithm(algorithm)
          .domains(NAME)
          .obtain();
    }
  }

  private void write(String title, List<X509Certificate> chain, PrivateKey key)
      throws IOException, CertificateEncodingException {
    StringBuilder pem = new StringBuilder();
    for (X509Certificate certificate : chain) {
      pem.append(Pem.encode("CERTIFICATE", certificate.getEncoded()));
    }
    int port = freePort();
    ports.put(title, port);
    Files.writeString(folder.resolve(port + ".pem"), pem);
    Files.writeString(folder.resolve(port + ".key"), Pem.encodePrivateKey(key));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Child startNginx() throws IOException, InterruptedException {
    StringBuilder servers = new StringBuilder();
    for (int port : ports.values()) {
      servers.append(
          """
          server {
            listen 127.0.0.1:%1$d ssl;
            ssl_certificate %1$d.pem;
            ssl_certificate_key %1$d.key;
            return 200 "ok";
          }
          """
              .formatted(port));
    }
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off; master_process off; pid nginx.pid; error_log error.log;
            events { worker_connections 1024; }
            http { access_log off; ssl_session_cache off; ssl_session_tickets off; %s }
            """
                .formatted(servers));
    return Child.start(
        new ProcessBuilder("nginx", "-p", folder.toString(), "-c", configuration.toString()),
        folder.resolve("nginx.log"),
        ports.values().iterator().next());
  }

  private void measureAll() throws IOException, InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, Integer> entry : ports.entrySet()) {
        runs.computeIfAbsent(entry.getKey(), title -> new ArrayList<>())
            .add(measure(entry.getValue()));
      }
    }
  }

  private Run measure(int port) throws IOException, InterruptedException {
    Process wrk =
        new ProcessBuilder(
                List.of(
                    "wrk",
                    "-t1",
                    "-c4",
                    "-d" + seconds + "s",
                    "--latency",
                    "-H",
                    "Connection: close",
                    "https://127.0.0.1:" + port + "/"))
            .redirectErrorStream(true)
            .start();
    String text = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (wrk.waitFor() != 0) {
      throw new IOException("wrk fails: " + text);
    }
    return new Run(millis(LATENCY, text), millis(P99, text), number(RATE, text));
  }

  private static double number(Pattern pattern, String text) throws IOException {
    return Double.parseDouble(found(pattern, text).group(1));
  }

  private static double millis(Pattern pattern, String text) throws IOException {
    Matcher found = found(pattern, text);
    double factor =
        switch (found.group(2)) {
          case "us" -> 0.001;
          case "ms" -> 1;
          default -> 1000;
        };
    return Double.parseDouble(found.group(1)) * factor;
  }

  private static Matcher found(Pattern pattern, String text) throws IOException {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new IOException("wrk says something else: " + text);
    }
    return matcher;
  }

  private void print(PrintStream out) {
    out.println("| certificate of nginx | mean ms | P99 ms | handshakes/s | rate / self-signed |");
    out.println("|---|---|---|---|---|");
    double first = median(runs.values().iterator().next(), 2);
    runs.forEach(
        (title, list) ->
            out.printf(
                "| %s | %.2f | %.2f | %.0f | %.2f |%n",
                title, median(list, 0), median(list, 1), median(list, 2), median(list, 2) / first));
  }

  private static double median(List<Run> list, int figure) {
    return list.stream()
        .mapToDouble(
            run ->
                switch (figure) {
                  case 0 -> run.meanMillis();
                  case 1 -> run.p99Millis();
                  default -> run.rate();
                })
        .sorted()
        .skip(list.size() / 2)
        .findFirst()
        .orElseThrow();
  }
}
