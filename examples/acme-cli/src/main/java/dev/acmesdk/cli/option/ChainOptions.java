package dev.acmesdk.cli.option;

import dev.acmesdk.Acme;
import dev.acmesdk.error.InvalidRequestException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What kind of certificate, of those that the CA offers. */
public final class ChainOptions {
  @Option(
      names = "--preferred-chain",
      paramLabel = "NAME",
      description = "The chain whose root has this common name, if the CA offers one.")
  private @Nullable String chain;

  @Option(
      names = "--required-profile",
      paramLabel = "PROFILE",
      description = "The CA's profile, such as shortlived; fails if the CA does not have it.")
  private @Nullable String profile;

  @Option(
      names = "--preferred-profile",
      paramLabel = "PROFILE",
      description = "The CA's profile, if the CA has it.")
  private @Nullable String preferredProfile;

  /**
   * The profile that would be nice to have.
   *
   * @param stored what the renewal file says
   * @return its name; empty if none was named, or one is required
   */
  public Optional<String> preferredProfile(Map<String, String> stored) {
    if (profile != null && preferredProfile != null) {
      throw new InvalidRequestException(
          "--required-profile and --preferred-profile contradict each other. Give one of them.");
    }
    if (profile != null) {
      return Optional.empty();
    }
    return Optional.ofNullable(preferredProfile)
        .or(() -> Optional.ofNullable(stored.get("preferred_profile")))
        .filter(name -> !name.isBlank() && !name.equals("None"));
  }

  /**
   * Puts all of it into a request.
   *
   * @param acme the request
   * @return a changed copy
   */
  public Acme applyTo(Acme acme) {
    Acme changed = chain == null ? acme : acme.preferredChain(chain);
    return profile == null ? changed : changed.profile(profile);
  }
}
