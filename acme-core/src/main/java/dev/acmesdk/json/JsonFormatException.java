package dev.acmesdk.json;

/** A text is not JSON, or exceeds its bounds. Neither message nor cause quotes it. */
public final class JsonFormatException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * Makes an exception.
   *
   * @param message what is wrong, with the place
   */
  public JsonFormatException(String message) {
    super(message);
  }
}
