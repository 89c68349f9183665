package dev.acmesdk.testing.ca;

import java.net.URI;
import java.util.Locale;

/** Where an HTTP-01 request goes. */
record WebTarget(Identifier host, int port, String path) {
  private static final int HTTP = 80;

  /** The Host field: as for any client, the port is left out when it is the usual one. */
  String authority() {
    boolean ipv6 = host.isIp() && host.value().contains(":");
    String name = ipv6 ? "[" + host.value() + "]" : host.value();
    return port == HTTP ? name : name + ":" + port;
  }

  String url() {
    return "http://" + authority() + path;
  }

  /**
   * Where a redirect leads. The port 80 stands for this CA's HTTP port there, too.
   *
   * @throws IllegalArgumentException if a CA would not follow; the message says why
   */
  WebTarget redirectedTo(String location) {
    URI uri = URI.create(url()).resolve(location);
    if (!"http".equals(uri.getScheme())) {
      throw new IllegalArgumentException(
          "Invalid protocol scheme in redirect target. Only \"http\" is supported by this CA, not \"%s\""
              .formatted(uri.getScheme()));
    }
    if (uri.getHost() == null) {
      throw new IllegalArgumentException("Invalid hostname in redirect target");
    }
    if (uri.getPort() != -1 && uri.getPort() != HTTP && uri.getPort() != port) {
      throw new IllegalArgumentException(
          "Invalid port in redirect target. Only ports 80 and 443 are supported, not "
              + uri.getPort());
    }
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    String target = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return new WebTarget(identifier(uri.getHost()), port, target + query);
  }

  private static Identifier identifier(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
    return IpLiterals.parse(name)
        .map(address -> Identifier.ip(IpLiterals.canonical(address)))
        .orElseGet(() -> Identifier.dns(name));
  }
}
