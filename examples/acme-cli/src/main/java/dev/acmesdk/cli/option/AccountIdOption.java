package dev.acmesdk.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of several accounts at the CA. */
public final class AccountIdOption {
  @Option(
      names = "--account",
      paramLabel = "ID",
      description =
          "The account to use, of several at the CA: the name of its directory below accounts/. Without it, the one that the renewal file names, or else the newest.")
  private @Nullable String id;

  /**
   * Certbot's id of the account.
   *
   * @return empty if none was given
   */
  public Optional<String> id() {
    return Optional.ofNullable(id).map(String::strip).filter(text -> !text.isEmpty());
  }
}
