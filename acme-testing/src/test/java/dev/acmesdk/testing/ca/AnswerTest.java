package dev.acmesdk.testing.ca;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static String retryAfter(Duration wait) {
    return Answer.empty(200).retryAfter(wait).headers().get(0).value();
  }

  @Test
  void rfc9110Section10_2_3_tellsWholeSeconds() {
    assertThat(retryAfter(Duration.ZERO)).isEqualTo("0");
    assertThat(retryAfter(Duration.ofMillis(1))).isEqualTo("1");
    assertThat(retryAfter(Duration.ofSeconds(3))).isEqualTo("3");
    assertThat(retryAfter(Duration.ofMillis(3001))).isEqualTo("4");
  }

  @Test
  void hasOneMediaType() {
    assertThat(Answer.json(200, Map.of("a", 1)).as("text/plain").headers())
        .containsExactly(new Header("Content-Type", "text/plain"));
  }

  @Test
  void rfc8288Section3_writesLinks() {
    assertThat(Header.link("https://a/b", "up"))
        .isEqualTo(new Header("Link", "<https://a/b>;rel=\"up\""));
  }

  @Test
  void rfc8555Section6_7_writesProblems() {
    Answer answer =
        new Refusal(
                Problem.of(ProblemKind.BAD_NONCE, "used before").with("instance", "https://a"),
                new Header("A", "b"))
            .answer();

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.headers())
        .containsExactly(
            new Header("Content-Type", "application/problem+json; charset=utf-8"),
            new Header("A", "b"));
    assertThat(answer.body().text())
        .isEqualTo(
            "{\"type\":\"urn:ietf:params:acme:error:badNonce\",\"detail\":\"used"
                + " before\",\"status\":400,\"instance\":\"https://a\"}");
  }

  @Test
  void writesUrlsForAllKindsOfAddresses() throws UnknownHostException {
    InetAddress ipv4 = InetAddress.getByAddress(new byte[] {127, 0, 0, 5});
    byte[] one = new byte[16];
    one[15] = 1;

    assertThat(Urls.of(new InetSocketAddress(ipv4, 14000)).base())
        .isEqualTo("https://127.0.0.5:14000");
    assertThat(Urls.of(new InetSocketAddress(InetAddress.getByAddress(one), 1)).base())
        .isEqualTo("https://[::1]:1");
    assertThat(Urls.of(new InetSocketAddress(InetAddress.getByAddress(new byte[16]), 1)).base())
        .isEqualTo("https://127.0.0.1:1");
  }

  @Test
  void leavesTheMachineForNothing() throws Exception {
    InetAddress elsewhere = InetAddress.getByAddress(new byte[] {127, 9, 9, 9});
    Names names = new Names(Map.of("192.0.2.7", Optional.of(elsewhere)), Optional.empty());

    assertThat(names.resolve(Identifier.dns("example.com")).getHostAddress())
        .isEqualTo("127.0.0.1");
    assertThat(names.resolve(Identifier.ip("192.0.2.1")).getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(names.resolve(Identifier.ip("127.0.0.8")).getHostAddress()).isEqualTo("127.0.0.8");
    assertThat(names.resolve(Identifier.ip("::1")).isLoopbackAddress()).isTrue();
    assertThat(names.resolve(Identifier.ip("192.0.2.7"))).isEqualTo(elsewhere);
  }
}
