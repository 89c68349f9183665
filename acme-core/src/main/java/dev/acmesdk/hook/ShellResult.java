package dev.acmesdk.hook;

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

  /**
   * Whether all went well.
   *
   * @return {@code true} if it ended by itself, with status 0
   */
  public boolean isSuccess() {
    return status == 0 && !isTimedOut;
  }

  /** Shows how it ended; what it has printed may be long, and may be secret. */
  @Override
  public String toString() {
    return "ShellResult[status=%d, isTimedOut=%s]".formatted(status, isTimedOut);
  }
}
