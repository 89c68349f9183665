package dev.acmesdk.cli.option;

import dev.acmesdk.Acme;
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
