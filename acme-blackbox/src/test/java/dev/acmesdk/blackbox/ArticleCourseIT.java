package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.crypto.CertificateChain;
import java.io.IOException;
import java.math.BigInteger;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The course of an administrator's article, from the first look to the last deletion: each step is
 * a line that is typed, on port 80, with servers and clients of other makers.
 */
@RequiresPebble
@RequiresProgram({
  "nginx",
  "apache2",
  "haproxy",
  "curl",
  "openssl",
  "python3",
  "node",
  "systemd-analyze"
})
@Timeout(300)
class ArticleCourseIT {
  private static final String NAME = "example.test";
  private static final String WWW = "www.example.test";
  private static final String LINE =
      "certonly --standalone --preferred-challenges http --email admin@example.com --agree-tos --no-eff-email -d example.test -d www.example.test";

  @TempDir private Path folder;
  private Path root;
  private AcmeCommand acme;

  @BeforeEach
  void requirePort80() {
    boolean isFree = mayUsePort80();
    if (!isFree) {
      System.out.println("Port 80 is in use, or takes root; the article's course is left out.");
    }
    assumeTrue(isFree, "the article's servers are on port 80");
  }

  private static boolean mayUsePort80() {
    try (ServerSocket port = new ServerSocket(80)) {
      return port.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void theWholeCourse() throws Exception {
    try (Pebble pebble = Pebble.with().httpPort(80).start()) {
      acme = new AcmeCommand(folder).looking().trusting(pebble);
      root = Files.writeString(folder.resolve("root.pem"), pebble.root(0));
      looksFirst(pebble);
      obtains(pebble);
      servesWithNginxThroughARenewal();
      servesWithApache();
      servesWithHaproxy();
      rehearses();
      installsATimer();
      audits();
      revokesAndDeletes(pebble);
    }
  }

  /** The words of the article, and where its CA and its DNS are here. */
  private static String[] words(String line, Pebble pebble) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    words.addAll(List.of("--server", pebble.directoryUri().toString()));
    words.addAll(List.of("--resolver", "127.0.0.1:" + pebble.dns().dnsPort()));
    return words.toArray(String[]::new);
  }

  private void looksFirst(Pebble pebble) throws Exception {
    assertThat(acme.run(words(LINE.replaceFirst("certonly", "preflight"), pebble)))
        .contains("[clock] This machine's clock agrees", "[names] example.test: Has 127.0.0.1.")
        .contains("www.example.test: A response can be fetched from 127.0.0.1:80")
        .contains("Nothing was found that would make the order fail.");
  }

  private void obtains(Pebble pebble) throws Exception {
    assertThat(acme.run(words(LINE, pebble)))
        .contains("Requesting a certificate for example.test and www.example.test")
        .contains("Successfully received certificate.")
        .contains("Certificate is saved at: " + live("fullchain.pem"))
        .contains("Key is saved at:         " + live("privkey.pem"));
    assertThat(mayUsePort80()).as("port 80 is free again").isTrue();
    assertThat(tree())
        .containsExactlyInAnyOrder(
            "drwx------ archive",
            "drwxr-xr-x archive/example.test",
            "-rw-r--r-- archive/example.test/cert1.pem",
            "-rw-r--r-- archive/example.test/chain1.pem",
            "-rw-r--r-- archive/example.test/fullchain1.pem",
            "-rw------- archive/example.test/privkey1.pem",
            "drwx------ live",
            "-rw-r--r-- live/README",
            "drwxr-xr-x live/example.test",
            "-rw-r--r-- live/example.test/README",
            "l live/example.test/cert.pem -> archive/example.test/cert1.pem",
            "l live/example.test/chain.pem -> archive/example.test/chain1.pem",
            "l live/example.test/fullchain.pem -> archive/example.test/fullchain1.pem",
            "l live/example.test/privkey.pem -> archive/example.test/privkey1.pem");
    assertThat(acme.run("certificates")).contains("Certificate Name: example.test", "VALID: ");
  }

  private void servesWithNginxThroughARenewal() throws Exception {
    Path place = Files.createDirectory(folder.resolve("nginx"));
    try (SnippetServer nginx = SnippetServer.nginx(place, acme.run("deploy-snippet", "nginx"))) {
      BigInteger first = stored();
      showsEverybody(first, nginx);
      assertThat(
              acme.run(
                  "renew",
                  "--force-renewal",
                  "--no-random-sleep-on-renew",
                  "--deploy-hook",
                  nginx.reloadLine()))
          .contains("Renewed: example.test");
      assertThat(stored()).isNotEqualTo(first);
      awaitShown(stored(), nginx);
      showsEverybody(stored(), nginx);
    }
  }

  private void servesWithApache() throws Exception {
    Path place = Files.createDirectory(folder.resolve("apache"));
    try (SnippetServer apache = SnippetServer.apache(place, acme.run("deploy-snippet", "apache"))) {
      showsEverybody(stored(), apache);
    }
  }

  private void servesWithHaproxy() throws Exception {
    Path place = Files.createDirectory(folder.resolve("haproxy"));
    String snippet = acme.run("deploy-snippet", "haproxy");
    try (SnippetServer haproxy = SnippetServer.haproxy(place, snippet)) {
      assertThat(Visitor.OPENSSL.serial(folder, root, WWW, haproxy.port())).isEqualTo(stored());
    }
  }

  private void showsEverybody(BigInteger serial, SnippetServer server) throws Exception {
    for (Visitor visitor : Visitor.values()) {
      String name = visitor == Visitor.OPENSSL ? NAME : WWW;
      assertThat(visitor.serial(folder, root, name, server.port()))
          .as("%s", visitor)
          .isEqualTo(serial);
    }
  }

  /** nginx has got the signal when its program returns; its new workers come a moment later. */
  private void awaitShown(BigInteger serial, SnippetServer server) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    BigInteger shown;
    do {
      shown = Visitor.OPENSSL.serial(folder, root, NAME, server.port());
    } while (!shown.equals(serial) && System.nanoTime() < end);
    assertThat(shown).isEqualTo(serial);
  }

