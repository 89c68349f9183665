package dev.acmesdk.listener;

/**
 * One who has connected to a {@link Listener}. All is called in the listener's thread, so nothing
 * here may block, and nothing needs to be thread-safe.
 */
public interface Client {

  /**
   * Goes on as far as it can now. It is called when the channel is ready for what its key is
   * interested in. Whoever fails or has finished closes the channel.
   */
  void proceed();

  /**
   * Whether the client has taken longer than it may.
   *
   * @return {@code true} if it is to be hung up on
   */
  boolean isOverdue();

  /** Closes the channel; called also if it is closed already. */
  void close();
}
