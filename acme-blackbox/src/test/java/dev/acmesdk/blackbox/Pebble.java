package dev.acmesdk.blackbox;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.crypto.CertificateChain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Let's Encrypt's small CA for tests, run as a child process together with the DNS that it asks.
 * Several can run at once. Tests that start one say {@link RequiresPebble}.
 *
 * <p>It can hang when several orders are in flight at once, so concurrent tests have one each, and
 * a time limit.
 */
final class Pebble implements CaUnderTest {
  private static final AtomicBoolean SAID_THAT_IT_IS_OLD = new AtomicBoolean();

  private final Path files;
  private ChallengeTestServer dns;
  private ServerProcess process;
  private int apiPort;
  private int managementPort;
  private int httpPort;
  private int tlsPort;
  private JsonNode directory;

  private Pebble(Path files) {
    this.files = files;
  }

  /** Starts one with the settings that most tests want. */
  static Pebble start() throws IOException, InterruptedException {
    return with().start();
  }

  /** Starts one that is to be different. */
  static PebbleSettings with() {
    return new PebbleSettings();
  }

  static Pebble start(
      Map<String, String> environment,
      Map<String, Object> configuration,
      boolean strict,
      @Nullable String dnsServer)
      throws IOException, InterruptedException {
    Pebble pebble = new Pebble(Files.createTempDirectory("pebble"));
    try {
      pebble.startDns();
      pebble.configure(configuration);
      pebble.startApi(environment, strict, dnsServer);
      return pebble;
    } catch (IOException | InterruptedException | RuntimeException e) {
      pebble.close();
      throw e;
    }
  }

  private void startDns() throws IOException, InterruptedException {
    List<Integer> free = FreePorts.find(2);
    dns = ChallengeTestServer.start(files, free.get(0), free.get(1));
  }

  private void configure(Map<String, Object> settings) throws IOException {
    List<Integer> free = FreePorts.find(4);
    apiPort = free.get(0);
    managementPort = free.get(1);
    httpPort = (int) settings.getOrDefault("httpPort", free.get(2));
    tlsPort = (int) settings.getOrDefault("tlsPort", free.get(3));
    Map<String, Object> configuration = new HashMap<>(settings);
    configuration.put("listenAddress", "127.0.0.1:" + apiPort);
    configuration.put("managementListenAddress", "127.0.0.1:" + managementPort);
    configuration.put("httpPort", httpPort);
    configuration.put("tlsPort", tlsPort);
    configuration.put("certificate", apiCertificateFile().toString());
    configuration.put("privateKey", files.resolve("key.pem").toString());
    ApiCertificate.shared().writeTo(apiCertificateFile(), files.resolve("key.pem"));
    JsonMapper.shared()
        .writeValue(files.resolve("pebble.json").toFile(), Map.of("pebble", configuration));
  }

