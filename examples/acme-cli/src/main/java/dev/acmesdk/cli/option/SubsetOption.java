package dev.acmesdk.cli.option;

import dev.acmesdk.Acme;
import java.util.Map;
import picocli.CommandLine.Option;

/** Whether a certificate for some of the names is better than none. */
public final class SubsetOption {
  @Option(
      names = "--allow-subset-of-names",
      description =
          "Leave out names that cannot be validated, or that the CA refuses, instead of failing for all of them; renewals, too.")
  private boolean isAllowed;

  /**
   * Whether names may be left out.
   *
   * @param stored what the renewal file says
   * @return {@code true} with {@code --allow-subset-of-names}, now or before
   */
  public boolean isAllowed(Map<String, String> stored) {
    return isAllowed || Boolean.parseBoolean(stored.get("allow_subset_of_names"));
  }

  /**
   * Puts it into a request.
   *
   * @param acme the request
   * @return a changed copy, if it was given
   */
  public Acme applyTo(Acme acme) {
    return isAllowed ? acme.allowSubsetOfNames(true) : acme;
  }
}