  private void rehearses() throws Exception {
    List<String> before = Trees.snapshot(acme.directory().resolve("archive"));
    assertThat(acme.run("renew", "--dry-run")).contains("all simulated renewals succeeded");
    assertThat(Trees.snapshot(acme.directory().resolve("archive"))).isEqualTo(before);
  }

  private void installsATimer() throws Exception {
    Path units = Files.createDirectory(folder.resolve("units"));
    acme.run(
        "timer",
        "install",
        "--unit-dir",
        units.toString(),
        "--deploy-hook",
        "systemctl reload nginx");
    Programs.Result verified =
        Programs.run(
            List.of(
                "systemd-analyze",
                "verify",
                units.resolve("acme-renew.service").toString(),
                units.resolve("acme-renew.timer").toString()));
    assertThat(verified.output()).isEmpty();
    assertThat(verified.status()).isZero();
    assertThat(units.resolve("acme-renew.timer")).content().contains("Persistent=true");
    acme.run("timer", "install", "--remove", "--unit-dir", units.toString());
    assertThat(units).isEmptyDirectory();
  }

  private void audits() throws Exception {
    acme.run("audit");
    Path key = acme.directory().resolve("archive/example.test/privkey2.pem");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Programs.Result found = acme.attempt("audit");
    assertThat(found.status()).isEqualTo(1);
    assertThat(found.output()).contains(key.toString());
    acme.run("audit", "--fix");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    acme.run("audit");
  }

  private void revokesAndDeletes(Pebble pebble) throws Exception {
    String serial = stored().toString(16);
    acme.run("revoke", "--cert-name", NAME, "--reason", "superseded", "--no-delete-after-revoke");
    assertThat(pebble.certificateStatus(serial).path("Status").asString()).isEqualTo("Revoked");
    acme.run("delete", "--cert-name", NAME);
    assertThat(acme.run("certificates")).contains("No certificates found.");
    assertThat(tree())
        .containsExactlyInAnyOrder(
            "drwx------ archive", "drwx------ live", "-rw-r--r-- live/README");
  }

  private Path live(String file) {
    return acme.directory().resolve("live/example.test/" + file);
  }

  private BigInteger stored() throws IOException {
    return CertificateChain.fromPem(Files.readString(live("fullchain.pem")))
        .leaf()
        .getSerialNumber();
  }

  private List<String> tree() throws IOException {
    Path top = acme.directory();
    try (Stream<Path> live = Files.walk(top.resolve("live"));
        Stream<Path> archive = Files.walk(top.resolve("archive"))) {
      return Stream.concat(live, archive).map(path -> Trees.line(top, path)).toList();
    }
  }
}
