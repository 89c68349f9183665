package dev.acmesdk.http01;

import dev.acmesdk.listener.Client;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: its request is read, answered, and then its farewell awaited. */
final class Connection implements Client {
  private static final Logger log = LoggerFactory.getLogger(Connection.class);

  private final SocketChannel channel;
  private final SelectionKey key;
  private final Http01Responder responder;
  private final Limits limits;
  private final RequestHead request = new RequestHead();

  private ByteBuffer answer = ByteBuffer.allocate(0);
  private Step step = this::read;
  private long deadline;

  @FunctionalInterface
  private interface Step {
    void proceed() throws IOException;
  }

  Connection(SocketChannel channel, SelectionKey key, Http01Responder responder, Limits limits) {
    this.channel = channel;
    this.key = key;
    this.responder = responder;
    this.limits = limits;
    allow(limits.exchange());
  }

  @Override
  public void proceed() {
    try {
      step.proceed();
    } catch (IOException e) {
      log.debug("A client has gone", e);
      close();
    }
  }

  @Override
  public boolean isOverdue() {
    return limits.ticker().getAsLong() - deadline >= 0;
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      log.debug("A connection was closed with trouble", e);
    }
  }

  private void read() throws IOException {
    int count = channel.read(request.octets());
    Optional<String> line = request.requestLine();
    if (line.isPresent()) {
      send(Answer.to(line.get(), responder));
    } else if (count < 0) {
      close();
    } else if (request.isFull()) {
      send(Answer.HEAD_TOO_LARGE);
    }
  }

  private void send(Answer toSend) throws IOException {
    answer = toSend.encode(limits.clock().instant());
    allow(limits.exchange());
    step = this::write;
    write();
  }

  private void write() throws IOException {
    channel.write(answer);
    if (answer.hasRemaining()) {
      key.interestOps(SelectionKey.OP_WRITE);
    } else {
      awaitFarewell();
    }
  }

  /**
   * RFC 9112 section 9.6: closed at once, a connection with unread octets is reset, and the reset
   * may overtake the answer.
   */
  private void awaitFarewell() throws IOException {
    allow(limits.farewell());
    channel.shutdownOutput();
    key.interestOps(SelectionKey.OP_READ);
    step = this::discard;
  }

  private void discard() throws IOException {
    request.octets().clear();
    if (channel.read(request.octets()) < 0) {
      close();
    }
  }

  private void allow(Duration time) {
    deadline = limits.ticker().getAsLong() + time.toNanos();
  }
}
