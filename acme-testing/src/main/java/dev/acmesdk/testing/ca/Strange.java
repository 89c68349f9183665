package dev.acmesdk.testing.ca;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What clients have to ignore, because they do not know it (RFC 8555 section 7.1). */
final class Strange {
  private static final int NOBODY_KNOWS = 99;

  private Strange() {}

  /** Each object gets members of all kinds, and each list of challenges a challenge. */
  static Octets members(Octets json) {
    JsonNode root = Json.object(json, "An answer of this CA");
    addTo(root);
    return Octets.of(Json.bytes(root));
  }

  private static void addTo(JsonNode node) {
    List<JsonNode> children = new ArrayList<>();
    node.forEach(children::add);
    children.forEach(Strange::addTo);
    if (node instanceof ObjectNode object) {
      if (object.get("challenges") instanceof ArrayNode challenges) {
        challenges.insert(0, challenge());
      }
      addMembers(object);
    }
  }

  private static void addMembers(ObjectNode object) {
    String prefix = "x-" + Tokens.shortOne();
    object.putNull(prefix + "-null");
    object.put(prefix + "-flag", true);
    object.put(prefix + "-number", Double.MAX_VALUE);
    object.put(prefix + "-text", "\u0000 \ud83d\udd10 \u202e");
    object.putArray(prefix + "-list").add(1).add("two").addNull();
    object.putObject(prefix + "-object").putObject("in").put("status", "confused");
  }

  /** Its members have types that those of the known challenges have not. */
  private static JsonNode challenge() {
    return Json.tree(
        Map.of(
            "type",
            "strange-" + NOBODY_KNOWS,
            "url",
            "https://localhost/strange",
            "status",
            "confused",
            "token",
            List.of(NOBODY_KNOWS)));
  }
}
