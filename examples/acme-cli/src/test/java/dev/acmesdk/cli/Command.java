package dev.acmesdk.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.cli.output.Terminal;
import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.EmbeddedAcmeServerBuilder;
import dev.acmesdk.testing.MutableClock;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The command in this JVM, with all of its directories in one folder, and a CA on loopback. It asks
 * no DNS before an order, unless a test lets it.
 */
final class Command implements AutoCloseable {
  static final Instant START = Instant.parse("2027-03-01T12:00:00Z");

  final MutableClock clock = new MutableClock(START);
  final int httpPort = freePort();
  final EmbeddedAcmeServer ca;
  final Path folder;
  final Map<String, String> variables = new HashMap<>();

  /** What has come of a command line. */
  record Result(int status, String out, String err) {
    JsonNode json() {
      return JsonMapper.shared().readTree(out);
    }

    String all() {
      return out + err;
    }
  }

  Command(Path folder) {
    this(folder, UnaryOperator.identity());
  }

  Command(Path folder, UnaryOperator<EmbeddedAcmeServerBuilder> setUp) {
    this.folder = folder;
    this.ca = setUp.apply(EmbeddedAcmeServer.builder().httpPort(httpPort).clock(clock)).start();
    variables.put("HOME", folder.toString());
    write(folder.resolve("ca.pem"), ca.trustAnchorPem());
    write(folder.resolve("etc/cli.ini"), "no-preflight = True\n");
  }

  /** Below the ports that the system hands out: no outgoing connection can take it meanwhile. */
  static int freePort() {
    return IntStream.generate(() -> ThreadLocalRandom.current().nextInt(20_000, 32_768))
        .limit(1_000)
        .filter(Command::isFree)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port)) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Lets it look before it orders. */
  Command looking() {
    write(folder.resolve("etc/cli.ini"), "");
    return this;
  }

  Path config() {
    return folder.resolve("letsencrypt");
  }

  Path conf(String name) {
    return config().resolve("renewal/" + name + ".conf");
  }

  Path live(String name, String file) {
    return config().resolve("live/" + name + "/" + file);
  }

  /** The words that point it to its folder. */
  List<String> directories() {
    return List.of(
        "--config-dir",
        config().toString(),
        "--work-dir",
        folder.resolve("work").toString(),
        "--logs-dir",
        folder.resolve("logs").toString());
  }

  /** Those that point it to the CA, and agree to its terms. */
  List<String> atCa() {
    return List.of(
        "--server",
        ca.directory().toString(),
        "--ca-bundle",
        folder.resolve("ca.pem").toString(),
        "--agree-tos");
  }

  /** Runs words as they are, without a terminal. */
  Result raw(String... words) {
    return run(List.of(words), false, "");
  }

  /** Runs a verb in the folder. */
  Result run(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(directories());
    return run(all, false, "");
  }

  /** Runs a verb in the folder that asks the CA. */
  Result ask(String... words) {
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(directories());
    all.addAll(atCa());
    return run(all, false, "");
  }

  /** Obtains a certificate with the stand-alone server. */
  Result certonly(String... words) {
    List<String> all =
        new ArrayList<>(
            List.of("certonly", "--standalone", "--http-01-port", String.valueOf(httpPort)));
    all.addAll(List.of(words));
    return ask(all.toArray(String[]::new));
  }

  /** Obtains a certificate, which has to succeed. */
  void obtain(String... words) {
    Result result = certonly(words);
    assertThat(result.status()).as(result.all()).isZero();
  }

  /** Runs words, at a terminal or not. */
  Result run(List<String> words, boolean isInteractive, String answers) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            new BufferedReader(new StringReader(answers)),
            isInteractive,
            variables,
            clock);
    int status = new Program(terminal, folder.resolve("etc/cli.ini")).run(words);
    return new Result(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Override
  public void close() {
    ca.close();
  }
}
