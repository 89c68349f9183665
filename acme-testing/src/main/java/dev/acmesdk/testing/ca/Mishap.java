package dev.acmesdk.testing.ca;

import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** What goes wrong with one request, at the stages that it passes. See {@link Mishaps}. */
public interface Mishap {

  /**
   * Before anything else.
   *
   * @throws IOException if the request is lost
   */
  default void arrive() throws IOException {}

  /**
   * An answer in the place of the true one. What was asked for is not done then.
   *
   * @param now the time of the CA
   * @return an answer, or nothing if this goes wrong elsewhere
   */
  default Optional<Answer> instead(Instant now) {
    return Optional.empty();
  }

  /**
   * Changes the answer.
   *
   * @param answer the answer so far
   * @param forger makes certificates that are not what they should be
   * @return what the client gets
   */
  default Answer spoil(Answer answer, Forger forger) {
    return answer;
  }

  /**
   * Before the answer is sent.
   *
   * @param answer the answer
   * @throws IOException if the client is not to get it, or not all of it
   */
  default void send(Answer answer) throws IOException {}
}
