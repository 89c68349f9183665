package dev.acmesdk.error;

import java.net.URI;

/** The CA has terms of service, and nobody has agreed to them (RFC 8555 section 7.3). */
public final class TermsNotAgreedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final URI terms;

  /**
   * Makes the exception.
   *
   * @param terms where the terms are
   */
  public TermsNotAgreedException(URI terms) {
    super(
        "The CA wants its terms of service agreed to before it makes an account.",
        "Read " + terms + " and, if you agree, call agreeToTermsOfService().",
        null);
    this.terms = terms;
  }

  /**
   * Where the terms are.
   *
   * @return their URL
   */
  public URI terms() {
    return terms;
  }
}
