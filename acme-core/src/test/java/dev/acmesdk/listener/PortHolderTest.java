package dev.acmesdk.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.acmesdk.error.PortUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PortHolderTest {
  @TempDir private Path proc;

  @BeforeEach
  void layOut() throws IOException {
    assumeTrue(ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN, "Not little-endian");
    Files.createDirectory(proc.resolve("net"));
    Files.write(proc.resolve("net/tcp"), List.of("  sl  header", ListeningEntryTest.LOOPBACK_80));
    Files.write(proc.resolve("net/tcp6"), List.of("  sl  header", ListeningEntryTest.IPV6_ALL_80));
    Files.createDirectory(proc.resolve("sys"));
  }

  private void process(long number, String name, String... links) throws IOException {
    Path files = Files.createDirectories(proc.resolve(number + "/fd"));
    Files.writeString(proc.resolve(number + "/comm"), name + "\n");
    for (String link : links) {
      Files.createSymbolicLink(files.resolve("" + files.toFile().list().length), Path.of(link));
    }
  }

  private PortHolder holder() {
    return new PortHolder(proc, null, 80);
  }

  @Test
  void namesTheProcessThatHasTheSocketOpen() throws IOException {
    process(7, "sshd", "socket:[1]", "pipe:[5]");
    process(812, "nginx", "pipe:[5]", "socket:[11111]");
    assertThat(holder().exists()).isTrue();
    assertThat(holder().describe()).hasValue("nginx (process 812)");
  }

  @Test
  void findsIpv6Listeners() throws IOException {
    process(90, "httpd", "socket:[44444]");
    assertThat(holder().describe()).hasValue("httpd (process 90)");
  }

  @Test
  void namesTheParentOfThoseThatShareTheSocket() throws IOException {
    process(1000, "nginx", "socket:[11111]");
    process(999, "nginx", "socket:[11111]");
    assertThat(holder().describe()).hasValue("nginx (process 999)");
  }

  @Test
  void saysIfItIsThisProcess() throws IOException {
    long self = ProcessHandle.current().pid();
    process(self, "java", "socket:[11111]");
    assertThat(holder().describe()).hasValue("this very process (process " + self + ")");
  }

  @Test
  void namesNobodyIfTheSocketIsNotToBeSeenAnywhere() throws IOException {
    process(812, "nginx", "socket:[1]");
    assertThat(holder().exists()).isTrue();
    assertThat(holder().describe()).isEmpty();
  }

  @Test
  void namesNobodyForAnotherPort() throws IOException {
    process(812, "nginx", "socket:[11111]");
    assertThat(new PortHolder(proc, null, 443).exists()).isFalse();
    assertThat(new PortHolder(proc, null, 443).describe()).isEmpty();
  }

  @Test
  void passesOverProcessesThatHideOrHaveGone() throws IOException {
    Files.createDirectory(proc.resolve("5"));
    Files.writeString(proc.resolve("6"), "not a directory");
    Files.createDirectories(proc.resolve("8/fd"));
    Files.writeString(proc.resolve("8/fd/0"), "not a link");
    Files.createDirectory(proc.resolve("99999999999999999999"));
    process(812, "nginx", "socket:[11111]");
    assertThat(holder().describe()).hasValue("nginx (process 812)");
  }

  @Test
  void keepsControlCharactersOutOfTheMessage() throws IOException {
    process(812, "\u001b[2Jx", "socket:[11111]");
    assertThat(holder().describe()).hasValue("?[2Jx (process 812)");
  }

  @Test
  void namesTheProcessNumberIfItsNameCannotBeRead() throws IOException {
    process(812, "nginx", "socket:[11111]");
    Files.delete(proc.resolve("812/comm"));
    assertThat(holder().describe()).hasValue("a program (process 812)");
  }

  @Test
  void knowsNothingWhereThereIsNoProc() {
    PortHolder holder = new PortHolder(proc.resolve("missing"), null, 80);
    assertThat(holder.exists()).isFalse();
    assertThat(holder.describe()).isEmpty();
  }

  @Test
  void survivesTablesThatAreNoText() throws IOException {
    byte[] garbage = new byte[100_000];
    for (int i = 0; i < garbage.length; i++) {
      garbage[i] = (byte) (i * 31);
    }
    Files.write(proc.resolve("net/tcp"), garbage);
    Files.delete(proc.resolve("net/tcp6"));
    assertThat(holder().describe()).isEmpty();
  }

  @Test
  void theErrorNamesTheOtherProgram() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "This system has no /proc");
    Process other = Jvm.start(Occupant.class);
    try (BufferedReader output = other.inputReader()) {
      int port = Integer.parseInt(output.readLine());
      PortUnavailableException failure =
          catchThrowableOfType(
              PortUnavailableException.class, () -> ListeningSocket.open(null, port, 80).close());
      String holder = "java (process %d)".formatted(other.pid());
      assertThat(failure.holder()).hasValue(holder);
      assertThat(failure).hasMessageContaining(holder + " is listening on it. Stop " + holder);
    } finally {
      other.destroyForcibly();
    }
  }

  /** Listens on a port of its own, prints it, and stays until its input ends. */
  static final class Occupant {
    public static void main(String[] args) throws IOException {
      try (ServerSocket socket = new ServerSocket(0)) {
        System.out.println(socket.getLocalPort());
        System.in.transferTo(System.out);
      }
    }
  }
}
