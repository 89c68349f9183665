package dev.acmesdk.testing.ca;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** draft-ietf-acme-profiles: which kinds of certificates there are. */
final class Profiles {
  private final Map<String, ProfileSettings> all;

  Profiles(Map<String, ProfileSettings> all) {
    this.all = all;
  }

  /** The profile for an order; the first one, if there are any and none was asked for. */
  Optional<String> chosen(JsonNode wish) {
    Optional<String> name = Json.optionalString(wish, "profile", "the payload");
    if (name.isPresent() && !all.containsKey(name.get())) {
      throw Refusal.of(
          ProblemKind.INVALID_PROFILE,
          "The profile \"%s\" is none of those in the directory: %s"
              .formatted(name.get(), all.keySet()));
    }
    return name.or(() -> all.keySet().stream().findFirst());
  }
}
