package dev.acmesdk.error;

/**
 * Somebody else has taken over the work on a lineage, because this program was silent for too long:
 * it was stopped, or its machine was asleep. What it wanted to save is not saved; nothing has
 * changed.
 */
public final class LeaseLostException extends AcmeException {
  private static final long serialVersionUID = 1;

  private final String lineage;

  /**
   * Makes the exception.
   *
   * @param lineage the lineage's name
   * @param successor who is at work on it now, or was last, a noun phrase
   */
  public LeaseLostException(String lineage, String successor) {
    super(
        "The lineage %s is no longer this program's to change: since its last sign of life, %s has taken over."
            .formatted(lineage, successor),
        "Look into the store for what the other one has saved. Nothing was changed by this program.",
        null);
    this.lineage = lineage;
  }

  /**
   * Which lineage it is about.
   *
   * @return the lineage's name
   */
  public String lineage() {
    return lineage;
  }

  /** The certificate may be there by then, and else it can be asked for again. */
  @Override
  public boolean isRetryable() {
    return true;
  }
}
