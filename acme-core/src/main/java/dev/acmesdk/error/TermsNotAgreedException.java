package dev.acmesdk.error;

import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The CA has terms of service, and nobody has agreed to them (RFC 8555 section 7.3), or not to the
 * latest ones (section 7.3.3). They are never agreed to without an act of a human.
 */
public final class TermsNotAgreedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final URI terms;
  private final @Nullable Problem problem;

  /**
   * Makes the exception for a CA whose directory names terms; nothing was sent.
   *
   * @param terms where the terms are
   */
  public TermsNotAgreedException(URI terms) {
    super(
        "The CA wants its terms of service agreed to before it makes an account.",
        agree(terms),
        null);
    this.terms = terms;
    this.problem = null;
  }

  /**
   * Makes the exception for a CA that refuses a request because of its terms.
   *
   * @param terms where the latest terms are
   * @param problem what the CA said; its {@code instance} is the page that tells a human how to
   *     agree
   */
  public TermsNotAgreedException(URI terms, Problem problem) {
    super(
        sentence("The CA wants its latest terms of service agreed to: " + problem),
        agree(terms) + ifAgreedBefore(problem),
        null);
    this.terms = terms;
    this.problem = problem;
  }

  private static String agree(URI terms) {
    return "Read %s and, if you agree, call agreeToTermsOfService().".formatted(where(terms));
  }

  private static String ifAgreedBefore(Problem problem) {
    URI page = Shown.link(problem.instance());
    return page == null
        ? ""
        : " If the account has agreed to earlier ones, visit " + page + " instead.";
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
