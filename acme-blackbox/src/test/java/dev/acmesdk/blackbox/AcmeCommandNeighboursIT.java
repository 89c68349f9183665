package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.Hold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command among others: another run of it for the same name, and a user who may do nothing. */
@Timeout(180)
class AcmeCommandNeighboursIT {
  @TempDir private Path folder;

  @Test
  void waitsForAnotherRunAndSaysWhose() throws Exception {
    int port = FreePorts.find(1).get(0);
    try (EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start()) {
      Process first;
      Process second;
      try (Hold hold = ca.faults().hold("challenge")) {
        first = start(ca, port, "first");
        hold.awaitRequest(Duration.ofSeconds(60));
        second = start(ca, port, "second");
        awaitLine("second", "Waiting for ", second);
      }
      assertThat(first.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(first.exitValue()).as(printed("first")).isZero();
      assertThat(second.exitValue()).as(printed("second")).isZero();
      assertThat(printed("second"))
          .contains(Long.toString(first.pid()), "which is at work on example.com");
      assertThat(ca.count("newOrder")).isEqualTo(1);
    }
  }

  private Process start(EmbeddedAcmeServer ca, int port, String name) throws IOException {
    Path bundle = Files.writeString(folder.resolve("ca.pem"), ca.trustAnchorPem());
    List<String> line = new ArrayList<>(List.of(AcmeCommand.script().toString(), "certonly", "-n"));
    line.addAll(List.of("--standalone", "--http-01-port", Integer.toString(port), "--agree-tos"));
    line.addAll(List.of("-d", "example.com", "--no-preflight"));
    line.addAll(List.of("--server", ca.directory().toString(), "--ca-bundle", bundle.toString()));
    line.addAll(List.of("--config-dir", folder.resolve("letsencrypt").toString()));
    line.addAll(List.of("--logs-dir", folder.resolve("logs-" + name).toString()));
    ProcessBuilder builder =
        new ProcessBuilder(line)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve(name).toFile());
    builder.environment().put("ACME_NO_CACHE", "true");
    return builder.start();
  }

  private String printed(String name) throws IOException {
    return Files.readString(folder.resolve(name));
  }

  /** The pause between two looks is spent on watching the process. */
  private void awaitLine(String name, String text, Process process) throws Exception {
    while (!printed(name).contains(text)) {
      assertThat(process.waitFor(20, TimeUnit.MILLISECONDS)).as(printed(name)).isFalse();
    }
  }

  @Test
  @RequiresProgram({"ip", "setpriv"})
  void tellsAnOrdinaryUserWhatIsMissing() throws Exception {
    Optional<NetworkNamespace> network = NetworkNamespace.create();
    if (network.isEmpty()) {
      System.out.println(
          "Networks of one's own are not allowed here; an ordinary user is left out.");
    }
    assumeTrue(network.isPresent(), "ports below 1024 are refused on a network of one's own");
    try (NetworkNamespace there = network.get()) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
      Programs.Result withoutPlace = asNobody(there, List.of());
      assertThat(withoutPlace.status()).isEqualTo(1);
      assertThat(withoutPlace.output())
          .contains("The log cannot be written: ", "Run as root, or give --config-dir, ");

      Programs.Result withoutPort =
          asNobody(
              there,
              List.of(
                  "--config-dir",
                  folder.resolve("letsencrypt").toString(),
                  "--logs-dir",
                  folder.resolve("logs").toString()));
      assertThat(withoutPort.status()).isEqualTo(1);
      assertThat(withoutPort.output())
          .contains("Port 80 on all addresses cannot be opened: this process may not open ports")
          .contains("What to do: Run as root, or ", "Try again:  as soon as that is done.");
    }
  }

  private Programs.Result asNobody(NetworkNamespace network, List<String> directories)
      throws Exception {
    Path jar = folder.resolve("acme.jar");
    Files.copy(AcmeCommand.jar(), jar, StandardCopyOption.REPLACE_EXISTING);
    Path script = folder.resolve("acme");
    Files.copy(
        AcmeCommand.script(),
        script,
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.COPY_ATTRIBUTES);
    List<String> line = new ArrayList<>();
    line.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
    line.addAll(List.of(script.toString(), "certonly", "-n", "--standalone", "-d", "a.test"));
    line.addAll(List.of("--no-preflight", "--agree-tos", "--server", "https://127.0.0.1:1/dir"));
    line.addAll(directories);
    return Programs.run(
        network.inside(line), Map.of("ACME_NO_CACHE", "true", "HOME", folder.toString()));
  }
}
