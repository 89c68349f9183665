package dev.acmesdk.solver;

import dev.acmesdk.protocol.Challenge;
import java.io.IOException;

/**
 * Puts the response to a challenge where the CA will look, and takes it away again.
 *
 * <p>{@code present} and {@code cleanUp} get the same argument and MUST need no other memory than
 * that, so that what one process presented another can clean up. Both are called for one challenge
 * after the other, in one thread; solvers that are shared between issuances MUST be thread-safe.
 *
 * <p>Optional abilities are interfaces of their own: {@link Preflight}, {@link PropagationWait},
 * {@link ValidationWatch}.
 *
 * @param <C> the type of challenge that it solves
 */
public interface ChallengeSolver<C extends Challenge> {

  /**
   * The type of challenge that it solves.
   *
   * @return for example {@code Challenge.Http01.class}
   */
  Class<C> challengeType();

  /**
   * Puts the response in place. It SHOULD return quickly; what takes time belongs into {@link
   * PropagationWait}. If it throws, {@code cleanUp} is called all the same.
   *
   * @param challenge what to respond to
   * @throws IOException if the response cannot be put in place
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void present(PendingChallenge<C> challenge) throws IOException, InterruptedException;

  /**
   * Takes the response away, and nothing but this response: another issuance may have put one
   * beside it. It MUST succeed if there is nothing to take away. It is called in every case, also
   * when the thread is interrupted or {@code present} has failed.
   *
   * @param challenge the argument of {@code present}
   * @throws IOException if something had to be left behind; the message says what and where
   */
  void cleanUp(PendingChallenge<C> challenge) throws IOException;
}
