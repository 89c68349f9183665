package dev.acmesdk.issuance;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener, and shields the issuance from what it throws. */
public final class Progress {
  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  private final IssuanceListener listener;

  /**
   * Shields a listener.
   *
   * @param listener who wants to hear
   */
  public Progress(IssuanceListener listener) {
    this.listener = listener;
  }

  /**
   * Tells of a step.
   *
   * @param event what happened
   */
  public void report(IssuanceEvent event) {
    LOG.debug("{}", event);
    try {
      listener.on(event);
    } catch (RuntimeException e) {
      LOG.warn("The issuance listener failed at: {}", event, e);
    }
  }
}
