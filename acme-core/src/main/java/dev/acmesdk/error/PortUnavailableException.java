package dev.acmesdk.error;

import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The port that the CA will connect to cannot be opened here. It was found out before an order was
 * placed.
 */
public final class PortUnavailableException extends AcmeException {
  private static final long serialVersionUID = 1;

  /** What a holder starts with if it is no other process than this one. */
  public static final String THIS_PROCESS = "this very process";

  private static final int HTTP = 80;

  private final int port;
  private final Reason reason;
  private final @Nullable String holder;

  /** Why the port cannot be opened. */
  public enum Reason {
    /** Another program listens on it. */
    IN_USE,
    /** This process may not open it. */
    NO_PERMISSION,
    /** This machine does not have the address. */
    ADDRESS_MISSING
  }

  /**
   * Makes the exception for HTTP-01, for which CAs connect to port 80.
   *
   * @param port the TCP port
   * @param address where it was to be opened, {@code all addresses} or one
   * @param reason why it cannot be opened
   * @param holder who has it, for example {@code nginx (process 812)}, if that is known
   * @param cause what the operating system said
   */
  public PortUnavailableException(
      int port, String address, Reason reason, @Nullable String holder, IOException cause) {
    this(port, address, reason, holder, HTTP, cause);
  }

  /**
   * Makes the exception.
   *
   * @param port the TCP port
   * @param address where it was to be opened, {@code all addresses} or one
   * @param reason why it cannot be opened
   * @param holder who has it, for example {@code nginx (process 812)}, if that is known
   * @param publicPort the port that CAs connect to for this type of challenge, 80 or 443
   * @param cause what the operating system said
   */
  public PortUnavailableException(
      int port,
      String address,
      Reason reason,
      @Nullable String holder,
      int publicPort,
      IOException cause) {
    super(
        failure(port, address, reason, holder),
        remedy(port, address, reason, holder, publicPort),
        cause);
    this.port = port;
    this.reason = reason;
    this.holder = holder;
  }

  private static String failure(int port, String address, Reason reason, @Nullable String holder) {
    String why =
        switch (reason) {
          case IN_USE -> (holder == null ? "another program" : holder) + " is listening on it";
          case NO_PERMISSION ->
              port < 1024
                  ? "this process may not open ports below 1024"
                  : "the operating system does not permit it";
          case ADDRESS_MISSING -> "no network interface of this machine has that address";
        };
    return "Port %d on %s cannot be opened: %s.".formatted(port, address, why);
  }

  private static String remedy(
      int port, String address, Reason reason, @Nullable String holder, int publicPort) {
    return switch (reason) {
      case IN_USE -> remedyForHolder(port, holder, publicPort == HTTP);
      case NO_PERMISSION ->
          "Run as root, or grant the right (systemd: AmbientCapabilities=CAP_NET_BIND_SERVICE; else: setcap cap_net_bind_service=+ep on the java binary), or listen on a higher port to which port "
              + publicPort
              + " is forwarded.";
      case ADDRESS_MISSING ->
          "Check " + address + " against the output of: ip address. Or listen on all addresses.";
    };
  }

  private static String remedyForHolder(int port, @Nullable String holder, boolean http) {
    if (holder == null) {
      return "Stop that program"
          + otherwise(http)
          + " To see who it is: ss -ltnp 'sport = :"
          + port
          + "'";
    }
    // The process's own server is not to be stopped, and its issuances come to an end.
    return holder.startsWith(THIS_PROCESS)
        ? "If another certificate is being obtained in it, wait for that; if it is a server of your own, "
            + (http ? "mount the HTTP-01 responder in it." : "prove control by HTTP-01 or DNS-01.")
        : "Stop " + holder + otherwise(http);
  }

  private static String otherwise(boolean http) {
    return " while the certificate is obtained, or "
        + (http
            ? "let it answer the challenge itself: use the webroot solver, or mount the HTTP-01 responder in it."
            : "prove control by HTTP-01 or DNS-01.");
  }

  /**
   * Which port.
   *
   * @return the TCP port
   */
  public int port() {
    return port;
  }

  /**
   * Why it cannot be opened.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * Who has the port.
   *
   * @return name and process number, if they could be found out
   */
  public Optional<String> holder() {
    return Optional.ofNullable(holder);
  }
}
