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
  private final RateLimit limit;
  private final @Nullable URI help;

  /**
   * Makes the exception.
   *
   * @param problem what the CA said
   * @param retryAt when the CA will listen again, if it told
   * @param help where the CA explains its limits, if it told
   */
  public RateLimitedException(Problem problem, @Nullable Instant retryAt, @Nullable URI help) {
    this(problem, RateLimitText.read(problem, retryAt), help);
  }

  private RateLimitedException(Problem problem, RateLimit limit, @Nullable URI help) {
    super(sentence("The CA limits requests: " + problem), remedy(limit, Shown.link(help)), null);
    this.problem = problem;
    this.limit = limit;
    this.help = help;
  }

  private static String remedy(RateLimit limit, @Nullable URI help) {
    String advice = limit.diagnosis().advice() + when(limit);
    return help == null ? advice : advice + " See " + help + ".";
  }

  private static String when(RateLimit limit) {
    if (limit.kind().isTerminal()) {
      return "";
    }
    return limit
        .endsAt()
        .map(end -> " Try again at " + end + ", not earlier.")
        .orElse(" The CA does not say when to try again: read its words before you do.");
  }

  /**
   * Which limit it is, as far as the CA tells.
   *
   * @return the limit, with what to do instead of trying again
   */
  public RateLimit limit() {
    return limit;
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
   * Only with a moment given, by the header or in the CA's words: without one (and always if the
   * account is paused) a human must act first.
   *
   * @return whether the CA told when to try again
   */
  @Override
  public boolean isRetryable() {
    return limit.end() != null;
  }

  @Override
  public Optional<Instant> retryAt() {
    return limit.endsAt();
  }
}
