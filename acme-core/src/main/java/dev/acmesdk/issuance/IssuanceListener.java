package dev.acmesdk.issuance;

/**
 * Hears of each step. It is called in the thread that does the work, so it should be quick; what it
 * throws is logged and does not stop the issuance.
 */
@FunctionalInterface
public interface IssuanceListener {

  /** Hears and does nothing. */
  IssuanceListener NONE = event -> {};

  /**
   * Something happened.
   *
   * @param event what
   */
  void on(IssuanceEvent event);
}
