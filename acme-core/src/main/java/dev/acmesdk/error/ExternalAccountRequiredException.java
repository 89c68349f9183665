package dev.acmesdk.error;

import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CA makes accounts only for those who have one with it already (RFC 8555 section 7.3.4). */
public final class ExternalAccountRequiredException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final @Nullable Problem problem;

  /**
   * Makes the exception for a CA whose directory says so; nothing was sent.
   *
   * @param directory the CA's directory
   */
  public ExternalAccountRequiredException(URI directory) {
    this(directory, null);
  }

  /**
   * Makes the exception for a CA that says so only when it is asked for an account.
   *
   * @param directory the CA's directory
   * @param problem what the CA said
   */
  public ExternalAccountRequiredException(URI directory, @Nullable Problem problem) {
    super(
        "The CA at " + directory + " makes ACME accounts only for its customers.",
        "Get a key identifier and a MAC key (external account binding, EAB) from your account with the CA, and give both: externalAccount(keyId, macKey).",
        null);
    this.problem = problem;
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }
}
