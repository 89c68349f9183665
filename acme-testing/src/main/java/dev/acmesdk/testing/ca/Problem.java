package dev.acmesdk.testing.ca;

import java.util.LinkedHashMap;
import java.util.Map;

/** A problem document (RFC 7807) as RFC 8555 section 6.7 wants it. */
record Problem(ProblemKind kind, int status, String detail, Map<String, Object> extras) {

  Problem {
    extras = Map.copyOf(extras);
  }

  static Problem of(ProblemKind kind, String detail) {
    return new Problem(kind, kind.status(), detail, Map.of());
  }

  Problem withStatus(int other) {
    return new Problem(kind, other, detail, extras);
  }

  Problem with(String member, Object value) {
    Map<String, Object> more = new LinkedHashMap<>(extras);
    more.put(member, value);
    return new Problem(kind, status, detail, more);
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", kind.urn());
    json.put("detail", detail);
    json.put("status", status);
    json.putAll(extras);
    return json;
  }
}
