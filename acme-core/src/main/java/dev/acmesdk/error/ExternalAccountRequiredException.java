package dev.acmesdk.error;

import java.net.URI;

/** The CA makes accounts only for those who have one with it already (RFC 8555 section 7.3.4). */
public final class ExternalAccountRequiredException extends AcmeException {
  private static final long serialVersionUID = 1;

  /**
   * Makes the exception.
   *
   * @param directory the CA's directory
   */
  public ExternalAccountRequiredException(URI directory) {
    super(
        "The CA at " + directory + " makes ACME accounts only for its customers.",
        "This version cannot prove to a CA that you are a customer (external account binding): use another CA.",
        null);
  }
}
