package dev.acmesdk.dns01;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Asks a human to change a zone: on a terminal ({@link ConsolePrompt}), by mail, in a web page.
 *
 * <p>An implementation MUST be thread-safe if several issuances share it.
 */
public interface ManualPrompt {

  /**
   * Asks for records and returns when the human says that all of them can be seen.
   *
   * @param records what to add, at least one; several may have the same name, and then all of these
   *     are needed at once. {@link TxtRecord#isPersistent} ones are to stay: say so
   * @param limit for how long there is time; it SHOULD be kept to
   * @throws IOException if the human gives up or does not answer in time; the message says which
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  void awaitInPlace(List<TxtRecord> records, Duration limit)
      throws IOException, InterruptedException;

  /**
   * Shows what name servers answer, after the human has said that the records can be seen and they
   * cannot be seen everywhere yet, and lets the human go on all the same. It is called again and
   * again until they can be seen. By default, the human is believed at once.
   *
   * @param seen what each name server says, in lines of plain words
   * @param time for how long to wait for the human; then the servers are asked again
   * @return {@code true} if the human wants to go on; {@code false} when the time is over
   * @throws IOException if the human gives up; the message says so
   * @throws InterruptedException if the thread is interrupted meanwhile
   */
  default boolean goesOn(String seen, Duration time) throws IOException, InterruptedException {
    return true;
  }

  /**
   * Tells something that needs no answer, for example that a name is an alias. By default, it does
   * nothing.
   *
   * @param text a sentence or more
   * @throws IOException if the human could not be told
   */
  default void tell(String text) throws IOException {}

  /**
   * Tells that a record is of no use any more. It SHOULD NOT wait for an answer. The human may
   * never have been asked to add it: the issuance may have ended before.
   *
   * @param record what to remove
   * @throws IOException if the human could not be told
   */
  void tellToRemove(TxtRecord record) throws IOException;
}
