package dev.acmesdk.http01;

import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.listener.Listener;
import dev.acmesdk.listener.ListeningSocket;
import dev.acmesdk.protocol.Challenge;
import dev.acmesdk.protocol.Challenge.Http01;
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
 * A web server that does nothing but answer HTTP-01 challenges (RFC 8555 section 8.3), like
 * Certbot's {@code --standalone}.
 *
 * <p>The CA connects to port 80 of each name, whatever port is chosen here; another port is of use
 * only if port 80 is forwarded to it.
 *
 * <p>The port is open only while it is needed: from {@link #reserve} until that reservation is
 * closed, and also as long as a response is in place. Then it is free again at once. One daemon
 * thread serves all connections meanwhile.
 *
 * <p>It is thread-safe, and overlapping issuances may share one object.
 */
public final class Http01Server
    implements ChallengeSolver<Http01>, Preflight, ValidationWatch<Http01> {
  /** The port that CAs connect to. */
  public static final int DEFAULT_PORT = 80;

  private final Http01Responder responder = new Http01Responder();
  private final int port;
  private final @Nullable InetAddress address;
  private final Limits limits;

  private @Nullable Listener listener;
  private int reservations;

  private Http01Server(Builder builder) {
    port = builder.port;
    address = builder.address;
    limits = builder.limits;
  }

  /**
   * A server on all addresses, IPv4 and IPv6.
   *
   * @param port the TCP port; 0 for one that the system chooses anew each time it is opened
   * @return a server whose port is still closed
   * @throws IllegalArgumentException unless the port is between 0 and 65535
   */
  public static Http01Server onPort(int port) {
    return builder().port(port).build();
  }

  /**
   * Starts with port 80 on all addresses.
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
  public Class<Http01> challengeType() {
    return Challenge.Http01.class;
  }

  /**
   * Opens the port, unless it is open already, and keeps it open. It stays closed if all
   * identifiers are wildcards, since HTTP-01 cannot prove control of those.
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
  public synchronized void present(PendingChallenge<Http01> challenge) throws IOException {
    responder.present(challenge);
    open();
  }

  @Override
  public synchronized void cleanUp(PendingChallenge<Http01> challenge) {
    responder.cleanUp(challenge);
    closeIfUnneeded();
  }

  @Override
  public boolean awaitRequested(List<PendingChallenge<Http01>> challenges, Duration limit)
      throws InterruptedException {
    return responder.awaitRequested(challenges, limit);
  }

  private void open() throws IOException {
    if (listener == null) {
      listener =
          Listener.open(
              ListeningSocket.open(address, port, DEFAULT_PORT),
              "acme-http01",
              limits.connections(),
              (channel, key) -> new Connection(channel, key, responder, limits));
    }
  }

  private synchronized void release() {
    reservations--;
    closeIfUnneeded();
  }

  private void closeIfUnneeded() {
    if (listener != null && reservations == 0 && responder.isEmpty()) {
      listener.close();
      listener = null;
    }
  }

  @Override
  public String toString() {
    return "HTTP-01 server on port " + port();
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
    public Http01Server build() {
      return new Http01Server(this);
    }
  }
}
