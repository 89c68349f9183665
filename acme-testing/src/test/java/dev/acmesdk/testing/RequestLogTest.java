package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RequestLogTest {
  @Test
  void keepsTheNewestOnly() {
    try (EmbeddedAcmeServer server = EmbeddedAcmeServer.builder().keepRequests(3).start()) {
      RawClient client = new RawClient(server).withAccount();
      client.newOrder("a.example");
      client.newOrder("b.example");

      assertThat(server.requests())
          .hasSize(3)
          .extracting(ReceivedRequest::operation)
          .endsWith("newOrder");
      assertThat(server.count("directory")).isZero();
    }
  }

  @Test
  void keepsAllUnlessTold() {
    RequestLog log = new RequestLog(Integer.MAX_VALUE);
    for (int i = 0; i < 5_000; i++) {
      log.add(new ReceivedRequest("HEAD", "/fresh-nonce", "newNonce", 200, null, null));
    }

    assertThat(log.all()).hasSize(5_000);
    log.clear();
    assertThat(log.all()).isEmpty();
  }

  @Test
  void refusesToKeepNone() {
    assertThatThrownBy(() -> EmbeddedAcmeServer.builder().keepRequests(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0");
  }
}
