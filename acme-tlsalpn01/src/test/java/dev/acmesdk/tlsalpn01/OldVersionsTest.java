package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.NAME;
import static dev.acmesdk.tlsalpn01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OldVersionsTest {
  private static final byte PROTOCOL_VERSION = 70;

  @TempDir private Path folder;

  @Test
  void rfc8737Section4_refusesTls1_1AlsoWhereTheJdkIsMadeToSpeakIt() throws IOException {
    Path nothingDisabled =
        Files.writeString(folder.resolve("security"), "jdk.tls.disabledAlgorithms=\n");
    Process program = start("-Djava.security.properties=" + nothingDisabled);
    try (BufferedReader output = program.inputReader()) {
      int port = Integer.parseInt(output.readLine());
      byte[] hello = new Hello(Hello.TLS_1_1).serverName(NAME).protocol("acme-tls/1").toRecord();
      assertThat(RawClient.exchange(port, hello)).hasSize(7).endsWith(PROTOCOL_VERSION);
    } finally {
      program.destroyForcibly();
    }
  }

  private static Process start(String option) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(option, "-cp", System.getProperty("java.class.path")));
    command.add(Program.class.getName());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Prints its port and stays until its input ends. */
  static final class Program {
    public static void main(String[] args) throws IOException {
      TlsAlpn01Server server = TlsAlpn01Server.onPort(0);
      server.present(pending());
      System.out.println(server.port());
      System.in.transferTo(System.out);
    }
  }
}
