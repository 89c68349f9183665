package dev.acmesdk.testing;

import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the server said. */
record Reply(int status, HttpHeaders headers, String body) {

  JsonNode json() {
    return TestJson.read(body);
  }

  String text(String member) {
    return json().path(member).asString("");
  }

  List<String> texts(String member) {
    return elements(member).stream().map(JsonNode::asString).toList();
  }

  List<JsonNode> elements(String member) {
    return StreamSupport.stream(json().path(member).spliterator(), false).toList();
  }

  Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  String location() {
    return header("Location").orElseThrow();
  }

  /** The target of the link with a relation. */
  Optional<String> link(String relation) {
    return headers.allValues("Link").stream()
        .filter(link -> link.endsWith(";rel=\"" + relation + "\""))
        .map(link -> link.substring(1, link.indexOf('>')))
        .findFirst();
  }

  /** The end of the problem's type, for example {@code malformed}. */
  String problem() {
    return text("type").replace("urn:ietf:params:acme:error:", "");
  }

  /** For comparing in one go: status and problem. */
  String refusal() {
    return status + " " + problem();
  }
}
