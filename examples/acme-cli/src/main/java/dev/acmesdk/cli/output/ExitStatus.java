package dev.acmesdk.cli.output;

/** What the command tells its caller by its exit status. */
public enum ExitStatus {
  /** All that was asked for is done, or need not be done. */
  OK(0),
  /** Something has failed. */
  FAILED(1),
  /** The command line cannot be understood. */
  USAGE(2),
  /** Nothing was due; only with {@code --detailed-exit-codes}, otherwise this is {@link #OK}. */
  NOTHING_DUE(3);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /**
   * The number.
   *
   * @return from 0 to 3
   */
  public int code() {
    return code;
  }
}
