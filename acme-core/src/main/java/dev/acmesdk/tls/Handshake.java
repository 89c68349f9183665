package dev.acmesdk.tls;

import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client at the moment when the server chooses its certificate.
 *
 * @param serverName the DNS name that it asks for, in lower case
 * @param address the address by which it has come, as a text
 * @param isValidation whether it is a CA that validates a TLS-ALPN-01 challenge
 */
record Handshake(Optional<String> serverName, Optional<String> address, boolean isValidation) {
  private static final Handshake UNKNOWN = new Handshake(Optional.empty(), Optional.empty(), false);
  private static final Pattern DOTTED_QUAD = Pattern.compile("[0-9]+(\\.[0-9]+){3}");

  static Handshake of(@Nullable SSLEngine engine) {
    return engine == null
        ? UNKNOWN
        : of(engine::getHandshakeSession, engine::getHandshakeApplicationProtocol, null);
  }

  static Handshake of(@Nullable Socket socket) {
    return socket instanceof SSLSocket tls
        ? of(tls::getHandshakeSession, tls::getHandshakeApplicationProtocol, tls.getLocalAddress())
        : UNKNOWN;
  }

  private static Handshake of(
      Supplier<@Nullable SSLSession> session,
      Supplier<@Nullable String> protocol,
      @Nullable InetAddress localAddress) {
    Optional<String> asked = ifSupported(session).flatMap(Handshake::serverName);
    boolean isValidation = ifSupported(protocol).filter(TlsAlpn01.PROTOCOL::equals).isPresent();
    // RFC 6066 section 3 forbids addresses in SNI; clients that send one all the same mean it.
    return asked.filter(name -> DOTTED_QUAD.matcher(name).matches()).isPresent()
        ? new Handshake(Optional.empty(), asked, isValidation)
        : new Handshake(
            asked, Optional.ofNullable(localAddress).map(Handshake::text), isValidation);
  }

  private static Optional<String> serverName(SSLSession session) {
    List<SNIServerName> names =
        session instanceof ExtendedSSLSession extended
            ? ifSupported(extended::getRequestedServerNames).orElse(List.of())
            : List.of();
    return names.stream()
        .filter(SNIHostName.class::isInstance)
        .findFirst()
        .map(name -> ((SNIHostName) name).getAsciiName().toLowerCase(Locale.ROOT));
  }

  private static String text(InetAddress address) {
    String literal = address.getHostAddress();
    int zone = literal.indexOf('%');
    return Identifier.ip(zone < 0 ? literal : literal.substring(0, zone)).value();
  }

  /** Engines other than the JDK's need not tell: a client of theirs is one that names nothing. */
  private static <T> Optional<T> ifSupported(Supplier<@Nullable T> property) {
    try {
      return Optional.ofNullable(property.get());
    } catch (UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
