package dev.acmesdk.client;

import java.util.Locale;

/** The media types of RFC 8555. */
final class MediaTypes {
  /** Sent exactly so: servers refuse it with parameters (RFC 8555 section 6.2). */
  static final String JOSE_JSON = "application/jose+json";

  static final String JSON = "application/json";
  static final String PROBLEM_JSON = "application/problem+json";
  static final String PEM_CHAIN = "application/pem-certificate-chain";

  private MediaTypes() {}

  static String withoutParameters(String mediaType) {
    int semicolon = mediaType.indexOf(';');
    String essence = semicolon < 0 ? mediaType : mediaType.substring(0, semicolon);
    return essence.strip().toLowerCase(Locale.ROOT);
  }
}
