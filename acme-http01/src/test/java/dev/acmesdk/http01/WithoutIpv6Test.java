package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.ip;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.error.PortUnavailableException;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WithoutIpv6Test {

  @Test
  void servesIpv4AndMissesIpv6AddressesWhereThereIsNoIpv6() throws IOException {
    Process program = Jvm.start(Program.class, "-Djava.net.preferIPv4Stack=true");
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.lines()).containsExactly("HTTP/1.1 200 OK", "ADDRESS_MISSING");
    } finally {
      program.destroyForcibly();
    }
  }

  static final class Program {
    public static void main(String[] args) throws IOException {
      Http01Server server = Http01Server.onPort(0);
      server.present(pending());
      System.out.println(RawClient.get(server.port(), PATH).lines().findFirst().orElse("nothing"));
      server.cleanUp(pending());
      try {
        Http01Server.builder().port(0).address(ip("2001:db8::1")).build().reserve(List.of());
      } catch (PortUnavailableException e) {
        System.out.println(e.reason());
      }
    }
  }
}
