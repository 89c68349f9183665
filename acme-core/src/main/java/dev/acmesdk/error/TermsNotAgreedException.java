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
        "Read %s and, if you agree, call agreeToTermsOfService().".formatted(where(terms)),
        null);
    this.terms = terms;
  }

  private static String where(URI terms) {
    return "data".equalsIgnoreCase(terms.getScheme())
        ? "them (the data: URL in terms())"
        : terms.toString();
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
