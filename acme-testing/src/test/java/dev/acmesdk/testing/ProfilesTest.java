package dev.acmesdk.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProfilesTest {
  private static final Instant NOW = Instant.parse("2031-01-01T00:00:00Z");

  private final Http01Responder responder = new Http01Responder();
  private final EmbeddedAcmeServer server =
      EmbeddedAcmeServer.builder()
          .httpPort(responder.port())
          .clock(new MutableClock(NOW))
          .profile("classic", "what there always was", Duration.ofDays(90))
          .profile("shortlived", "https://ca.test/short", Duration.ofHours(160))
          .start();
  private final RawClient client = new RawClient(server).withAccount();

  @AfterEach
  void stop() {
    server.close();
    responder.close();
  }

  private static Map<String, Object> order(Object profile) {
    return Map.of(
        "identifiers", List.of(Map.of("type", "dns", "value", "example.com")), "profile", profile);
  }

  private Instant end(Reply order) {
    X509Certificate leaf = Issuing.leaf(client, responder, order, "example.com");
    return leaf.getNotAfter().toInstant();
  }

  @Test
  void acmeProfilesSection3_tellsThemInTheDirectory() {
    assertThat(client.get(server.directory().toString()).json().path("meta").path("profiles"))
        .isEqualTo(
            TestJson.read(
                "{\"classic\":\"what there always"
                    + " was\",\"shortlived\":\"https://ca.test/short\"}"));
  }

  @Test
  void acmeProfilesSection4_issuesByTheProfileOfTheOrder() {
    Reply order = client.newOrder(order("shortlived"));

    assertThat(order.text("profile")).isEqualTo("shortlived");
    assertThat(client.read(order.location()).text("profile")).isEqualTo("shortlived");
    assertThat(end(order)).isEqualTo(NOW.plus(Duration.ofHours(160)));
  }

  @Test
  void acmeProfilesSection4_choosesOneIfNoneWasAskedFor() {
    Reply order = client.newOrder("example.com");

    assertThat(order.text("profile")).isEqualTo("classic");
    assertThat(end(order)).isEqualTo(NOW.plus(Duration.ofDays(90)));
  }

  @Test
  void acmeProfilesSection4_refusesOneThatItDoesNotOffer() {
    assertThat(client.newOrder(order("golden")).refusal()).isEqualTo("400 invalidProfile");
    assertThat(client.newOrder(order(7)).refusal()).isEqualTo("400 malformed");
  }
}
