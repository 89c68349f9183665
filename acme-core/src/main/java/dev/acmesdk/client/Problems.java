package dev.acmesdk.client;

import dev.acmesdk.protocol.Identifier;
import dev.acmesdk.protocol.Problem;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Problem documents from JSON (RFC 9457, RFC 8555 sections 6.7 and 6.7.1). */
final class Problems {
  /** One subproblem for each identifier is plenty. */
  private static final int MAX_SUBPROBLEMS = 200;

  private Problems() {}

  static Problem read(ResourceReader json) {
    List<Problem> subproblems = new ArrayList<>();
    for (ResourceReader sub : json.objects("subproblems", "problem")) {
      if (subproblems.size() < MAX_SUBPROBLEMS) {
        subproblems.add(readOne(sub, List.of()));
      }
    }
    return readOne(json, subproblems);
  }

  private static Problem readOne(ResourceReader json, List<Problem> subproblems) {
    String type = json.text("type");
    return new Problem(
        type == null ? "about:blank" : type,
        json.text("title"),
        json.text("detail"),
        json.number("status"),
        json.url("instance"),
        identifier(json.object("identifier", "identifier")),
        subproblems,
        json.texts("algorithms"));
  }

  static @Nullable Identifier identifier(@Nullable ResourceReader json) {
    String type = json == null ? null : json.text("type");
    String value = json == null ? null : json.text("value");
    if (type == null || value == null) {
      return null;
    }
    return switch (type) {
      case "dns" -> new Identifier.Dns(value);
      case "ip" -> new Identifier.Ip(value);
      default -> new Identifier.Other(type, value);
    };
  }
}
