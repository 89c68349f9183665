package dev.acmesdk.client;

import static dev.acmesdk.client.FakeAcme.json;
import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClockOffsetTest {
  private final FakeAcme server = new FakeAcme();
  private final AcmeClient client = server.client();

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private void answerWithDate(String date) {
    server.onGet("/dir", json(200, server.directory("{}")).withHeader("Date", date));
  }

  private String date(Duration ahead) {
    Instant time = server.clock().instant().plus(ahead);
    return RFC_1123_DATE_TIME.format(time.atOffset(UTC));
  }

  @Test
  void rfc9110Section6_6_1_tellsHowFarTheServersClockIsAhead() {
    answerWithDate(date(Duration.ofSeconds(90)));
    client.directory();

    assertThat(client.clockOffset()).contains(Duration.ofSeconds(90));
  }

  @Test
  void tellsThatTheServersClockIsBehind() {
    answerWithDate(date(Duration.ofHours(-2)));
    client.directory();

    assertThat(client.clockOffset()).contains(Duration.ofHours(-2));
  }

  @Test
  void isSilentBeforeTheServerWasAskedAndSendsNothing() {
    assertThat(client.clockOffset()).isEmpty();
    assertThat(server.count()).isZero();
  }

  @Test
  void ignoresADateThatIsNone() {
    answerWithDate("yesterday");
    client.directory();

    assertThat(client.clockOffset()).isEmpty();
  }
}
