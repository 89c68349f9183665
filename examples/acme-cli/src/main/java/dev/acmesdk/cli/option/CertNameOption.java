package dev.acmesdk.cli.option;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which lineage. */
public final class CertNameOption {
  @Option(
      names = "--cert-name",
      paramLabel = "NAME",
      description = "The name under which a certificate is kept, as acme certificates shows it.")
  private @Nullable String name;

  /**
   * The name.
   *
   * @return empty if none was given
   */
  public Optional<String> name() {
    return Optional.ofNullable(name);
  }
}
