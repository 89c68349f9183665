package dev.acmesdk.fuzz;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What every text that is made of a server's words must be, wherever it may be shown or logged. */
public final class Harmless {
  /** No message is longer, whatever the server said. */
  public static final int LONGEST_MESSAGE = 10_000;

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

  private Harmless() {}

  /**
   * The result, or nothing if it was refused as documented: with this exception and no other, with
   * harmless messages all the way down to the first cause.
   */
  public static <T> Optional<T> unlessRefused(
      Class<? extends RuntimeException> refusal, Supplier<T> reading) {
    try {
      return Optional.of(reading.get());
    } catch (RuntimeException e) {
      if (!refusal.isInstance(e)) {
        throw e;
      }
      messages(e);
      return Optional.empty();
    }
  }

  /** The messages of an exception and of all its causes: short, of one line. */
  public static void messages(Throwable failure) {
    require(failure.getMessage() != null, "no message", failure);
    for (Throwable e = failure; e != null; e = e.getCause()) {
      String message = e.getMessage() == null ? "" : e.getMessage();
      require(message.length() <= LONGEST_MESSAGE, "a long message", e);
      require(!UNSEEN.matcher(message).find(), "a message with unseen characters", e);
    }
  }

  /** The text that a value is shown as. */
  public static void shown(Object value, int longest) {
    String text = value.toString();
    if (text.length() > longest) {
      throw new AssertionError("Shown in " + text.length() + " characters");
    }
    if (UNSEEN.matcher(text).find()) {
      throw new AssertionError("Shown with unseen characters: " + text);
    }
  }

  /** A property that has to hold; cheap, since it is asked for millions of times. */
  public static void require(boolean condition, String otherwise, Object about) {
    if (!condition) {
      throw new AssertionError(otherwise + ": " + about, about instanceof Throwable e ? e : null);
    }
  }
}
