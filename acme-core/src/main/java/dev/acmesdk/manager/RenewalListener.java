package dev.acmesdk.manager;

/** Hears what a manager does. */
@FunctionalInterface
public interface RenewalListener {

  /** Hears nothing. */
  RenewalListener NONE = event -> {};

  /**
   * Hears of a change. What it throws is logged and has no other effect.
   *
   * @param event what has happened; called in the thread that did it, which should not be kept for
   *     long
   */
  void onEvent(RenewalEvent event);
}
