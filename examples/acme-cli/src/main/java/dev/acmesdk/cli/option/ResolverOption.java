package dev.acmesdk.cli.option;

import dev.acmesdk.Acme;
import dev.acmesdk.dns01.lookup.DnsClient;
import dev.acmesdk.error.InvalidRequestException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Who is asked for what is in DNS. */
public final class ResolverOption {
  private static final int DNS_PORT = 53;
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9a-fA-F:.%]+)]|([0-9.]+))(?::([0-9]{1,5}))?|([0-9a-fA-F:]+)");

  @Option(
      names = "--resolver",
      paramLabel = "ADDRESS[:PORT]",
      split = ",",
      description =
          "Ask this resolver for what is in DNS, a public one for example, instead of the system's.")
  private List<String> resolvers = List.of();

  /**
   * Lets a request ask them.
   *
   * @param acme the request
   * @return a changed copy; the same if none was given
   */
  public Acme applyTo(Acme acme) {
    return resolvers.isEmpty()
        ? acme
        : acme.dnsClient(DnsClient.of(resolvers.stream().map(ResolverOption::parse).toList()));
  }

  private static InetSocketAddress parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw refusal(text);
    }
    String address =
        form.group(1) != null
            ? form.group(1)
            : form.group(2) != null ? form.group(2) : form.group(4);
    int port = form.group(3) == null ? DNS_PORT : Integer.parseInt(form.group(3));
    if (port < 1 || port > 65_535) {
      throw refusal(text);
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(address), port);
    } catch (UnknownHostException e) {
      throw refusal(text);
    }
  }

  private static InvalidRequestException refusal(String text) {
    return new InvalidRequestException(
        "--resolver %s is no address. Give one like 9.9.9.9, 127.0.0.1:8053 or [2620:fe::fe]:53."
            .formatted(text));
  }
}
