package dev.acmesdk.cli.option;

import java.net.URI;
import java.util.List;
import picocli.CommandLine.Option;

/** Who is asked when the CA does not issue. */
public final class FallbackOption {
  @Option(
      names = "--fallback-server",
      paramLabel = "URL",
      description =
          "Another CA's directory, to be asked if the first one fails. May be repeated. Not kept for renewals.")
  private List<URI> servers = List.of();

  /**
   * The other CAs.
   *
   * @return the URLs of their directories, in order
   */
  public List<URI> servers() {
    return List.copyOf(servers);
  }
}
