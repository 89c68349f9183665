package dev.acmesdk.cli.output;

/** The command itself, not the library, has found out that something does not go. */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final ExitStatus status;

  /**
   * A failure.
   *
   * @param message what is wrong, and what to do
   */
  public CommandFailure(String message) {
    this(message, ExitStatus.FAILED);
  }

  /**
   * A failure with an exit status of its own.
   *
   * @param message what is wrong, and what to do
   * @param status how the command is to end
   */
  public CommandFailure(String message, ExitStatus status) {
    super(message);
    this.status = status;
  }

  /**
   * There is no lineage of a name.
   *
   * @param name the name that was given
   * @return the failure, in Certbot's words and with a way to go on
   */
  public static CommandFailure noCertificate(String name) {
    return new CommandFailure(
        "No certificate found with name %s. acme certificates shows those that there are."
            .formatted(name));
  }

  /**
   * How the command is to end.
   *
   * @return the exit status
   */
  public ExitStatus status() {
    return status;
  }
}
