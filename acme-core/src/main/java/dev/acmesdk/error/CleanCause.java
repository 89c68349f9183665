package dev.acmesdk.error;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for an exception of a library that quotes a server's text as it is: what is logged with
 * the stack trace must be as harmless as a message.
 */
final class CleanCause extends Exception {
  private static final long serialVersionUID = 1;

  private static final int MAX = 1_000;
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]+");

  private CleanCause(Throwable original) {
    super(cleaned(original.toString()), of(original.getCause()));
    setStackTrace(original.getStackTrace());
  }

  /** The cause itself, if all that it says can be shown. */
  static @Nullable Throwable of(@Nullable Throwable cause) {
    return cause == null || isClean(cause) ? cause : new CleanCause(cause);
  }

  private static boolean isClean(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String message = t.getMessage();
      if (message != null && (message.length() > MAX || UNSEEN.matcher(message).find())) {
        return false;
      }
    }
    return true;
  }

  private static String cleaned(String text) {
    String shown = text.length() <= MAX ? text : text.substring(0, MAX) + "…";
    return UNSEEN.matcher(shown).replaceAll(" ").strip();
  }
}
