package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The harness itself: what it starts works, is as it was asked for, and is gone afterwards. */
@RequiresPebble
@Timeout(120)
class PebbleSmokeIT {

  @Test
  void servesTheDirectoryAndNonces() throws Exception {
    try (Pebble pebble = Pebble.start()) {
      JsonNode directory = json(pebble.get(pebble.directoryUri()));
      assertThat(directory.propertyNames()).contains("newNonce", "newAccount", "newOrder");

      URI newNonce = URI.create(directory.path("newNonce").asString());
      String first = nonce(pebble.get(newNonce));
      assertThat(first).isNotEmpty().isNotEqualTo(nonce(pebble.get(newNonce)));
    }
  }

  @Test
  void twoRunAtOnce() throws Exception {
    try (Pebble one = Pebble.start();
        Pebble other = Pebble.start()) {
      assertThat(one.ports()).doesNotContainAnyElementsOf(other.ports());
      assertThat(one.root(0)).isNotEqualTo(other.root(0));
      assertThat(json(one.get(one.directoryUri())).path("newOrder").asString())
          .contains(":" + one.directoryUri().getPort() + "/");
    }
  }

  @Test
  void closingEndsTheProcessesAndFreesPortsAndFiles() throws Exception {
    List<Integer> ports;
    List<ProcessHandle> processes;
    Path file;
    try (Pebble pebble = Pebble.start()) {
      ports = new ArrayList<>(pebble.ports());
      ports.addAll(List.of(pebble.httpPort(), pebble.tlsPort()));
      processes = pebble.processes();
      file = pebble.apiCertificateFile();
      assertThat(processes).allMatch(ProcessHandle::isAlive);
      assertThat(file).exists();
    }

    assertThat(processes).noneMatch(ProcessHandle::isAlive);
    assertThat(file.getParent()).doesNotExist();
    for (int port : ports) {
      open(port).close();
    }
  }

  /** The program of {@link #anAbandonedOneEndsWithItsJvm}. */
  static final class Abandoner {
    private Abandoner() {}

    public static void main(String[] args) throws IOException, InterruptedException {
      Pebble.start().processes().forEach(process -> System.out.println(process.pid()));
      System.exit(0);
    }
  }

  @Test
  void anAbandonedOneEndsWithItsJvm(@TempDir Path directory) throws Exception {
    Path output = directory.resolve("processes");
    Process jvm =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Abandoner.class.getName())
            .redirectOutput(output.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();

    assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(jvm.exitValue()).isZero();
    List<String> processes = Files.readAllLines(output);
    assertThat(processes).hasSize(2);
    for (String process : processes) {
      ProcessHandle.of(Long.parseLong(process))
          .ifPresent(handle -> assertThat(handle.onExit()).succeedsWithin(Duration.ofSeconds(10)));
    }
  }

  @Test
  void settingsReachIt() throws Exception {
    int httpPort;
    try (ServerSocket held = open(0)) {
      httpPort = held.getLocalPort();
    }
    try (Pebble pebble =
        Pebble.with()
            .alternateRoots(1)
            .caKeyAlgorithm("rsa")
            .externalAccount(
                "kid-1", "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W")
            .httpPort(httpPort)
            .start()) {
      X509Certificate root = certificate(pebble.root(0));
      assertThat(certificate(pebble.root(1)).getSubjectX500Principal())
          .isNotEqualTo(root.getSubjectX500Principal());
      assertThat(root.getPublicKey().getAlgorithm()).isEqualTo("RSA");
      certificate(pebble.intermediate(0)).verify(root.getPublicKey());
      JsonNode meta = json(pebble.get(pebble.directoryUri())).path("meta");
      assertThat(meta.path("externalAccountRequired").asBoolean()).isTrue();
      assertThat(pebble.httpPort()).isEqualTo(httpPort);
    }
  }

  @Test
  void saysWhatThisVersionCanDo() throws Exception {
    try (Pebble pebble = Pebble.with().profile("short", Duration.ofHours(160)).start()) {
      JsonNode directory = json(pebble.get(pebble.directoryUri()));
      assertThat(pebble.hasRenewalInfo()).isEqualTo(directory.has("renewalInfo"));
      pebble.assumeProfiles();
      assertThat(directory.path("meta").path("profiles").propertyNames())
          .containsExactlyInAnyOrder("default", "short");
    }
  }

  @Test
  void itsDnsAnswersWhatItIsTold() throws Exception {
    try (Pebble pebble = Pebble.start()) {
      ChallengeTestServer dns = pebble.dns();
      dns.addTxt("_acme-challenge.example.test", "one");
      dns.addTxt("_acme-challenge.example.test.", "two");
      dns.addA("example.test", "127.0.0.7");

      assertThat(lookUp(dns, "_acme-challenge.example.test", "TXT")).containsOnly("one", "two");
      assertThat(lookUp(dns, "example.test", "A")).containsOnly("127.0.0.7");
      assertThat(lookUp(dns, "other.test", "A")).containsOnly("127.0.0.1");
      assertThat(lookUp(dns, "other.test", "AAAA")).isEmpty();
      assertThat(dns.questionTypes("other.test")).containsExactly(1, 28);

      dns.clearTxt("_acme-challenge.example.test");
      assertThat(lookUp(dns, "_acme-challenge.example.test", "TXT")).isEmpty();
      dns.breakName("broken.test");
      assertThatThrownBy(() -> lookUp(dns, "broken.test", "A")).isInstanceOf(NamingException.class);
      assertThatThrownBy(() -> dns.call("no-such-operation", Map.of()))
          .hasMessageContaining("no-such-operation");
    }
  }

  @Test
  void oneThatDoesNotStartSaysWhatItPrinted() {
    assertThatThrownBy(() -> Pebble.with().configuration("domainBlocklist", 17).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("pebble ended with status")
        .hasMessageContaining("DomainBlocklist");
  }

  private static ServerSocket open(int port) throws IOException {
    return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
  }

  private static JsonNode json(HttpResponse<String> response) {
    return JsonMapper.shared().readTree(response.body());
  }

  private static String nonce(HttpResponse<String> response) {
    return response.headers().firstValue("Replay-Nonce").orElseThrow();
  }

  private static X509Certificate certificate(String pem) throws Exception {
    try (InputStream in = new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  /** Asks with the JDK's own client for DNS. */
  @SuppressWarnings({"BanJNDI", "JdkObsolete"}) // DNS has no objects to deserialize
  private static List<Object> lookUp(ChallengeTestServer dns, String name, String type)
      throws NamingException {
    Hashtable<String, String> environment = new Hashtable<>();
    environment.put("java.naming.factory.initial", "com.sun.jndi.dns.DnsContextFactory");
    environment.put("java.naming.provider.url", "dns://127.0.0.1:" + dns.dnsPort());
    List<Object> values = new ArrayList<>();
    InitialDirContext context = new InitialDirContext(environment);
    try {
      Attribute records = context.getAttributes(name + ".", new String[] {type}).get(type);
      for (int i = 0; records != null && i < records.size(); i++) {
        values.add(records.get(i));
      }
    } finally {
      context.close();
    }
    return values;
  }
}
