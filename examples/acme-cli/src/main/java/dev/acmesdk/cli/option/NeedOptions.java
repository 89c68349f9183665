package dev.acmesdk.cli.option;

import dev.acmesdk.error.InvalidRequestException;
import picocli.CommandLine.Option;

/** Whether a certificate is needed at all. */
public final class NeedOptions {
  @Option(
      names = "--dry-run",
      description =
          "Go all the way and store nothing: at the CA's environment for practice, if it has one.")
  private boolean isDryRun;

  @Option(
      names = {"--force-renewal", "--renew-by-default"},
      description = "A new certificate, although the one that is stored is not due.")
  private boolean isForced;

  @Option(
      names = {"--keep-until-expiring", "--keep", "--reinstall"},
      description = "Keep a certificate for the same names until it is due: the default.")
  private boolean isKept;

  @Option(
      names = "--expand",
      description = "Replace a certificate that has some of these names by one with all of them.")
  private boolean isExpanding;

  @Option(
      names = "--renew-with-new-domains",
      description = "Replace the certificate of --cert-name although the names differ.")
  private boolean renewsWithNewDomains;

  @Option(
      names = "--duplicate",
      description = "One more certificate beside that for the same names.")
  private boolean isDuplicate;

  /**
   * Whether nothing is to be stored.
   *
   * @return {@code true} with {@code --dry-run}
   */
  public boolean isDryRun() {
    return isDryRun;
  }

  /**
   * Whether a new one is wanted in any case.
   *
   * @return {@code true} with {@code --force-renewal}
   */
  public boolean isForced() {
    if (isForced && isKept) {
      throw new InvalidRequestException(
          "--force-renewal and --keep-until-expiring contradict each other. Give one of them.");
    }
    return isForced;
  }

  /**
   * Whether a certificate may get more names.
   *
   * @return {@code true} with {@code --expand}, and with {@code --force-renewal}
   */
  public boolean isExpanding() {
    return isExpanding || isForced();
  }

  /**
   * Whether other names for a named certificate are no mistake.
   *
   * @return {@code true} with {@code --renew-with-new-domains}
   */
  public boolean renewsWithNewDomains() {
    return renewsWithNewDomains;
  }

  /**
   * Whether one more is wanted.
   *
   * @return {@code true} with {@code --duplicate}
   */
  public boolean isDuplicate() {
    return isDuplicate;
  }
}
