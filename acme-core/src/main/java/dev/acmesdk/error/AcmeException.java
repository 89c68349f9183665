package dev.acmesdk.error;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something prevented a certificate from being obtained.
 *
 * <p>The message says what failed and why, followed by the remedy. The kinds are final and few:
 * catch the one that you can do something about, or this. Serialized, they keep all that they tell.
 * A message is one line without control characters, and has at most 10,000 characters, whatever a
 * server said.
 */
public abstract sealed class AcmeException extends RuntimeException
    permits AccountKeyInUseException,
        CancelledException,
        DeadlineExceededException,
        ExternalAccountRequiredException,
        InvalidRequestException,
        LeaseLostException,
        NoUsableChallengeException,
        PortUnavailableException,
        ProtocolViolationException,
        RateLimitedException,
        RejectedException,
        RenewalPostponedException,
        ServerUnreachableException,
        SolverException,
        StoreException,
        TermsNotAgreedException,
        ValidationFailedException {
  private static final long serialVersionUID = 1;

  /** Much of it may be a server's: what fits on a page must do. */
  private static final int MAX_SENTENCES = 4_000;

  private final String remedy;

  AcmeException(String failure, String remedy, @Nullable Throwable cause) {
    super(line(failure) + " " + line(remedy), CleanCause.of(cause));
    this.remedy = line(remedy);
  }

  private static String line(String text) {
    return Shown.line(
        text.length() <= MAX_SENTENCES ? text : text.substring(0, MAX_SENTENCES) + "…");
  }

  /** A text from elsewhere as a sentence: it may have its full stop already. */
  static String sentence(String text) {
    return text.isEmpty() || ".!?…".indexOf(text.charAt(text.length() - 1)) < 0 ? text + "." : text;
  }

  /** Whom a problem and its subproblems are about, each once. */
  static List<Identifier> subjects(Problem problem) {
    return Stream.concat(Stream.of(problem), problem.subproblems().stream())
        .flatMap(one -> one.subject().stream())
        .distinct()
        .toList();
  }

  /**
   * What to do about it.
   *
   * @return one or more sentences for the person in charge
   */
  public final String remedy() {
    return remedy;
  }

  /**
   * Which identifiers it concerns.
   *
   * @return the identifiers; empty if it concerns the request as a whole
   */
  public List<Identifier> identifiers() {
    return List.of();
  }

  /**
   * What the CA said.
   *
   * @return its problem document, if this comes from the CA
   */
  public Optional<Problem> problem() {
    return Optional.empty();
  }

  /**
   * Whether the same call may succeed later although nobody changes anything.
   *
   * @return {@code true} for passing troubles
   */
  public boolean isRetryable() {
    return false;
  }

  /**
   * The moment before which another attempt is pointless.
   *
   * @return that moment, if it is known
   */
  public Optional<Instant> retryAt() {
    return Optional.empty();
  }
}
