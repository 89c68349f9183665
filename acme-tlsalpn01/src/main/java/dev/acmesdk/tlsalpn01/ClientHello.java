package dev.acmesdk.tlsalpn01;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLProtocolException;

/**
 * What has to be known of the first message of a handshake (RFC 8446 section 4.1.2) before it is
 * worth one. JSSE tells it too late: when it asks for a certificate, the answer to a client without
 * ALPN can no longer be the right alert, and part of the handshake is done.
 *
 * @param protocols what the client offers by ALPN (RFC 7301), in its order
 * @param serverName what the client asks for by SNI (RFC 6066 section 3), in lower case
 */
record ClientHello(List<String> protocols, Optional<String> serverName) {
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int ALPN = 16;
  private static final int RECORD_HEADER = 5;
  private static final int LENGTH_IN_RECORD = 3;
  private static final int MESSAGE_HEADER = 4;
  private static final int VERSION_AND_RANDOM = 2 + 32;

  /**
   * Reads it.
   *
   * @param received what has arrived so far
   * @return empty if there is more to come
   * @throws SSLProtocolException if it is something else, or damaged
   */
  static Optional<ClientHello> parse(ByteBuffer received) throws SSLProtocolException {
    Optional<ByteBuffer> message = message(received);
    try {
      return message.map(ClientHello::read);
    } catch (BufferUnderflowException e) {
      throw (SSLProtocolException) new SSLProtocolException("A length is wrong").initCause(e);
    }
  }

  /** The body of the message, which may be spread over several records. */
  private static Optional<ByteBuffer> message(ByteBuffer received) throws SSLProtocolException {
    ByteBuffer fragments = ByteBuffer.allocate(received.remaining());
    Optional<ByteBuffer> message = Optional.empty();
    while (message.isEmpty() && received.hasRemaining()) {
      expect(HANDSHAKE, received.get(received.position()));
      if (received.remaining() < RECORD_HEADER) {
        return Optional.empty();
      }
      int length = received.getShort(received.position() + LENGTH_IN_RECORD) & 0xffff;
      if (received.remaining() < RECORD_HEADER + length) {
        return Optional.empty();
      }
      take(received, RECORD_HEADER);
      fragments.put(take(received, length));
      message = whole(fragments.duplicate().flip());
    }
    return message;
  }

  private static Optional<ByteBuffer> whole(ByteBuffer message) throws SSLProtocolException {
    if (message.remaining() < MESSAGE_HEADER) {
      return Optional.empty();
    }
    expect(CLIENT_HELLO, message.get());
    int length = ((message.get() & 0xff) << 16) | (message.getShort() & 0xffff);
    return message.remaining() < length ? Optional.empty() : Optional.of(take(message, length));
  }

  private static void expect(int type, byte found) throws SSLProtocolException {
    if (found != type) {
      throw new SSLProtocolException("Not a ClientHello");
    }
  }

  private static ClientHello read(ByteBuffer body) {
    take(body, VERSION_AND_RANDOM);
    shortVector(body); // session id
    vector(body); // cipher suites
    shortVector(body); // compression methods
    List<String> protocols = new ArrayList<>();
    List<String> names = new ArrayList<>();
    ByteBuffer extensions = body.hasRemaining() ? vector(body) : body;
    while (extensions.hasRemaining()) {
      int type = extensions.getShort();
      ByteBuffer content = vector(extensions);
      if (type == ALPN) {
        protocols.addAll(protocols(vector(content)));
      } else if (type == SERVER_NAME) {
        names.addAll(hostNames(vector(content)));
      }
    }
    return new ClientHello(List.copyOf(protocols), names.stream().findFirst());
  }

  private static List<String> protocols(ByteBuffer list) {
    List<String> protocols = new ArrayList<>();
    while (list.hasRemaining()) {
      protocols.add(text(shortVector(list)));
    }
    return protocols;
  }

  private static List<String> hostNames(ByteBuffer list) {
    List<String> names = new ArrayList<>();
    while (list.hasRemaining()) {
      int type = list.get();
      String name = text(vector(list));
      if (type == HOST_NAME) {
        names.add(name.toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }

  private static ByteBuffer shortVector(ByteBuffer from) {
    return take(from, from.get() & 0xff);
  }

  private static ByteBuffer vector(ByteBuffer from) {
    return take(from, from.getShort() & 0xffff);
  }

  private static ByteBuffer take(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer taken = from.slice(from.position(), length);
    from.position(from.position() + length);
    return taken;
  }

  private static String text(ByteBuffer octets) {
    return StandardCharsets.ISO_8859_1.decode(octets).toString();
  }
}
