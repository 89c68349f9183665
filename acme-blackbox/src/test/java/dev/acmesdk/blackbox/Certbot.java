package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The real Certbot as a client of a {@link Pebble}, with all of its directories in one folder. It
 * never asks, and never sleeps before a renewal.
 *
 * <p>One of Debian's reads {@code /etc/letsencrypt/cli.ini} whatever it is told; that of a user is
 * kept from it. Tests that run it say {@link RequiresCertbot}.
 */
final class Certbot {
  private static final String BLOCK = "Certificate Name";

  private final Path folder;
  private final Pebble pebble;

  Certbot(Path folder, Pebble pebble) {
    this.folder = folder;
    this.pebble = pebble;
  }

  /** What {@code certbot certificates} says of one lineage. */
  record Listed(Map<String, String> lines) {
    String name() {
      return line(BLOCK);
    }

    /** In hexadecimal digits. */
    String serial() {
      return line("Serial Number");
    }

    /** {@code RSA} or {@code ECDSA}. */
    String keyType() {
      return line("Key Type");
    }

    Set<String> domains() {
      return new TreeSet<>(List.of(line("Domains").split(" ")));
    }

    boolean isValid() {
      return line("Expiry Date").contains("(VALID: ");
    }

    Path fullchain() {
      return Path.of(line("Certificate Path"));
    }

    Path privkey() {
      return Path.of(line("Private Key Path"));
    }

    private String line(String label) {
      return lines.getOrDefault(label, "");
    }
  }

  /** Its directory: what is {@code /etc/letsencrypt} elsewhere. */
  Path directory() {
    return folder.resolve("letsencrypt");
  }

  /** Runs a command of it, and fails if that does. */
  String run(String command, String... options) throws IOException, InterruptedException {
    Programs.Result result = attempt(command, options);
    assertThat(result.status())
        .as("certbot %s %s\n%s", command, Arrays.asList(options), result.output() + log())
        .isZero();
    return result.output();
  }

  /** Runs a command of it that may fail. */
  Programs.Result attempt(String command, String... options)
      throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("certbot", command, "--non-interactive"));
    line.addAll(List.of("--config-dir", directory().toString()));
    line.addAll(List.of("--work-dir", folder.resolve("work").toString()));
    line.addAll(List.of("--logs-dir", logs().toString()));
    line.addAll(List.of(options));
    return Programs.run(line, environment());
  }

  private Map<String, String> environment() {
    return Map.of(
        "REQUESTS_CA_BUNDLE", pebble.apiCertificateFile().toString(),
        "XDG_CONFIG_HOME", folder.resolve("no-config").toString(),
        "NO_PROXY", "localhost");
  }

  /** Gets a new certificate with its stand-alone server; options may say more. */
  String certonly(String... options) throws IOException, InterruptedException {
    List<String> line = atPebble("--standalone", "--http-01-port");
    line.add(Integer.toString(pebble.httpPort()));
    line.addAll(List.of(options));
    return run("certonly", line.toArray(String[]::new));
  }

  /** Makes an account. */
  String register(String... options) throws IOException, InterruptedException {
    List<String> line = atPebble(options);
    return run("register", line.toArray(String[]::new));
  }

  /** The options that a new account needs, and those that are given. */
  List<String> atPebble(String... options) {
    List<String> line = new ArrayList<>(List.of("--server", pebble.directoryUri().toString()));
    line.addAll(List.of("--agree-tos", "--register-unsafely-without-email"));
    line.addAll(List.of(options));
    return line;
  }

  /** Renews a lineage, due or not, by what its renewal file says, and other options if any. */
  String renew(String lineage, String... options) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of("--cert-name", lineage));
    line.addAll(List.of("--force-renewal", "--no-random-sleep-on-renew"));
    line.addAll(List.of(options));
    return run("renew", line.toArray(String[]::new));
  }

  /** How it is told what key to make. */
  static String[] keyOptions(KeyAlgorithm algorithm) {
    String size = algorithm.name().replaceAll("[^0-9]*_P?", "");
    return algorithm.isEllipticCurve()
        ? new String[] {"--key-type", "ecdsa", "--elliptic-curve", "secp" + size + "r1"}
        : new String[] {"--key-type", "rsa", "--rsa-key-size", size};
  }

  /** The lineages that it finds, by name; fails if it finds one broken. */
  Map<String, Listed> certificates() throws IOException, InterruptedException {
    String output = run("certificates");
    assertThat(output).doesNotContain("invalid");
    Map<String, Listed> found = new TreeMap<>();
    for (String block : output.split("(?=" + BLOCK + ")", -1)) {
      if (block.startsWith(BLOCK)) {
        Listed listed = new Listed(lines(block));
        found.put(listed.name(), listed);
      }
    }
    return found;
  }

  private static Map<String, String> lines(String block) {
    Map<String, String> lines = new TreeMap<>();
    block
        .lines()
        .map(line -> line.strip().split(": ", 2))
        .filter(line -> line.length == 2)
        .forEach(line -> lines.put(line[0], line[1]));
    return lines;
  }

  private Path logs() {
    return folder.resolve("logs");
  }

  /**
   * The log of the last run: what Python makes of an error of the CA is of little use, but the
   * answer itself is in there.
   */
  private String log() throws IOException {
    Path log = logs().resolve("letsencrypt.log");
    String all = Files.exists(log) ? Files.readString(log) : "";
    return "\nIts log:\n" + all.substring(Math.max(0, all.lastIndexOf("certbot version:")));
  }
}
