package dev.acmesdk.tls;

import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/** A handshake in memory. */
final class EngineHandshake {
  private static final int ROOM = 1 << 17;
  private static final int MOST_ROUNDS = 100;

  private final ByteBuffer toServer = ByteBuffer.allocate(ROOM);
  private final ByteBuffer toClient = ByteBuffer.allocate(ROOM);

  private EngineHandshake() {}

  /** Gives the client's session. */
  static SSLSession run(SSLEngine client, SSLEngine server) throws SSLException {
    new EngineHandshake().shake(client, server);
    return client.getSession();
  }

  private void shake(SSLEngine client, SSLEngine server) throws SSLException {
    client.beginHandshake();
    server.beginHandshake();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      proceed(client, toServer, toClient);
      proceed(server, toClient, toServer);
      if (isOver(client) && isOver(server)) {
        return;
      }
    }
    throw new IllegalStateException("The handshake does not end");
  }

  private static boolean isOver(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void proceed(SSLEngine engine, ByteBuffer out, ByteBuffer in) throws SSLException {
    boolean goesOn = true;
    while (goesOn) {
      switch (engine.getHandshakeStatus()) {
        case NEED_TASK -> engine.getDelegatedTask().run();
        case NEED_WRAP -> engine.wrap(ByteBuffer.allocate(0), out);
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> goesOn = unwrap(engine, in);
        default -> goesOn = false;
      }
    }
  }

  private static boolean unwrap(SSLEngine engine, ByteBuffer in) throws SSLException {
    in.flip();
    try {
      return in.hasRemaining()
          && engine.unwrap(in, ByteBuffer.allocate(ROOM)).getStatus() == SSLEngineResult.Status.OK;
    } finally {
      in.compact();
    }
  }
}
