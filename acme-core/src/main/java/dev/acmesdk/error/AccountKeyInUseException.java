package dev.acmesdk.error;

import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An account was to get a new key, but another account has it already (RFC 8555 section 7.3.5).
 * Nothing has changed.
 */
public final class AccountKeyInUseException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final @Nullable URI holder;
  private final @Nullable Problem problem;

  /**
   * Makes the exception.
   *
   * @param account the account whose key was to be changed
   * @param holder the account that has the new key, if the CA told
   * @param problem what the CA said, if it said anything
   */
  public AccountKeyInUseException(URI account, @Nullable URI holder, @Nullable Problem problem) {
    super(
        "The key of the account %s was not changed: %s has the new key already."
            .formatted(account, holder == null ? "another account" : "the account " + holder),
        "Keep the old key, and generate a new one for this account alone.",
        null);
    this.holder = holder;
    this.problem = problem;
  }

  /**
   * The account that has the key.
   *
   * @return its URL, if the CA told
   */
  public Optional<URI> holder() {
    return Optional.ofNullable(holder);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.ofNullable(problem);
  }
}
