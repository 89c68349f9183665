package dev.acmesdk.error;

import java.io.IOException;
import java.net.ConnectException;
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

  private final URI url;
  private final boolean retryable;

  /**
   * Makes the exception.
   *
   * @param url what was asked for
   * @param cause what the network said
   */
  public ServerUnreachableException(URI url, IOException cause) {
    super(
        "The ACME server at %s could not be reached: %s.".formatted(url.getAuthority(), why(cause)),
        remedy(url, cause),
        cause);
    this.url = url;
    this.retryable = !isDistrust(cause);
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
    return String.valueOf(cause.getMessage());
  }

  private static String remedy(URI url, IOException cause) {
    if (cause instanceof UnknownHostException) {
      return "Check the directory URL for a typing error, and this machine's DNS.";
    }
    if (isDistrust(cause)) {
      return "For a private CA, give the certificate that signed its server's (trust(…)). Otherwise check this machine's clock, and whether a proxy intercepts TLS.";
    }
    return "Check that this machine may open connections to port %d of it (firewall, proxy), then try again."
        .formatted(url.getPort() < 0 ? 443 : url.getPort());
  }

  private static boolean isDistrust(@Nullable Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof CertificateException || t instanceof SSLPeerUnverifiedException) {
        return true;
      }
    }
    return cause instanceof SSLException ssl
        && String.valueOf(ssl.getMessage()).contains("certificate");
  }

  /**
   * What was asked for.
   *
   * @return its URL
   */
  public URI url() {
    return url;
  }

  @Override
  public boolean isRetryable() {
    return retryable;
  }
}
