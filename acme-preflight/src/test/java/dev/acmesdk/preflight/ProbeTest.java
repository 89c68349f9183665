package dev.acmesdk.preflight;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.acmesdk.preflight.Probe.Outcome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbeTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  /** Fetches from a server that gives one answer to whatever it is asked. */
  private static Probe.Result fetch(String answer) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, LOOPBACK);
        Probe probe = new Probe(Duration.ofSeconds(20))) {
      CompletableFuture<Probe.Result> result =
          probe.fetch(entry(server.getLocalPort()), "/x", "yes");
      try (Socket client = server.accept()) {
        client.getInputStream().readNBytes(10);
        client.getOutputStream().write(answer.getBytes(US_ASCII));
        client.shutdownOutput();
        return result.join();
      }
    }
  }

  private static Entry entry(int port) {
    return new Entry("name.example", LOOPBACK, port, true);
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 200 OK|Content-Length: 3||yes, EXPECTED, ''",
    "HTTP/1.1 200 OK|Content-Length: 5||yes|, EXPECTED, ''",
    "HTTP/1.1 200 OK|Content-Length: 2||no, OTHER, status 200",
    "HTTP/1.1 404 Not Found|Server: nginx|Content-Length: 0||, OTHER, status 404 from nginx",
    "HTTP/1.1 301 Moved|Location: https://x.example/|Content-Length: 0||, REDIRECT, https://x.example/",
    "SSH-2.0-OpenSSH|, BROKEN, "
  })
  void tellsAnswersApart(String answer, Outcome outcome, String detail) throws IOException {
    Probe.Result result = fetch(answer.replace("|", "\r\n"));

    assertThat(result.outcome()).isEqualTo(outcome);
    if (detail != null) {
      assertThat(result.detail()).isEqualTo(detail);
    }
  }

  @Test
  void tellsThatNobodyListens() throws IOException {
    int port;
    try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
      port = closed.getLocalPort();
    }
    try (Probe probe = new Probe(Duration.ofSeconds(20))) {
      assertThat(probe.fetch(entry(port), "/x", "yes").join().outcome()).isEqualTo(Outcome.REFUSED);
    }
  }

  @Test
  void tellsThatNothingComesBack() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, LOOPBACK);
        Probe probe = new Probe(Duration.ofMillis(50))) {
      assertThat(probe.fetch(entry(silent.getLocalPort()), "/x", "yes").join().outcome())
          .isEqualTo(Outcome.TIMEOUT);
    }
  }
}
