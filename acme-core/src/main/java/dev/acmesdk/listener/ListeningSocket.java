package dev.acmesdk.listener;

import dev.acmesdk.error.PortUnavailableException;
import dev.acmesdk.error.PortUnavailableException.Reason;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.UnsupportedAddressTypeException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Opens a port for validation requests, and finds out why it cannot be opened.
 *
 * <p>It is thread-safe.
 */
public final class ListeningSocket {
  // The CA opens several connections per challenge, and one that the backlog drops comes back no
  // sooner than a second later.
  private static final int BACKLOG = 1024;
  private static final Pattern DENIED =
      Pattern.compile("permission denied|not permitted", Pattern.CASE_INSENSITIVE);

  private final @Nullable InetAddress address;
  private final int port;
  private final int publicPort;
  private final PortHolder holder;

  private ListeningSocket(@Nullable InetAddress address, int port, int publicPort) {
    this.address = address == null || address.isAnyLocalAddress() ? null : address;
    this.port = port;
    this.publicPort = publicPort;
    holder = PortHolder.of(this.address, port);
  }

  /**
   * Opens the port.
   *
   * @param address where; {@code null} or a wildcard address for all, of both IP versions if the
   *     machine has both
   * @param port the TCP port, or 0 for one that the system chooses
   * @param publicPort the port that the CA connects to, for the advice in messages
   * @return the bound channel
   * @throws PortUnavailableException if that is the port's or the address's fault
   * @throws IOException if no port can be opened at all
   */
  public static ServerSocketChannel open(@Nullable InetAddress address, int port, int publicPort)
      throws IOException {
    return new ListeningSocket(address, port, publicPort).open();
  }

  private ServerSocketChannel open() throws IOException {
    try {
      return bind(port);
    } catch (BindException e) {
      throw unavailable(reason(e), e);
    } catch (SocketException e) {
      if (isDenied(e)) {
        throw unavailable(Reason.NO_PERMISSION, e);
      }
      throw e;
    }
  }

  private ServerSocketChannel bind(int portToBind) throws IOException {
    // One socket for both IP versions, or one for IPv4 where there is no IPv6: the JDK sees to it.
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      // Else the port would stay taken for a minute by connections that were just closed.
      channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      return channel.bind(new InetSocketAddress(address, portToBind), BACKLOG);
    } catch (UnsupportedAddressTypeException e) {
      channel.close();
      throw (BindException) new BindException("This machine has no IPv6").initCause(e);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The message may be in the language of the machine, so it is not the only witness. */
  private Reason reason(BindException failure) throws IOException {
    if (isDenied(failure)) {
      return Reason.NO_PERMISSION;
    }
    if (String.valueOf(failure.getMessage()).contains("in use")) {
      return Reason.IN_USE;
    }
    if (!hasAddress()) {
      return Reason.ADDRESS_MISSING;
    }
    return port >= 1024 || holder.exists() ? Reason.IN_USE : Reason.NO_PERMISSION;
  }

  private static boolean isDenied(SocketException failure) {
    return DENIED.matcher(String.valueOf(failure.getMessage())).find();
  }

  private boolean hasAddress() throws IOException {
    try {
      bind(0).close();
      return true;
    } catch (BindException e) {
      return false;
    }
  }

  private PortUnavailableException unavailable(Reason reason, SocketException cause) {
    String where = address == null ? "all addresses" : address.getHostAddress();
    String who = reason == Reason.IN_USE ? holder.describe().orElse(null) : null;
    return new PortUnavailableException(port, where, reason, who, publicPort, cause);
  }
}
