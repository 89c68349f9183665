package dev.acmesdk.error;

import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CA has terms of service, and nobody has agreed to them (RFC 8555 section 7.3). */
public final class TermsNotAgreedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final URI terms;
  private final @Nullable Problem problem;

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
    this.problem = null;
  }

  /**
   * Makes the exception for terms that have changed (section 7.3.3).
   *
   * @param terms where the terms are
   * @param problem what the CA said; its {@code instance} tells how to agree
   */
  public TermsNotAgreedException(URI terms, Problem problem) {
    super(
        sentence("The CA wants its terms of service agreed to: " + problem),
        "Read %s and, if you agree, %s.".formatted(where(terms), how(problem)),
        null);
    this.terms = terms;
    this.problem = problem;
  }

  private static String how(Problem problem) {
    URI page = Shown.link(problem.instance());
    return page == null
        ? "call agreeToTermsOfService()"
        : "visit " + page + " and do what it says, then try again";
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

  @Override
  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }
}
