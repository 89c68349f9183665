package dev.acmesdk.tlsalpn01;

import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.listener.Listener;
import dev.acmesdk.listener.ListeningSocket;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.TlsAlpn01;
import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.solver.ChallengeSolver;
import dev.acmesdk.solver.PendingChallenge;
import dev.acmesdk.solver.Preflight;
import dev.acmesdk.solver.ValidationWatch;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A TLS server that does nothing but answer TLS-ALPN-01 challenges (RFC 8737, and for IP addresses
 * RFC 8738 section 6).
 *
 * <p>The CA connects to port 443 of each name, whatever port is chosen here; another port is of use
 * only if port 443 is forwarded to it, without TLS being ended on the way.
 *
 * <p>The port is open only while it is needed: from {@link #reserve} until that reservation is
 * closed, and also as long as a response is in place. Then it is free again at once. One daemon
 * thread serves all connections meanwhile. Who does not offer {@code acme-tls/1}, or asks for a
 * name without a response, gets an alert and no certificate; who gets one is hung up on after the
 * handshake.
 *
 * <p>It is thread-safe, and overlapping issuances may share one object. If several are for the same
 * name at the same moment, the CA is shown the response that was presented last, since it does not
 * tell which one it has come for: the others may fail.
 */
public final class TlsAlpn01Server
    implements ChallengeSolver<TlsAlpn01>, Preflight, ValidationWatch<TlsAlpn01> {
  /** The port that CAs connect to. */
  public static final int DEFAULT_PORT = 443;

  private final Responses responses;
  private final int port;
  private final @Nullable InetAddress address;
  private final Limits limits;

  private @Nullable Listener listener;
  private int reservations;

  private TlsAlpn01Server(Builder builder) {
    port = builder.port;
    address = builder.address;
    limits = builder.limits;
    responses = new Responses(limits.clock());
  }

  /**
   * A server on all addresses, IPv4 and IPv6.
   *
   * @param port the TCP port; 0 for one that the system chooses anew each time it is opened
   * @return a server whose port is still closed
   * @throws IllegalArgumentException unless the port is between 0 and 65535
   */
  public static TlsAlpn01Server onPort(int port) {
    return builder().port(port).build();
  }

  /**
   * Starts with port 443 on all addresses.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * The port.
   *
   * @return while it is open, the real one; else the one that was chosen
   */
  public synchronized int port() {
    return listener == null ? port : listener.port();
  }

  @Override
  public Class<TlsAlpn01> challengeType() {
    return Challenge.TlsAlpn01.class;
  }

  /**
   * Opens the port, unless it is open already, and keeps it open. It stays closed if all
   * identifiers are wildcards, since TLS-ALPN-01 cannot prove control of those.
   *
   * @throws PortUnavailableException if another program has the port, if this process may not open
   *     it, or if this machine does not have the address
   */
  @Override
  public synchronized Reservation reserve(List<Identifier> identifiers) throws IOException {
    if (!identifiers.isEmpty() && identifiers.stream().allMatch(Identifier::isWildcard)) {
      return () -> {};
    }
    open();
    reservations++;
    AtomicBoolean closed = new AtomicBoolean();
    return () -> {
      if (!closed.getAndSet(true)) {
        release();
      }
    };
  }

  @Override
  public synchronized void present(PendingChallenge<TlsAlpn01> challenge) throws IOException {
    responses.present(challenge);
    open();
  }

  @Override
  public synchronized void cleanUp(PendingChallenge<TlsAlpn01> challenge) {
    responses.cleanUp(challenge);
    closeIfUnneeded();
  }

  /**
   * {@inheritDoc}
   *
   * @return {@code true} if all were asked for, {@code false} if the time is over, or at once if
   *     one of them is not in place
   */
  @Override
  public boolean awaitRequested(List<PendingChallenge<TlsAlpn01>> challenges, Duration limit)
      throws InterruptedException {
    return responses.awaitRequested(challenges, limit);
  }

  private void open() throws IOException {
    if (listener == null) {
      listener =
          Listener.open(
              ListeningSocket.open(address, port, DEFAULT_PORT),
              "acme-tlsalpn01",
              limits.connections(),
              (channel, key) -> new Connection(channel, key, responses, limits));
    }
  }

  private synchronized void release() {
    reservations--;
    closeIfUnneeded();
  }

  private void closeIfUnneeded() {
    if (listener != null && reservations == 0 && responses.isEmpty()) {
      listener.close();
      listener = null;
    }
  }

  @Override
  public String toString() {
    return "TLS-ALPN-01 server on port " + port();
  }

  /** Chooses port and address. Not thread-safe. */
  public static final class Builder {
    private int port = DEFAULT_PORT;
    private @Nullable InetAddress address;
    private Limits limits = Limits.DEFAULT;

    private Builder() {}

    /**
     * Chooses the port.
     *
     * @param port the TCP port; 0 for one that the system chooses anew each time it is opened
     * @return this
     * @throws IllegalArgumentException unless the port is between 0 and 65535
     */
    public Builder port(int port) {
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException("Not a TCP port: " + port);
      }
      this.port = port;
      return this;
    }

    /**
     * Listens on one address only.
     *
     * @param address an address of this machine; the wildcard address of either IP version stands
     *     for all addresses, which is the default
     * @return this
     */
    public Builder address(InetAddress address) {
      this.address = address;
      return this;
    }

    Builder limits(Limits limits) {
      this.limits = limits;
      return this;
    }

    /**
     * Makes the server.
     *
     * @return a server whose port is still closed
     */
    public TlsAlpn01Server build() {
      return new TlsAlpn01Server(this);
    }
  }
}
