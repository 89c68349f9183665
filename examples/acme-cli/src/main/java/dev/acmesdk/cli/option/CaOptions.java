package dev.acmesdk.cli.option;

import dev.acmesdk.CaSettings;
import dev.acmesdk.LetsEncrypt;
import dev.acmesdk.error.InvalidRequestException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which CA, and whether its HTTPS can be trusted. */
public final class CaOptions {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "The CA's directory (https://acme-v02.api.letsencrypt.org/directory, or what the renewal file says).")
  private @Nullable URI server;

  @Option(
      names = {"--staging", "--test-cert"},
      description = "Let's Encrypt's staging environment, whose certificates nobody trusts.")
  private boolean isStaging;

  @Option(
      names = "--ca-bundle",
      paramLabel = "FILE",
      description =
          "Certificates in PEM by which a private CA's HTTPS is trusted. Without it, the file that REQUESTS_CA_BUNDLE names, if any.")
  private @Nullable Path caBundle;

  /**
   * The CA that was named.
   *
   * @return the URL of its directory; empty if none was named
   */
  public Optional<URI> server() {
    if (isStaging && server != null && !server.equals(LetsEncrypt.STAGING)) {
      throw new InvalidRequestException(
          "--staging and --server name different CAs. Give one of them.");
    }
    if (server != null && !"https".equalsIgnoreCase(server.getScheme())) {
      throw new InvalidRequestException(
          "--server %s is not an HTTPS URL. Give the URL of the CA's directory.".formatted(server));
    }
    return isStaging ? Optional.of(LetsEncrypt.STAGING) : Optional.ofNullable(server);
  }

  /**
   * The CA that was named, or else Let's Encrypt.
   *
   * @return the URL of its directory
   */
  public URI serverOrDefault() {
    return server().orElse(LetsEncrypt.PRODUCTION);
  }

  /**
   * What to trust instead of the JVM's own list.
   *
   * @param fromEnvironment the value of REQUESTS_CA_BUNDLE, which Certbot heeds
   * @return a file; empty if nothing was given
   */
  public Optional<Path> caBundle(@Nullable String fromEnvironment) {
    Path file = caBundle;
    if (file == null && fromEnvironment != null && !fromEnvironment.isBlank()) {
      file = Path.of(fromEnvironment);
    }
    if (file != null && !Files.isReadable(file)) {
      throw new InvalidRequestException(
          "The file %s with the trusted certificates cannot be read. Give one with --ca-bundle that can."
              .formatted(file));
    }
    return Optional.ofNullable(file);
  }

  /**
   * Makes a request trust what was given.
   *
   * @param settings the request
   * @param fromEnvironment the value of REQUESTS_CA_BUNDLE
   * @param <S> the type of request
   * @return a changed copy
   */
  public <S extends CaSettings<S>> S trustIn(S settings, @Nullable String fromEnvironment) {
    return caBundle(fromEnvironment).map(settings::trust).orElse(settings);
  }
}
