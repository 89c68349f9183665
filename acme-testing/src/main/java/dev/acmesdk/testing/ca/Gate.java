package dev.acmesdk.testing.ca;

/** Where an answer waits before it is sent. */
@FunctionalInterface
public interface Gate {

  /**
   * Waits until the answer may go.
   *
   * @throws InterruptedException if the CA is closed meanwhile
   */
  void pass() throws InterruptedException;
}
