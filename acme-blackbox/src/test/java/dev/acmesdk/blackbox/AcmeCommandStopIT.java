package dev.acmesdk.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.testing.EmbeddedAcmeServer;
import dev.acmesdk.testing.Hold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ctrl-C, or the wish of systemd, while the CA is at work: everything is cleaned up, and said so.
 */
@Timeout(120)
class AcmeCommandStopIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  void cleansUpWhenItIsToldToStop(String signal) throws Exception {
    int port = FreePorts.find(1).get(0);
    Path webroot = Files.createDirectory(folder.resolve("www"));
    try (EmbeddedAcmeServer ca = EmbeddedAcmeServer.builder().httpPort(port).start();
        Hold hold = ca.faults().hold("challenge")) {
      Path output = folder.resolve("output");
      Process process = start(ca, webroot, output);
      hold.awaitRequest(Duration.ofSeconds(60));
      assertThat(webroot).isNotEmptyDirectory();
      Programs.Result kill =
          Programs.run(List.of("/bin/kill", "-" + signal, Long.toString(process.pid())));
      assertThat(kill.status()).isZero();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isNotZero();
      assertThat(Files.readString(output))
          .contains("Stopping: challenges are taken away", "Stopped on your request")
          .doesNotContain("Exception");
      assertThat(webroot).isEmptyDirectory();
    }
  }

  private Process start(EmbeddedAcmeServer ca, Path webroot, Path output) throws Exception {
    Path bundle = Files.writeString(folder.resolve("ca.pem"), ca.trustAnchorPem());
    List<String> line =
        List.of(
            AcmeCommand.script().toString(),
            "certonly",
            "--webroot",
            "-w",
            webroot.toString(),
            "-d",
            "example.com",
            "--agree-tos",
            "--no-preflight",
            "--server",
            ca.directory().toString(),
            "--ca-bundle",
            bundle.toString(),
            "--config-dir",
            folder.resolve("letsencrypt").toString(),
            "--logs-dir",
            folder.resolve("logs").toString());
    ProcessBuilder builder =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    builder.environment().put("ACME_NO_CACHE", "true");
    return builder.start();
  }
}
