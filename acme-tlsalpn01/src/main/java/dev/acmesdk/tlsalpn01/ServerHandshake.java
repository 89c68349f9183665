package dev.acmesdk.tlsalpn01;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server's side of one TLS handshake, and nothing after it (RFC 8737 section 4). It reads and
 * writes buffers only.
 */
final class ServerHandshake {
  private static final Logger log = LoggerFactory.getLogger(ServerHandshake.class);
  // There is never a plain text, not even an empty one.
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine engine;
  private final ByteBuffer received;
  private final ByteBuffer toSend;
  private boolean over;

  /**
   * Begins a handshake.
   *
   * @param engine the server's engine
   * @param received where what arrives is put, from position on; what was taken out is compacted
   */
  ServerHandshake(SSLEngine engine, ByteBuffer received) throws SSLException {
    this.engine = engine;
    this.received = received;
    toSend = ByteBuffer.allocate(engine.getSession().getPacketBufferSize()).limit(0);
    engine.beginHandshake();
  }

  /** What is to be sent before it can go on. */
  ByteBuffer toSend() {
    return toSend;
  }

  /** Whether there is nothing left but to send what is to be sent. */
  boolean isOver() {
    return over;
  }

  /** Goes on until something is to be sent, or more has to arrive, or it is over. */
  void proceed() {
    try {
      boolean isStuck = false;
      while (!isStuck && !over && !toSend.hasRemaining()) {
        isStuck = !step();
      }
    } catch (SSLException e) {
      log.debug("A handshake has failed", e);
      end();
    }
  }

  private boolean step() throws SSLException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> wrap();
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        return unwrap();
      }
      default -> {
        engine.closeOutbound();
        end();
      }
    }
    return true;
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }

  private void wrap() throws SSLException {
    toSend.clear();
    try {
      engine.wrap(NOTHING, toSend);
    } finally {
      toSend.flip();
    }
  }

  /** Whether there was a whole record to take. */
  private boolean unwrap() throws SSLException {
    received.flip();
    try {
      SSLEngineResult result = engine.unwrap(received, NOTHING);
      over = result.getStatus() == SSLEngineResult.Status.CLOSED;
      return result.getStatus() == SSLEngineResult.Status.OK;
    } finally {
      received.compact();
    }
  }

  /** The last word is an alert: why it has failed, or else that no data will follow. */
  private void end() {
    over = true;
    try {
      wrap();
    } catch (SSLException e) {
      log.debug("There is nothing to say any more", e);
    }
  }
}
