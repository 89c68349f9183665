package dev.acmesdk.testing.ca;

import java.util.Map;

/** A DNS name or an IP address (RFC 8555 section 9.7.7, RFC 8738). */
record Identifier(String type, String value) {
  static final String DNS = "dns";
  static final String IP = "ip";

  static Identifier dns(String name) {
    return new Identifier(DNS, name);
  }

  static Identifier ip(String address) {
    return new Identifier(IP, address);
  }

  boolean isIp() {
    return type.equals(IP);
  }

  boolean isWildcard() {
    return value.startsWith("*.");
  }

  Identifier withoutWildcard() {
    return isWildcard() ? dns(value.substring(2)) : this;
  }

  Map<String, Object> json() {
    return Map.of("type", type, "value", value);
  }
}
