package dev.acmesdk.error;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The CA, or what stands in front of it, wants fewer requests (RFC 8555 section 6.6). */
public final class RateLimitedException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final Problem problem;
  private final @Nullable Instant retryAt;
  private final @Nullable URI help;

  /**
   * Makes the exception.
   *
   * @param problem what the CA said
   * @param retryAt when the CA will listen again, if it told
   * @param help where the CA explains its limits, if it told
   */
  public RateLimitedException(Problem problem, @Nullable Instant retryAt, @Nullable URI help) {
    super(sentence("The CA limits requests: " + problem), remedy(retryAt, help), null);
    this.problem = problem;
    this.retryAt = retryAt;
    this.help = help;
  }

  private static String remedy(@Nullable Instant retryAt, @Nullable URI help) {
    String when =
        retryAt == null
            ? "The CA does not say when to try again: read its words before you do."
            : "Try again at " + retryAt + ", not earlier.";
    return help == null ? when : when + " See " + help + ".";
  }

  /**
   * Where the CA explains its limits.
   *
   * @return the URL, if the CA gave it
   */
  public Optional<URI> help() {
    return Optional.ofNullable(help);
  }

  @Override
  public List<Identifier> identifiers() {
    return subjects(problem);
  }

  @Override
  public Optional<Problem> problem() {
    return Optional.of(problem);
  }

  /**
   * Only with a moment given: without one (a paused account, say) a human must act first.
   *
   * @return whether the CA told when to try again
   */
  @Override
  public boolean isRetryable() {
    return retryAt != null;
  }

  @Override
  public Optional<Instant> retryAt() {
    return Optional.ofNullable(retryAt);
  }
}