  private void startApi(Map<String, String> environment, boolean strict, @Nullable String dnsServer)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "pebble",
            "-config",
            "pebble.json",
            "-strict=" + strict,
            "-dnsserver",
            dnsServer == null ? "127.0.0.1:" + dns.dnsPort() : dnsServer);
    process = ServerProcess.start(command, environment, files);
    process.awaitListening(managementPort);
    process.awaitListening(apiPort);
    directory = JsonMapper.shared().readTree(get(directoryUri()).body());
    if (!(hasRenewalInfo() && hasProfiles()) && !SAID_THAT_IT_IS_OLD.getAndSet(true)) {
      System.out.println(
          "This Pebble is old: what needs renewal information or profiles is left out.");
    }
  }

  @Override
  public URI directoryUri() {
    return URI.create("https://localhost:%d/dir".formatted(apiPort));
  }

  /** What a client has to trust, as a PEM file, for as long as this is open. */
  Path apiCertificateFile() {
    return files.resolve("cert.pem");
  }

  @Override
  public String trustAnchor() {
    try {
      return Files.readString(apiCertificateFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String newAccountPath() {
    return "/sign-me-up";
  }

  /** What a client has to trust. */
  X509Certificate apiCertificate() {
    return ApiCertificate.shared().certificate();
  }

  @Override
  public int httpPort() {
    return httpPort;
  }

  @Override
  public int tlsPort() {
    return tlsPort;
  }

  /** The DNS that it asks. */
  ChallengeTestServer dns() {
    return dns;
  }

  /** All that it and its DNS have printed until now, for the message of a failure. */
  String output() {
    return process.output() + dns.output();
  }

  /** Whether it has renewal information (RFC 9773). */
  boolean hasRenewalInfo() {
    return directory.has("renewalInfo");
  }

  /** Whether it has profiles. */
  boolean hasProfiles() {
    return directory.path("meta").has("profiles");
  }

  @Override
  public void assumeRenewalInfo() {
    assumeTrue(hasRenewalInfo(), "This Pebble is too old to have renewal information.");
  }

  @Override
  public void assumeProfiles() {
    assumeTrue(hasProfiles(), "This Pebble is too old to have profiles.");
  }

  @Override
  public String root(int index) throws IOException, InterruptedException {
    return get(management("roots/" + index)).body();
  }

  /** The PEM text of the intermediate that signs below a root. */
  String intermediate(int index) throws IOException, InterruptedException {
    return get(management("intermediates/" + index)).body();
  }

  /**
   * The CA's own view of a certificate.
   *
   * @param serial in hexadecimal digits
   * @return for example {@code {"Status":"Revoked"…}}
   */
  JsonNode certificateStatus(String serial) throws IOException, InterruptedException {
    return JsonMapper.shared().readTree(get(management("cert-status-by-serial/" + serial)).body());
  }

  @Override
  public OptionalInt revocation(X509Certificate certificate)
      throws IOException, InterruptedException {
    JsonNode status = certificateStatus(certificate.getSerialNumber().toString(16));
    return switch (status.path("Status").asString()) {
      case "Valid" -> OptionalInt.empty();
      case "Revoked" -> OptionalInt.of(status.path("Reason").asInt(0));
      default -> throw new IllegalStateException("No status: " + status);
    };
  }

  @Override
  public void breakName(String name) throws IOException, InterruptedException {
    dns.breakName(name);
  }

  @Override
  public long validations(String name) throws IOException, InterruptedException {
    return dns.questionTypes(name).size();
  }

  @Override
  public TxtZone zone() {
    return dns;
  }

  @Override
  public void suggestRenewal(CertificateChain chain, Instant start, Instant end, URI why)
      throws IOException, InterruptedException {
    answerRenewalInfo(
        chain.leafPem(),
        """
        {"suggestedWindow": {"start": "%s", "end": "%s"}, "explanationURL": "%s"}
        """
            .formatted(start, end, why));
  }

  @Override
  public List<Nonsense> nonsense() {
    return List.of(
        about -> answerRenewalInfo(about.leafPem(), "not json"),
        about -> answerRenewalInfo(about.leafPem(), "{}"),
        about ->
            answerRenewalInfo(
                about.leafPem(),
                """
                {"suggestedWindow": {"start": "2030-01-02T00:00:00Z", "end": "2030-01-01T00:00:00Z"}}
                """));
  }

  /**
   * Lays down what is answered about the renewal of a certificate: any text, well-formed or not.
   */
  void answerRenewalInfo(String certificate, String answer)
      throws IOException, InterruptedException {
    String body =
        JsonMapper.shared()
            .writeValueAsString(Map.of("certificate", certificate, "ariResponse", answer));
    send(
        HttpRequest.newBuilder(management("set-renewal-info/"))
            .POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  private URI management(String path) {
    return URI.create("https://localhost:%d/%s".formatted(managementPort, path));
  }

  /** Fetches anything from it. */
  HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(uri));
  }

  private HttpResponse<String> send(HttpRequest.Builder builder)
      throws IOException, InterruptedException {
    HttpRequest request = builder.timeout(Duration.ofSeconds(10)).build();
    HttpResponse<String> response =
        ApiCertificate.shared().client().send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(
          "Pebble refuses %s: %d %s".formatted(request, response.statusCode(), response.body()));
    }
    return response;
  }

  /** The processes that it consists of. */
  List<ProcessHandle> processes() {
    return List.of(process.process().toHandle(), dns.process().process().toHandle());
  }

  /** Every port that is in use as long as it is open. */
  List<Integer> ports() {
    return List.of(apiPort, managementPort, dns.dnsPort(), dns.managementPort());
  }

  /** Ends both processes and removes their files. When it returns, the ports are free. */
  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
    if (dns != null) {
      dns.close();
    }
    try (Stream<Path> all = Files.walk(files)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
