package dev.acmesdk.cli.work;

import dev.acmesdk.cli.output.CommandFailure;
import dev.acmesdk.dns01.DnsProvider;
import dev.acmesdk.dns01.provider.AcmeDnsProvider;
import dev.acmesdk.dns01.provider.ExecProvider;
import dev.acmesdk.dns01.provider.HttpreqProvider;
import dev.acmesdk.dns01.provider.Rfc2136Provider;
import dev.acmesdk.error.InvalidRequestException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Programs and services that change DNS, by their names on the command line, with what they need:
 * Certbot's file for RFC 2136, lego's variables for the others, from a file or the environment.
 */
final class DnsProviders {
  private static final List<String> NAMES = List.of("rfc2136", "exec", "httpreq", "acme-dns");

  private final String name;
  private final @Nullable Path file;
  private final Map<String, String> variables;

  private DnsProviders(String name, @Nullable Path file, Map<String, String> variables) {
    this.name = name;
    this.file = file;
    this.variables = variables;
  }

  /**
   * Sets one up.
   *
   * @param name of which kind
   * @param file where its credentials are; {@code null} for the environment
   * @param environment the environment
   * @return the provider
   * @throws InvalidRequestException if something is missing
   */
  static DnsProvider of(String name, @Nullable Path file, Map<String, String> environment) {
    if (!NAMES.contains(name)) {
      throw new InvalidRequestException(
          "--dns-provider %s is unknown. There are %s.".formatted(name, String.join(", ", NAMES)));
    }
    try {
      Map<String, String> variables =
          file == null || name.equals("rfc2136") ? environment : read(file);
      return new DnsProviders(name, file, variables).provider();
    } catch (IOException e) {
      throw new CommandFailure(
          "The credentials for --dns-provider %s cannot be read: %s".formatted(name, e));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "--dns-provider %s cannot be used: %s".formatted(name, e.getMessage()));
    }
  }

  private DnsProvider provider() throws IOException {
    return switch (name) {
      case "rfc2136" -> rfc2136();
      case "exec" -> ExecProvider.of(Path.of(needed("EXEC_PATH")));
      case "httpreq" -> httpreq();
      default ->
          AcmeDnsProvider.at(
              URI.create(needed("ACME_DNS_API_BASE")), Path.of(needed("ACME_DNS_STORAGE_PATH")));
    };
  }

  private DnsProvider rfc2136() throws IOException {
    if (file == null) {
      throw new InvalidRequestException(
          "--dns-provider rfc2136 needs a key. Give --dns-credentials FILE, a file as Certbot's dns-rfc2136 has it.");
    }
    return Rfc2136Provider.ofCertbotFile(file);
  }

  private DnsProvider httpreq() {
    HttpreqProvider provider = HttpreqProvider.at(URI.create(needed("HTTPREQ_ENDPOINT")));
    String user = variables.getOrDefault("HTTPREQ_USERNAME", "");
    return user.isEmpty() ? provider : provider.credentials(user, needed("HTTPREQ_PASSWORD"));
  }

  private String needed(String variable) {
    String value = variables.getOrDefault(variable, "");
    if (value.isEmpty()) {
      throw new InvalidRequestException(
          "--dns-provider %s needs %s: set it in the environment, or in the file of --dns-credentials as %s=…, one variable a line."
              .formatted(name, variable, variable));
    }
    return value;
  }

  /** Lines as systemd's {@code EnvironmentFile} has them, without quotes. */
  private static Map<String, String> read(Path file) throws IOException {
    Map<String, String> variables = new LinkedHashMap<>();
    for (String line : Files.readAllLines(file)) {
      int middle = line.indexOf('=');
      if (middle > 0 && !line.startsWith("#")) {
        variables.put(line.substring(0, middle).strip(), line.substring(middle + 1).strip());
      }
    }
    return variables;
  }
}
