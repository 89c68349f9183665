package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The command acme as it is packaged, by its start script, with its directories in one folder. It
 * asks no DNS before an order, unless a test lets it.
 */
final class AcmeCommand {
  private static final Path MODULE = Path.of("..", "examples", "acme-cli").toAbsolutePath();

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private @Nullable NetworkNamespace network;

  AcmeCommand(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(options(), "no-preflight = True\n");
    environment.put("HOME", folder.toString());
    environment.put("XDG_CONFIG_HOME", folder.resolve("options").toString());
    environment.put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    environment.put("ACME_NO_CACHE", "true");
  }

  private Path options() throws IOException {
    Path file = folder.resolve("options/letsencrypt/cli.ini");
    Files.createDirectories(file.getParent());
    return file;
  }

  /** Lets it look before it orders, and so ask DNS. */
  AcmeCommand looking() throws IOException {
    Files.delete(options());
    return this;
  }

  /** Runs it on another network. */
  AcmeCommand inside(NetworkNamespace another) {
    network = another;
    return this;
  }

  static Path script() {
    return MODULE.resolve("acme").normalize();
  }

  static Path jar() {
    return MODULE.resolve("target/acme.jar").normalize();
  }

  /** Trusts what a CA's HTTPS server shows. */
  AcmeCommand trusting(Pebble pebble) {
    environment.put("REQUESTS_CA_BUNDLE", pebble.apiCertificateFile().toString());
    return this;
  }

  Path directory() {
    return folder.resolve("letsencrypt");
  }

  /** Runs a verb with its directories in the folder. */
  Programs.Result attempt(String... words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(script().toString(), "--non-interactive"));
    line.addAll(List.of(words));
    line.addAll(List.of("--config-dir", directory().toString()));
    line.addAll(List.of("--work-dir", folder.resolve("work").toString()));
    line.addAll(List.of("--logs-dir", folder.resolve("logs").toString()));
    return Programs.run(network == null ? line : network.inside(line), environment);
  }

  /** Runs a verb, which has to succeed. */
  String run(String... words) throws IOException, InterruptedException {
    Programs.Result result = attempt(words);
    assertThat(result.status()).as(result.output()).isZero();
    return result.output();
  }
}
