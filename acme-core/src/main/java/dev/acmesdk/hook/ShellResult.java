package dev.acmesdk.hook;

import java.time.Duration;

/**
 * How a command has ended, and what it has printed. Of long texts only the first and the last part
 * are there. They can be shown on a terminal: nothing in them moves the cursor.
 *
 * @param status the exit status; 0 says that all went well
 * @param isTimedOut whether it was ended because its time was up
 * @param output what it printed on its standard output
 * @param errors what it printed on its standard error
 */
public record ShellResult(int status, boolean isTimedOut, String output, String errors) {
  private static final int MAX_SHOWN = 300;

  /**
   * Whether all went well.
   *
   * @return {@code true} if it ended by itself, with status 0
   */
  public boolean isSuccess() {
    return status == 0 && !isTimedOut;
  }

  /**
   * What went wrong, in words that follow the command's name, with the end of what it has printed.
   *
   * @param limit how long it had
   * @return the end of a sentence, on one line
   * @throws IllegalStateException if all went well
   */
  public String failure(Duration limit) {
    if (isSuccess()) {
      throw new IllegalStateException("All went well");
    }
    String how =
        isTimedOut
            ? "was ended because it took longer than " + shown(limit)
            : "ended with status " + status;
    String said = (errors.isEmpty() ? output : errors).replaceAll("\\s+", " ");
    return said.isEmpty() ? how : how + "; it printed: " + lastOf(said);
  }

  /** The end of a text tells more about a failure than its start. */
  private static String lastOf(String text) {
    return text.length() <= MAX_SHOWN ? text : "…" + text.substring(text.length() - MAX_SHOWN);
  }

  private static String shown(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
  }

  /** Shows how it ended; what it has printed may be long, and may be secret. */
  @Override
  public String toString() {
    return "ShellResult[status=%d, isTimedOut=%s]".formatted(status, isTimedOut);
  }
}
