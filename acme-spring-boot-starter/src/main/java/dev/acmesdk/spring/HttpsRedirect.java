package dev.acmesdk.spring;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** Where plain requests that are not the CA's are sent. */
final class HttpsRedirect {
  private final AcmeProperties.Http01 properties;
  private final Environment environment;

  HttpsRedirect(AcmeProperties.Http01 properties, Environment environment) {
    this.properties = properties;
    this.environment = environment;
  }

  /** Whether requests with that scheme are sent elsewhere at all. */
  boolean concerns(@Nullable String scheme) {
    return properties.redirectToHttps() && "http".equals(scheme);
  }

  /**
   * Where to go instead.
   *
   * @param target the URL that was asked for
   * @return the same with HTTPS; empty if the request is to be served as it is
   */
  Optional<String> of(URI target) {
    if (!concerns(target.getScheme())) {
      return Optional.empty();
    }
    int port = port();
    String query = target.getRawQuery();
    return Optional.of(
        "https://%s%s%s%s"
            .formatted(
                target.getHost(),
                port == 443 ? "" : ":" + port,
                target.getRawPath(),
                query == null ? "" : "?" + query));
  }

  private int port() {
    @Nullable Integer chosen = properties.httpsPort();
    return chosen != null
        ? chosen
        : environment.getProperty("local.server.port", Integer.class, 443);
  }
}
