package dev.acmesdk.tlsalpn01;

import dev.acmesdk.listener.Client;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLProtocolException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: it gets a handshake or an alert, and then its farewell is awaited. */
final class Connection implements Client {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);
  // The largest record (RFC 8446 section 5.2), and no ClientHello needs more.
  private static final int RECEIVED_AT_ONCE = 5 + 16_384 + 256;

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Responses responses;
  private final Limits limits;

  private ByteBuffer received = ByteBuffer.allocate(0);
  private Step step = this::readHello;
  private @Nullable Response response;
  private long deadline;

  @FunctionalInterface
  private interface Step {
    void proceed() throws IOException;
  }

  Connection(SocketChannel channel, SelectionKey key, Responses responses, Limits limits) {
    this.channel = channel;
    this.key = key;
    this.responses = responses;
    this.limits = limits;
    allow(limits.handshake());
  }

  /** Whatever a hostile client brings about, even in the JDK, must not end the listener. */
  @Override
  public void proceed() {
    try {
      step.proceed();
    } catch (IOException | RuntimeException e) {
      log.debug("A client is hung up on", e);
      close();
    }
  }

  @Override
  public boolean isOverdue() {
    return limits.ticker().getAsLong() - deadline >= 0;
  }

  @Override
  public void close() {
    noteThatTheCaHasSeenIt();
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A connection was closed with trouble", e);
    }
  }

  private void readHello() throws IOException {
    if (received.capacity() == 0) {
      received = ByteBuffer.allocate(RECEIVED_AT_ONCE);
    }
    if (channel.read(received) < 0) {
      close();
      return;
    }
    try {
      Optional<ClientHello> hello = ClientHello.parse(received.duplicate().flip());
      if (hello.isPresent()) {
        answer(hello.get());
      } else if (!received.hasRemaining()) {
        refuse(Alert.DECODE_ERROR);
      }
    } catch (SSLProtocolException e) {
      log.debug("A client does not speak TLS", e);
      refuse(Alert.DECODE_ERROR);
    }
  }

  private void answer(ClientHello hello) throws IOException {
    response = hello.serverName().flatMap(responses::find).orElse(null);
    if (!hello.protocols().contains(TlsAlpn01.PROTOCOL)) {
      response = null;
      refuse(Alert.NO_APPLICATION_PROTOCOL);
    } else if (response == null) {
      refuse(Alert.UNRECOGNIZED_NAME);
    } else {
      shakeHands(new ServerHandshake(response.newEngine(), received));
    }
  }

  private void shakeHands(ServerHandshake handshake) throws IOException {
    handshake.proceed();
    while (handshake.toSend().hasRemaining()) {
      channel.write(handshake.toSend());
      if (handshake.toSend().hasRemaining()) {
        await(SelectionKey.OP_WRITE, () -> shakeHands(handshake));
        return;
      }
      handshake.proceed();
    }
    if (handshake.isOver()) {
      awaitFarewell();
    } else {
      await(SelectionKey.OP_READ, () -> readHandshake(handshake));
    }
  }

  private void readHandshake(ServerHandshake handshake) throws IOException {
    if (channel.read(received) < 0) {
      close();
    } else {
      shakeHands(handshake);
    }
  }

  private void refuse(Alert alert) throws IOException {
    channel.write(alert.toRecord());
    awaitFarewell();
  }

  /** Closed at once, a connection with unread octets is reset, which may overtake the alert. */
  private void awaitFarewell() throws IOException {
    noteThatTheCaHasSeenIt();
    allow(limits.farewell());
    channel.shutdownOutput();
    await(SelectionKey.OP_READ, this::discard);
  }

  private void discard() throws IOException {
    received.clear();
    if (channel.read(received) < 0) {
      close();
    }
  }

  /** Not before the end: until then it is too early to ask the CA what it thinks. */
  private void noteThatTheCaHasSeenIt() {
    if (response != null) {
      response.noteThatItWasAsked();
    }
  }

  private void await(int operation, Step next) {
    key.interestOps(operation);
    step = next;
  }

  private void allow(Duration time) {
    deadline = limits.ticker().getAsLong() + time.toNanos();
  }
}
