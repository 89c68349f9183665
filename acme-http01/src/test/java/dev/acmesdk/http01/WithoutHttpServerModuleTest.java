package dev.acmesdk.http01;

import static dev.acmesdk.http01.Challenges.PATH;
import static dev.acmesdk.http01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.solver.Preflight.Reservation;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WithoutHttpServerModuleTest {

  @Test
  void allButTheHandlerWorksInARuntimeWithoutTheJdksServer() throws IOException {
    Process program = Jvm.start(Program.class, "--limit-modules", "java.base");
    try (BufferedReader output = program.inputReader()) {
      assertThat(output.lines()).containsExactly("true", "HTTP/1.1 200 OK", "no handler");
    } finally {
      program.destroyForcibly();
    }
  }

  static final class Program {
    public static void main(String[] args) throws IOException {
      Http01Responder responder = new Http01Responder();
      responder.present(pending());
      System.out.println(responder.keyAuthorization(PATH).isPresent());
      Http01Server server = Http01Server.onPort(0);
      Reservation reservation = server.reserve(List.of());
      server.present(pending());
      System.out.println(RawClient.get(server.port(), PATH).lines().findFirst().orElse("nothing"));
      server.cleanUp(pending());
      reservation.close();
      try {
        responder.asHttpHandler();
      } catch (NoClassDefFoundError e) {
        System.out.println("no handler");
      }
    }
  }
}
