package dev.acmesdk.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.crypto.KeyAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Asks a real Certbot what it thinks of the directory. It needs no network for that. */
final class CertbotInteropTest {
  private static final Path CERTBOT = Path.of("/usr/bin/certbot");
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  @TempDir private Path temp;
  private Path config;
  private CertbotDirectory store;

  @BeforeEach
  void needsCertbot() {
    assumeTrue(
        Files.isExecutable(CERTBOT) && Files.isExecutable(PYTHON), "certbot is not installed here");
    config = temp.resolve("config");
    store = CertbotDirectory.at(config);
  }

  @Test
  void certbotFindsOurLineagesValid() throws Exception {
    store.save(TestCa.issue("a.example"));
    store.save(TestCa.issue("b.example", KeyAlgorithm.RSA_3072, Map.of("http01_port", "8080")));
    store.save(TestCa.issue("b.example", KeyAlgorithm.EC_P384, Map.of()));
    String output = certbot("certificates");
    assertThat(output)
        .contains("Certificate Name: a.example", "Certificate Name: b.example")
        .contains("Key Type: ECDSA", "Domains: a.example")
        .contains("(VALID: 89 days)")
        .contains("Certificate Path: " + config + "/live/a.example/fullchain.pem")
        .doesNotContain("invalid", "INVALID", "RSA");
  }

  private String certbot(String... arguments) throws IOException, InterruptedException {
    String[] all = new String[arguments.length + 7];
    all[0] = CERTBOT.toString();
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    System.arraycopy(
        new String[] {
          "--config-dir", config.toString(),
          "--work-dir", temp.resolve("work").toString(),
          "--logs-dir", temp.resolve("logs").toString()
        },
        0,
        all,
        arguments.length + 1,
        6);
    return run(all);
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
