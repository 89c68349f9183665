package dev.acmesdk.error;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;

/** The CA's server could not be reached, or the connection broke. */
public final class ServerUnreachableException extends AcmeException {
  private static final long serialVersionUID = 1;

  private static final int MAX_WORDS = 200;

  private final URI url;
  private final boolean retryable;
  private final boolean mayHaveArrived;

  /**
   * Makes the exception.
   *
   * @param url what was asked for
   * @param cause what the network said
   */
  public ServerUnreachableException(URI url, IOException cause) {
    super(
        sentence(
            "The ACME server at %s could not be reached: %s".formatted(server(url), why(cause))),
        remedy(url, cause),
        cause);
    this.url = url;
    this.retryable = !isDistrust(cause);
    this.mayHaveArrived = retryable && !isUnsent(cause);
  }

  private static boolean isUnsent(IOException cause) {
    return cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException;
  }

  /** Without what may stand before the host: user and password. */
  private static String server(URI url) {
    String authority = String.valueOf(url.getAuthority());
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static String why(IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "its name is not in DNS";
    }
    if (isDistrust(cause)) {
      return "its TLS certificate is not trusted";
    }
    if (cause instanceof SocketTimeoutException) {
      return "it did not answer in time";
    }
    if (cause instanceof ConnectException) {
      return "the connection was refused or dropped";
    }
    return isBrokenTls(cause) ? "TLS failed (" + words(cause) + ")" : words(cause);
  }

  /** Sometimes these are the first words of the server, and there may be many. */
  private static String words(IOException cause) {
    String words = cause.getMessage();
    if (words == null || words.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    return words.length() <= MAX_WORDS ? words : words.substring(0, MAX_WORDS) + "…";
  }

  private static String remedy(URI url, IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "Check the directory URL for a typing error, and this machine's DNS.";
    }
    if (isDistrust(cause)) {
      return "For a private CA, give the certificate that signed its server's (trust(…)). Otherwise check this machine's clock, and whether a proxy intercepts TLS.";
    }
    if (isBrokenTls(cause)) {
      return "Check that it is an HTTPS server, and that no proxy interferes with TLS, then try again.";
    }
    return "Check that this machine may open connections to port %d of it (firewall, proxy), then try again."
        .formatted(port(url));
  }

  private static int port(URI url) {
    if (url.getPort() >= 0) {
      return url.getPort();
    }
    return "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
  }

  private static boolean isDistrust(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return false;
  }

  /** The JDK also reports connections that break as TLS errors. */
  private static boolean isBrokenTls(IOException cause) {
    return cause instanceof SSLException && !(cause.getCause() instanceof SocketException);
  }

  /**
   * What was asked for.
   *
   * @return its URL
   */
  public URI url() {
    return url;
  }

  /**
   * Whether the server may have got the request, and done what it asked for, although there is no
   * answer.
   *
   * @return {@code false} if no connection came about
   */
  public boolean mayHaveArrived() {
    return mayHaveArrived;
  }

  @Override
  public boolean isRetryable() {
    return retryable;
  }
}
