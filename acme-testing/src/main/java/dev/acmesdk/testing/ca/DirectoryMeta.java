package dev.acmesdk.testing.ca;

import java.util.LinkedHashMap;
import java.util.Map;

/** RFC 8555 section 7.1.1: what the directory says about the CA. */
final class DirectoryMeta {
  private DirectoryMeta() {}

  static Map<String, Object> of(CaSettings settings) {
    Map<String, Object> meta = new LinkedHashMap<>();
    settings
        .accounts()
        .termsOfService()
        .ifPresent(url -> meta.put("termsOfService", url.toString()));
    meta.put("externalAccountRequired", settings.accounts().externalAccountRequired());
    if (settings.validation().dnsServer().isPresent()) {
      // Without DNS there is no CAA record that they could be in.
      meta.put("caaIdentities", settings.validation().caaIdentities());
    }
    return meta;
  }
}
