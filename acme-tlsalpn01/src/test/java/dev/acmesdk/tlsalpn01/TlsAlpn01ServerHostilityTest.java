package dev.acmesdk.tlsalpn01;

import static dev.acmesdk.tlsalpn01.Challenges.NAME;
import static dev.acmesdk.tlsalpn01.Challenges.pending;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class TlsAlpn01ServerHostilityTest {
  private static final byte ALERT = 21;
  private static final byte HANDSHAKE = 22;
  private static final int PROTOCOL_VERSION = 70;
  private static final byte[] DECODE_ERROR = {ALERT, 3, 3, 0, 2, 2, 50};

  private final AtomicLong ticks = new AtomicLong(Long.MAX_VALUE - 5);
  private final TlsAlpn01Server server =
      TlsAlpn01Server.builder().port(0).limits(Limits.DEFAULT.withTicker(ticks::get)).build();
  private final List<RawClient> clients = new ArrayList<>();

  @BeforeEach
  void open() throws IOException {
    server.present(pending());
  }

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    server.cleanUp(pending());
  }

  private RawClient connect() throws IOException {
    RawClient client = RawClient.connect(server.port());
    clients.add(client);
    return client;
  }

  private void pass(Duration time) {
    ticks.addAndGet(time.toNanos());
  }

  private void assertIsServed() throws IOException {
    assertThat(new Validation().run(server.port()).protocol()).isEqualTo("acme-tls/1");
  }

  private static byte[] hello(int version) {
    return new Hello(version).serverName(NAME).protocol("acme-tls/1").toRecord();
  }

  @Test
  void rfc8737Section4_refusesWhatIsOlderThanTls1_2() throws IOException {
    byte[] answer = RawClient.exchange(server.port(), hello(Hello.TLS_1_1));
    assertThat(answer).hasSize(7);
    assertThat(answer[0]).isEqualTo(ALERT);
    assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
    RawClient modern = connect().send(hello(Hello.TLS_1_2));
    assertThat(modern.read()).isEqualTo(HANDSHAKE);
  }

  @Test
  void answersAHelloThatArrivesOctetByOctet() throws IOException {
    RawClient slow = connect();
    for (byte octet : hello(Hello.TLS_1_2)) {
      slow.send(new byte[] {octet});
    }
    assertThat(slow.read()).isEqualTo(HANDSHAKE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "SSH-2.0-OpenSSH_9.6\r\n", "\u0000"})
  void tellsWhoSpeaksAnotherProtocolAndHangsUp(String text) throws IOException {
    assertThat(RawClient.exchange(server.port(), text.getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(DECODE_ERROR);
    assertIsServed();
  }

  @Test
  void survivesGarbage() throws IOException {
    Random random = new Random(8737);
    for (int i = 0; i < 200; i++) {
      byte[] garbage = new byte[1 + random.nextInt(3_000)];
      random.nextBytes(garbage);
      connect().send(garbage);
    }
    assertIsServed();
  }

  /** Such a message passes the first look, and then it is the JDK that has to cope. */
  @Test
  void survivesDamagedHellosAndHandshakes() throws IOException {
    Random random = new Random(8738);
    byte[] good = hello(Hello.TLS_1_2);
    for (int i = 0; i < 300; i++) {
      byte[] bad = Arrays.copyOf(good, good.length + 300);
      bad[random.nextInt(good.length)] = (byte) random.nextInt();
      for (int at = good.length; at < bad.length; at++) {
        bad[at] = (byte) random.nextInt();
      }
      bad[good.length] = (byte) (random.nextBoolean() ? HANDSHAKE : random.nextInt());
      connect().send(bad);
    }
    assertIsServed();
  }

  @Test
  void refusesAHelloThatDoesNotEnd() throws IOException {
    byte[] endless = Hello.join(new byte[] {HANDSHAKE, 3, 1}, Hello.number(2, 16_000));
    endless = Hello.join(endless, new byte[] {1}, Hello.number(3, 1_000_000), new byte[40_000]);
    RawClient client = connect();
    client.send(endless);
    assertThat(client.readAll()).isEqualTo(DECODE_ERROR);
    assertIsServed();
  }

  @Test
  void servesOthersBesideSilentDribblingAndDeafClients() throws IOException {
    connect();
    RawClient dribbler = connect().send(new byte[] {HANDSHAKE});
    for (int i = 0; i < 20; i++) {
      connect().send(hello(Hello.TLS_1_2));
      dribbler.send(new byte[] {3});
    }
    assertIsServed();
  }

  @Test
  void hangsUpWhenTheHandshakeIsNotDoneInTime() throws IOException {
    RawClient silent = connect();
    RawClient dribbler = connect().send(new byte[] {HANDSHAKE, 3, 3});
    RawClient halfway = connect().send(hello(Hello.TLS_1_2));
    assertThat(halfway.read()).isEqualTo(HANDSHAKE);
    assertIsServed();
    pass(Duration.ofSeconds(10).minusNanos(1));
    dribbler.send(new byte[] {0});
    assertIsServed();
    pass(Duration.ofNanos(1));
    assertThat(silent.isHungUpOn()).isTrue();
    assertThat(dribbler.isHungUpOn()).isTrue();
    assertThat(halfway.readAll()).isNotEmpty();
  }

  @Test
  void cutsOffAClientThatDoesNotHangUp() throws IOException {
    RawClient talkative = connect().send("no TLS".getBytes(StandardCharsets.US_ASCII));
    assertThat(talkative.readAll()).isEqualTo(DECODE_ERROR);
    pass(Duration.ofSeconds(2));
    assertThat(isRefusedSoon(talkative)).isTrue();
  }

  /** Writing to a connection that is closed at the other end fails, though not at once. */
  private static boolean isRefusedSoon(RawClient client) {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (System.nanoTime() - end < 0) {
      try {
        client.send(new byte[] {0});
      } catch (IOException e) {
        return true;
      }
      Thread.onSpinWait();
    }
    return false;
  }

  @Test
  void hangsUpOnTheOldestOf257ToServeTheNewest() throws IOException {
    for (int i = 0; i < 300; i++) {
      connect();
    }
    assertIsServed();
    for (RawClient oldest : clients.subList(0, 300 - 256 + 1)) {
      assertThat(oldest.isHungUpOn()).isTrue();
    }
    RawClient spared = clients.get(299).send(hello(Hello.TLS_1_2));
    assertThat(spared.read()).isEqualTo(HANDSHAKE);
  }

  @Test
  void servesTheCaBesideThousandsOfConnectionsWithOneThread() throws IOException {
    byte[] hello = hello(Hello.TLS_1_2);
    for (int i = 0; i < 3_000; i++) {
      try (RawClient client = RawClient.connect(server.port())) {
        client.send(Arrays.copyOf(hello, i % hello.length));
      }
    }
    assertIsServed();
    assertThat(Thread.getAllStackTraces().keySet())
        .filteredOn(thread -> thread.getName().equals("acme-tlsalpn01-" + server.port()))
        .hasSize(1);
  }
}
