package dev.acmesdk.cli.option;

import dev.acmesdk.error.InvalidRequestException;
import java.time.Duration;
import picocli.CommandLine.Option;

/** Whether to look before something is ordered. */
public final class PreflightOption {
  private static final int LONGEST = 600;

  @Option(
      names = "--no-preflight",
      description =
          "Order without a look beforehand. It takes a fraction of a second, and stops an order that is sure to fail.")
  private boolean isWithoutLook;

  @Option(
      names = "--preflight-limit",
      paramLabel = "SECONDS",
      description =
          "How long the look before an order may take (${DEFAULT-VALUE}); what is not known by then stops nothing.")
  private double seconds = 0.7;

  /**
   * Whether to look.
   *
   * @return {@code false} with {@code --no-preflight}
   */
  public boolean isWanted() {
    return !isWithoutLook;
  }

  /**
   * How long a look may take.
   *
   * @return not negative
   * @throws InvalidRequestException if it is not a sensible number
   */
  public Duration limit() {
    if (!(seconds >= 0 && seconds <= LONGEST)) {
      throw new InvalidRequestException(
          "--preflight-limit %s is no number of seconds from 0 to %d.".formatted(seconds, LONGEST));
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }
}
