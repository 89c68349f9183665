package dev.acmesdk.storage;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * Where accounts at a CA were kept when it spoke an older version of the protocol. Certbot uses
 * those as long as there is none of the new version.
 */
final class FormerDirectory {
  private static final Map<String, String> HOSTS =
      Map.of(
          "acme-v02.api.letsencrypt.org", "acme-v01.api.letsencrypt.org",
          "acme-staging-v02.api.letsencrypt.org", "acme-staging.api.letsencrypt.org");

  private FormerDirectory() {}

  static Optional<URI> of(URI directory) {
    return Optional.ofNullable(directory.getRawAuthority())
        .map(HOSTS::get)
        .map(host -> URI.create("https://" + host + directory.getRawPath()));
  }
}
