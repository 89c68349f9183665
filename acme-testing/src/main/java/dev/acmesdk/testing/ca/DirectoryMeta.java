package dev.acmesdk.testing.ca;

import java.util.LinkedHashMap;
import java.util.Map;

/** RFC 8555 section 7.1.1: what the directory says about the CA. */
record DirectoryMeta(Terms terms, CaSettings settings) {

  Map<String, Object> json() {
    Map<String, Object> meta = new LinkedHashMap<>();
    terms.current().ifPresent(url -> meta.put("termsOfService", url.toString()));
    meta.put("externalAccountRequired", settings.accounts().externalAccountRequired());
    if (settings.validation().dnsServer().isPresent()) {
      // Without DNS there is no CAA record that they could be in.
      meta.put("caaIdentities", settings.validation().caaIdentities());
    }
    Map<String, Object> profiles = new LinkedHashMap<>();
    settings
        .issuance()
        .profiles()
        .forEach((name, profile) -> profiles.put(name, profile.description()));
    if (!profiles.isEmpty()) {
      meta.put("profiles", profiles);
    }
    return meta;
  }
}
